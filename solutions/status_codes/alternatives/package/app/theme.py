"""The theme, and the way back to where it was chosen."""

from urllib.parse import urljoin, urlsplit

from flask import Blueprint, abort, make_response, redirect, request

bp = Blueprint("theme", __name__)


def is_safe(target):
    """Compare hosts as a browser would, which reads a backslash as a slash."""
    if "\\" in target or any(ord(sign) < ord(" ") for sign in target):
        return False
    here = urlsplit(request.host_url)
    there = urlsplit(urljoin(request.host_url, target))
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        return False
    return target.startswith("/") and not target.startswith("//")


@bp.post("/theme")
def choose():
    theme, target = request.form.get("theme"), request.form.get("next", "")
    if theme not in ("light", "dark") or not is_safe(target):
        abort(400)
    response = make_response(redirect(target, code=303))
    response.set_cookie("theme", theme)
    return response
