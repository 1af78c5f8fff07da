"""Plain pytest in one process that is kept for all answers, with nothing isolated or started anew.

    cd benchmarks && python kept.py ../katas/jwt_auth/hidden ANSWER...

No grader that runs the same tests can be quicker by much: what is left is the tests themselves.
For each answer it prints a line: the processor time in seconds, pytest's exit code, the folder.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
import time
from pathlib import Path

import pytest

OPTIONS = ("-q", "-c", os.devnull, "-p", "no:cacheprovider", "-p", "plain")


def main(suite: str, *answers: str) -> None:
    """Run *suite* for each of *answers*, folders all of them."""
    before = set(sys.modules)
    for answer in answers:
        started = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()):
            code = pytest.main([*OPTIONS, "--submission", answer, suite])
        print(f"{time.process_time() - started:.4f} {int(code)} {answer}", flush=True)
        _forget(before, Path(suite), Path(answer))


def _forget(before: set[str], *folders: Path) -> None:
    """Unload what came from *folders*, so that the next answer is imported; keep libraries."""
    for name in set(sys.modules) - before:
        path = Path(getattr(sys.modules[name], "__file__", None) or "/")
        if any(path.is_relative_to(folder.resolve()) for folder in folders):
            del sys.modules[name]
    sys.path[:] = [path for path in sys.path if not path.startswith(str(folders[-1].resolve()))]
    gc.collect()


if __name__ == "__main__":
    main(*sys.argv[1:])
