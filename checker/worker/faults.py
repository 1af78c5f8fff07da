"""Why a submission could not be used, in words for the candidate and with their own lines."""

from __future__ import annotations

import difflib
import inspect
import linecache
import os
import traceback
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType, TracebackType

    from .protocol import Message

MAX_TEXT = 4000
MAX_FRAMES = 20


def frames_of(trace: TracebackType | None, folder: Path) -> list[Message]:
    """Return the lines of *trace* that are the candidate's own, outermost first."""
    frames = []
    for frame, line in list(traceback.walk_tb(trace))[-200:]:
        code = frame.f_code
        if inside(code.co_filename, folder):
            frames.append(frame_at(code.co_filename, line, code.co_name, folder))
    return frames[-MAX_FRAMES:]


def inside(filename: str, folder: Path) -> bool:
    """Whether *filename* is one of the candidate's files."""
    return filename.startswith(f"{folder}{os.sep}")


def frame_at(filename: str, line: int, function: str, folder: Path) -> Message:
    """Return one place in the candidate's code, its path relative to *folder*."""
    return {
        "path": os.path.relpath(filename, folder),
        "line": line,
        "function": function,
        "code": linecache.getline(filename, line).strip()[:MAX_TEXT],
    }


def describe(error: BaseException) -> str:
    """Return the last line of *error*'s traceback, whatever its own ``__str__`` does."""
    try:
        return "".join(traceback.format_exception_only(error)).strip()[:MAX_TEXT]
    except Exception:  # noqa: BLE001 - a candidate's exception may fail to describe itself
        return type(error).__name__


def of_import(error: BaseException, folder: Path) -> Message:
    """Explain why the candidate's module could not be imported."""
    fault: Message = {"frames": frames_of(error.__traceback__, folder), "detail": describe(error)}
    if isinstance(error, SyntaxError) and inside(error.filename or "", folder):
        where = frame_at(error.filename or "", error.lineno or 1, "", folder)
        caret = " " * max((error.offset or 1) - 1, 0) + "^"
        text = (error.text or "").rstrip("\n")
        stripped = text.lstrip()
        caret = caret[len(text) - len(stripped) :]
        return fault | {
            "kind": "syntax",
            "message": f"Syntax error: {error.msg} in {where['path']}, line {where['line']}",
            "frames": [where],
            "detail": f"{stripped}\n{caret}",
        }
    if isinstance(error, ModuleNotFoundError):
        message = f"The module '{error.name}' is not installed here and not part of the answer"
        return fault | {"kind": "import", "message": message}
    if isinstance(error, SystemExit):
        return fault | {
            "kind": "exit",
            "message": "Importing the answer ended the process",
            "detail": describe(error),
        }
    return fault | {"kind": "import", "message": f"Importing the answer raised {describe(error)}"}


def of_missing_factory(module: ModuleType) -> Message:
    """Explain that the module has no ``create_app``, and what it has instead."""
    functions = [n for n, v in vars(module).items() if inspect.isfunction(v)]
    near = difflib.get_close_matches("create_app", functions, n=1, cutoff=0.4)
    application = next((n for n, v in vars(module).items() if type(v).__name__ == "Flask"), "")
    message = "The answer defines no create_app(config=None)"
    if near:
        message += f"; did you mean that by '{near[0]}'?"
    elif application:
        message += f"; build '{application}' inside that function and return it"
    return {"kind": "factory", "message": message, "frames": []}


def of_signature(factory: Any) -> Message | None:  # noqa: ANN401 - whatever the candidate defined
    """Explain that *factory* cannot be called with one argument; None if it can."""
    if not callable(factory):
        return {"kind": "factory", "message": "create_app is not a function", "frames": []}
    try:
        signature = inspect.signature(factory)
    except (TypeError, ValueError):
        return None
    try:
        signature.bind({})
    except TypeError:
        shown = f"create_app{signature}"
        message = f"{shown} cannot be called with a configuration; define create_app(config=None)"
        return {"kind": "factory", "message": message, "frames": []}
    return None


def of_factory(error: BaseException, folder: Path) -> Message:
    """Explain why ``create_app`` raised."""
    return {
        "kind": "factory",
        "message": f"create_app raised {describe(error)}",
        "frames": frames_of(error.__traceback__, folder),
    }


def of_fork(error: OSError) -> Message:
    """Explain why no process could be started for the application."""
    message = f"No process could be started for the application: {error.strerror}"
    return {"kind": "processes", "message": message, "frames": []}


def of_result(result: Any) -> Message | None:  # noqa: ANN401 - whatever the candidate returned
    """Explain that ``create_app`` returned no application; None if it did."""
    if result is None:
        message = "create_app returned None; is 'return app' missing?"
    elif not callable(result):
        message = f"create_app returned a {type(result).__name__}, not an application"
    else:
        return None
    return {"kind": "factory", "message": message, "frames": []}
