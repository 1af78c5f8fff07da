"""Elements of HTML and SVG in which every text is escaped."""

from __future__ import annotations

from checker.render import escape

VOID = frozenset({"col", "input", "link", "meta"})


class Markup(str):
    """Text that is markup already, and therefore not escaped again."""

    __slots__ = ()


def element(tag: str, /, *content: str, **attributes: object) -> Markup:
    """Return the element *tag*: *content* that is not `Markup` is text.

    An attribute's name has ``_`` for ``-``, and one more at the end where Python knows the word.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape.html(str(value))}"'
        for name, value in attributes.items()
    )
    end = "" if tag in VOID else f"</{tag}>"
    return Markup(f"<{tag}{written}>{join(*content)}{end}")


def join(*content: str, between: str = "") -> Markup:
    """Return *content* in one, with the text *between*."""
    parts = [part if isinstance(part, Markup) else escape.html(part) for part in content]
    return Markup(escape.html(between).join(parts))
