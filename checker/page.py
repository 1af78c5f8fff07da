"""Pages as a browser reads them, so that suites can ask what is on them.

HTML is parsed as the standard says (https://html.spec.whatwg.org/multipage/parsing.html), also
where end tags are missing or markup is broken, by justhtml, in time that grows with the length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from justhtml import JustHTML

if TYPE_CHECKING:
    from justhtml import Node

MAX_PAGE = 2**17  # characters; the worst page of this length takes the parser about a second


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a page, or the page itself, which is called ``page``."""

    node: Node

    @property
    def tag(self) -> str:
        """The name of the element, in lower case."""
        return "page" if self.node.parent is None else self.node.name

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes; one without a value has the empty string."""
        return {name: value or "" for name, value in (self.node.attrs or {}).items()}

    @property
    def classes(self) -> list[str]:
        """The classes of the element."""
        return self.attributes.get("class", "").split()

    @property
    def raw(self) -> str:
        """All text inside as it is, with nothing between the elements."""
        return self.node.to_text(separator="", strip=False)

    @property
    def text(self) -> str:
        """All text inside, each run of white space as one space, none at the ends."""
        return " ".join(self.raw.split())

    @property
    def parent(self) -> Element | None:
        """The element around this one."""
        return None if self.node.parent is None else Element(self.node.parent)

    def find(self, selector: str = "*") -> list[Element]:
        """Return the elements inside that a CSS *selector* matches, in the order of the page.

        Raises ValueError if it is none.
        """
        return [Element(node) for node in self.node.query(selector)]

    def one(self, selector: str) -> Element:
        """Return the only such element; raise `AssertionError` if there is another number."""
        found = self.find(selector)
        if len(found) != 1:
            where = "the page" if self.tag == "page" else f"the <{self.tag}>"
            message = f"There must be exactly one {selector} in {where}, not {len(found)}."
            raise AssertionError(message)
        return found[0]


def read_page(html: str) -> Element:
    """Return the page that *html* makes; raise `AssertionError` if it is too long to be one."""
    if len(html) > MAX_PAGE:
        message = f"A page may have {MAX_PAGE} characters, and this one has {len(html)}."
        raise AssertionError(message)
    return Element(JustHTML(html, sanitize=False).root)
