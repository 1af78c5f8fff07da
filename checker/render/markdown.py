"""Our own Markdown (prompts and answers) in a terminal."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markdown import Heading, Markdown, TableElement
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderResult

    from checker.render.text import Screen

THEME = Theme(
    {"markdown.code": "cyan", "markdown.block_quote": "italic", "markdown.table.header": "bold"}
)


class _Heading(Heading):
    """A heading at the left, like everything else."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.tag != "h1":
            yield Text()
        yield Text(self.text.plain, style="bold")


class _Table(TableElement):
    """A table whose long words are folded, not cut: nothing of a contract may be lost."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for table in super().__rich_console__(console, options):
            for column in table.columns if isinstance(table, Table) else ():
                column.overflow = "fold"
            yield table


class _Page(Markdown):
    elements = {  # noqa: RUF012 - as in its base
        **Markdown.elements,
        "heading_open": _Heading,
        "table_open": _Table,
    }


def render(text: str, screen: Screen) -> str:
    """Return *text*, which is Markdown of ours, folded to the width of *screen*."""
    written = io.StringIO()
    console = Console(
        file=written,
        width=screen.width,
        theme=THEME,
        force_terminal=screen.color,
        color_system="standard" if screen.color else None,
        legacy_windows=False,
    )
    console.print(_Page(text, code_theme="ansi_dark", hyperlinks=False))
    lines = "\n".join(line.rstrip() for line in written.getvalue().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
