"""Run `kata` while its time is noted by phase: in the grading process, its workers, and below.

    python benchmarks/phases.py FOLDER grade SUBMISSIONS --assessment ... --out ...

Each process writes a file to FOLDER, which exists; `tracer.load` reads them. Functions of the
checker are replaced by ones that note the time; what a worker loads late is replaced late, so that
its start takes as long as ever.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracer import Phase, Tracer, processor_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COMMAND = "start Python, import, wait for workers, show"
WORKER = "start: import pytest, collect the suite"
JUDGE = "the checker's side: pytest, suite, client, report"
READ = "read and pack the answer"
LIBRARIES = "start: load libraries in the sandbox"
WATCH = "of that, the watch over memory"
ISOLATION = "see whether code is kept apart"
SOURCES = "similarity: read the sources in the sandbox"
REQUESTS, CREATE_APP = "HTTP requests", "create_app"
FORK, RESET = "fork an application", "end applications, restore folders"
OF_ANSWER, OF_FORKS = (CREATE_APP, REQUESTS), (FORK, RESET)
OF_COMMAND = (
    Phase("checker.takehome:_demand_isolation", ISOLATION, whole=True),
    Phase("checker.grade:_rules", "digest of checker and suite", whole=True),
    Phase("checker.intake:find", "find what was handed in"),
    Phase("checker.grade:_kept", "read all answers, see what is open", whole=True),
    Phase("checker.grade:_keep", "store a result"),
    Phase("checker.sources:_inside", SOURCES, whole=True),
    Phase("checker.similarity:find", "similarity: compare"),
    Phase("checker.publishing:publish", "pages and files"),
)
OF_WORKER = (
    Phase("checker.zygote:Zygote.__init__", LIBRARIES),
    Phase("checker.zygote:Zygote.wait", LIBRARIES),
    Phase("checker.sandbox:Sandbox.close", "end: close the sandbox", whole=True),
    Phase("checker.grade:Entry.load", READ),
    Phase("checker.sandbox:Sandbox.open", "open a box: two forks, namespaces"),
    Phase("checker.sandbox:Box.unpack", "unpack"),
    Phase("checker.sandbox:Box.load", "fork the loader, import the answer"),
    Phase("checker.sandbox:Box.start", FORK),
    Phase("checker.sandbox:Application.wait", CREATE_APP),
    Phase("checker.sandbox:Box.sql", "SQL from outside"),
    Phase("checker.sandbox:Application.ask", "ask an application for evidence"),
    Phase("checker.sandbox:Box.reset", RESET),
    Phase("checker.sandbox:Box.close", "close a box"),
    Phase("checker.pool:_Worker._hand_in", "hand in the report, wait for the next"),
)
LATE = (
    Phase("checker.transport:Transport._exchange", REQUESTS),
    Phase("checker.own_tests:run", "own tests: look for them, run them", whole=True),
)


class Tracing:
    """The tracer of this process, and the functions that begin phases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tracer = Tracer(COMMAND)
        self.late = list(LATE)

    def install(self, phases: Iterable[Phase]) -> None:
        """Replace the functions of *phases*."""
        for phase in phases:
            owner, name = phase.find()
            setattr(owner, name, self._traced(phase, getattr(owner, name)))

    def _traced(self, phase: Phase, function: Callable[..., Any]) -> Callable[..., Any]:
        def traced(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever it takes
            try:
                with self.tracer.inside(phase):
                    return function(*args, **kwargs)
            finally:
                if phase.title == READ:
                    self._begin_to_judge()

        return traced

    def _begin_to_judge(self) -> None:
        self.tracer.stack[0] = JUDGE
        self.install(self.late)
        self.late.clear()

    def follow_workers(self) -> None:
        """Give each worker a tracer of its own."""
        owner, name = Phase("checker.pool:_work", WORKER).find()
        work = getattr(owner, name)

        def traced(*args: Any) -> Any:  # noqa: ANN401 - whatever it takes
            self.tracer.counter.close()
            self.tracer = Tracer(WORKER)
            try:
                return work(*args)
            finally:
                self.tracer.save(self.folder)

        setattr(owner, name, traced)

    def note_watch(self) -> None:
        """Note what the processes that watch over memory took, which is part of other phases."""
        owner, name = Phase("checker.zygote:Warden.close", WATCH).find()
        close = getattr(owner, name)

        def traced(warden: Any) -> None:  # noqa: ANN401 - a Warden
            spent = self.tracer.spent[WATCH]
            spent.below += processor_seconds(warden.process.pid)
            spent.times += 1
            close(warden)

        setattr(owner, name, traced)


def main() -> None:
    """Run the command line that follows the folder."""
    tracing = Tracing(Path(sys.argv.pop(1)))
    tracing.install((*OF_COMMAND, *OF_WORKER))
    tracing.follow_workers()
    tracing.note_watch()
    from checker import cli  # noqa: PLC0415 - its time is noted

    cli.kata.main(prog_name="kata", standalone_mode=False)
    tracing.tracer.save(tracing.folder)


if __name__ == "__main__":
    main()
