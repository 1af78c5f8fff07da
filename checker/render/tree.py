"""Elements that are written as HTML now, or as data from which a script makes them later."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from checker.render.markup import Markup, element, join
from checker.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

# An element's tag, its attributes, and what is in it; a `str` is text, and is cleaned when written.
Node: TypeAlias = "str | tuple[str, dict[str, str], tuple[Node, ...]]"

ENDS_SCRIPT = re.compile("[<>&]")
_cleaned = lru_cache(maxsize=1024)(clean)  # titles and labels are the same for each candidate


def node(tag: str, /, *content: Node, **attributes: object) -> Node:
    """Return an element; attributes are named as those of `markup.element` are."""
    named = {
        name.rstrip("_").replace("_", "-"): str(value)
        for name, value in attributes.items()
        if value is not None
    }
    return tag, named, content


def markup(*nodes: Node) -> Markup:
    """Return *nodes* as HTML."""
    return join(*(one if isinstance(one, str) else _element(*one) for one in nodes))


def _element(tag: str, attributes: dict[str, str], content: tuple[Node, ...]) -> Markup:
    return element(tag, markup(*content), **attributes)


def script(nodes: Iterable[Node], **attributes: object) -> Markup:
    """Return *nodes* as a script element of data: ``["tag", {attributes}, content ...]``, or text.

    No text in it ends the element or begins another.
    """
    written = json.dumps([_data(one) for one in nodes], separators=(",", ":"))
    safe = ENDS_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
    return element("script", Markup(safe), type="application/json", **attributes)


def _data(one: Node) -> str | list[Any]:
    if isinstance(one, str):
        return _cleaned(one)
    tag, attributes, content = one
    named = {name: _cleaned(value) for name, value in attributes.items()}
    return [tag, named, *map(_data, content)]
