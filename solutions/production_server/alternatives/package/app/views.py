"""The views that were given."""

import os
import time

from flask import Blueprint, request, session

bp = Blueprint("given", __name__)


@bp.get("/whoami")
def whoami():
    return {"address": request.remote_addr, "url": request.url, "process": os.getpid()}


@bp.get("/visits")
def visits():
    session["visits"] = session.get("visits", 0) + 1
    return {"visits": session["visits"]}


@bp.get("/reports/<name>")
def report(name):
    print(f"begin of {name}", flush=True)
    time.sleep(request.args.get("seconds", 0.0, type=float))
    return {"report": name, "process": os.getpid()}


@bp.get("/failure")
def failure():
    raise LookupError("the shelf is empty")
