"""Write a repository whose every command runs a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WRONG = """
def create_app(config=None):
    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]
    return server
"""
CONFIG = """
[core]
    repositoryformatversion = 0
    fsmonitor = touch CANARY_FILE.owned
    pager = touch CANARY_FILE.owned
    hooksPath = .git/hooks
    sshCommand = touch CANARY_FILE.owned
[filter "x"]
    clean = touch CANARY_FILE.owned
    smudge = touch CANARY_FILE.owned
"""


def make(folder: Path) -> Path:
    """Build the folder."""
    folder = folder / "answer"
    folder.mkdir()
    hooks = folder / ".git" / "hooks"
    hooks.mkdir(parents=True)
    (folder / "app.py").write_text(WRONG)
    (folder / ".gitattributes").write_text("* filter=x diff=x\n")
    (folder / ".gitmodules").write_text('[submodule "x"]\n\tpath = x\n\turl = --upload-pack=x\n')
    (folder / ".git" / "config").write_text(CONFIG)
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    for name in ("post-checkout", "pre-commit", "fsmonitor-watchman"):
        (hooks / name).write_text("#!/bin/sh\ntouch CANARY_FILE.owned\n")
        (hooks / name).chmod(0o755)
    return folder
