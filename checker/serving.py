"""Trying the learner's own answer: by Flask's development server, and by the learner's tests."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from checker.errors import KataError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checker.catalog import Kata

HOST = "127.0.0.1"
OTHER = 5050
SETTINGS = ("pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml")


def settings_of(kata: Kata, folder: Path) -> dict[str, Any]:
    """Return settings to try an answer to *kata* with; what it stores goes into *folder*."""
    database = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/app.db"}
    given = {name: _filled(value, folder) for name, value in kata.example.items()}
    return (database if kata.has_database else {}) | given


def _filled(value: Any, folder: Path) -> Any:  # noqa: ANN401 - what TOML knows
    if isinstance(value, dict):
        return {name: _filled(inner, folder) for name, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, folder) for inner in value]
    return value.replace("{folder}", str(folder)) if isinstance(value, str) else value


def free_or_refuse(name: str, port: int) -> None:
    """Raise `KataError` if *port* of this machine, wanted for the kata *name*, is in use."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            message = (
                f"Port {port} cannot be used ({error.strerror}). "
                f"Choose another one: make run KATA={name} ARGS='--port {OTHER}'"
            )
            raise KataError(message) from None


def serve(answer: Path, settings: dict[str, Any], port: int) -> NoReturn:
    """Become Flask's development server for the answer in the folder *answer*."""
    target = f"app:create_app({settings!r})"
    command = ["flask", "--app", target, "run", "--debug", "--host", HOST, "--port", str(port)]
    _become(command, answer)


def test(answer: Path, arguments: Sequence[str]) -> NoReturn:
    """Become pytest with *arguments* in the folder *answer*, whose settings alone count."""
    command = ["pytest", "--rootdir", "."]
    if not any((answer / name).exists() for name in SETTINGS):
        command += ["-c", os.devnull]  # or pytest would take those of a folder above
    _become([*command, *arguments], answer)


def _become(command: Sequence[str], folder: Path) -> NoReturn:
    """Go on as the Python module *command*, with what follows as its arguments, in *folder*."""
    os.chdir(folder)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606 - the learner's own code, on purpose
