"""A page of HTML that needs no network and no other file: skeleton, colours, common style."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from checker.render.markup import Markup, element, join

if TYPE_CHECKING:
    from collections.abc import Iterable

LIGHT = """
  --page: #ffffff; --card: #f6f8fa; --line: #d1d9e0; --text: #1f2328; --quiet: #59636e;
  --passed: #1a7f37; --older: #8250df; --started: #9a6700; --new: #59636e; --flag: #cf222e;
"""
DARK = """
  --page: #0d1117; --card: #161b22; --line: #3d444d; --text: #f0f6fc; --quiet: #9198a1;
  --passed: #3fb950; --older: #b98cff; --started: #d29922; --new: #9198a1; --flag: #ff7b72;
"""
STYLE = """
:root {LIGHT}
@media screen and (prefers-color-scheme: dark) { :root {DARK} }
* { box-sizing: border-box; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; background: var(--page);
  color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
a { color: inherit; }
code { font: .95em ui-monospace, monospace; }
.quiet, caption, footer { color: var(--quiet); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; }
caption { text-align: left; padding-bottom: .25rem; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .75rem .3rem 0; text-align: left;
  vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; }
tbody th { font-weight: 600; }
.flag { color: var(--flag); font-weight: 600; }
""".replace("LIGHT", LIGHT).replace("DARK", DARK)


def document(
    title: str, body: Iterable[Markup], *, style: str, script: str = "", marker: str = ""
) -> str:
    """Return the page; *style* comes after the common one, *marker* is the second line.

    The browser is told to load nothing, and to run no script but *script*.
    """
    policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'"
    if script:
        policy += f"; script-src '{_digest(script)}'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("title", title),
        element("style", Markup(STYLE + style)),
    )
    scripts = [element("script", Markup(script)), Markup("\n")] if script else []
    whole = element("body", Markup("\n"), *body, *scripts)
    page = element("html", Markup("\n"), head, Markup("\n"), whole, lang="en")
    return join(*(Markup(f"{line}\n") for line in ("<!doctype html>", marker, page) if line))


def _digest(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
