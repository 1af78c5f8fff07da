"""How far a grading is: a bar in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from checker.render.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, Task
    from rich.text import Text

    from checker.grade import Count

STEPS = 10  # lines, where there is no terminal


@contextmanager
def shown() -> Iterator[Callable[[Count], None]]:
    """Give a function that shows how far it is on standard error; after Ctrl-C say what is kept."""
    try:
        with _shown() as tell:
            yield tell
    except KeyboardInterrupt:
        _say("\nStopped. What was done is kept; type the same command to go on.")
        raise


@contextmanager
def _shown() -> Iterator[Callable[[Count], None]]:
    if not sys.stderr.isatty():
        yield _tell
        return
    with _bar() as bar:
        number = bar.add_task("checks", total=None)

        def tell(count: Count) -> None:
            if count.done == 0 and count.kept:
                bar.console.print(_kept(count), highlight=False)
            bar.update(number, completed=count.done, total=count.total, visible=count.total > 0)

        yield tell


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _tell(count: Count) -> None:
    done, total = count.done, count.total
    if done == 0:
        _say(f"{counted(total, 'check')} to do. {_kept(count)}".rstrip())
    elif done * STEPS // total > (done - 1) * STEPS // total:
        _say(f"{done} of {counted(total, 'check')} done")


def _kept(count: Count) -> str:
    return f"{counted(count.kept, 'result')} of before still count." if count.kept else ""


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text as Shown

    class Rate(ProgressColumn):
        """Checks in a second, or in a minute where that is less than one."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed or 0
            return Shown(f"{speed:.1f}/s" if speed >= 1 else f"{60 * speed:.0f}/min")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(stderr=True),
    )
