"""How far this machine can keep submissions apart, and the command that does it."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple

WORKER = Path(__file__).resolve().parent / "worker"
BOX = "/box"
USER = "1000"  # not 0: the kernel lets no nested namespace map root without privileges
SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/bin", "/usr/share/zoneinfo", "/lib", "/lib64", "/bin",
          "/etc/ld.so.cache")  # fmt: skip
# Not for candidates: test tools, and what tells where this project is.
HIDDEN = {"pytest", "_pytest", "pytest_cov", "coverage", "pip", "setuptools", "checker",
          "flask_katas", "mypy", "mypyc", "hatchling", "ruff"}  # fmt: skip


class Isolation(NamedTuple):
    """How submissions are kept apart from this machine; *reason* says why not better."""

    bwrap: str = ""
    nested: bool = True
    reason: str = ""

    def __str__(self) -> str:
        """Return the word for the report."""
        if not self.bwrap:
            return "not isolated"
        return "isolated" if self.nested else "isolated, one sandbox each"

    @classmethod
    def best(cls) -> Isolation:
        """Return what this machine seems to offer; starting it shows whether it does."""
        if sys.platform != "linux":
            return cls(nested=False, reason=f"bubblewrap needs Linux, this is {sys.platform}")
        places = [f"{folder}/bwrap" for folder in os.get_exec_path()]
        bwrap = next((place for place in places if os.access(place, os.X_OK)), "")
        if not bwrap:
            return cls(nested=False, reason="bubblewrap is not installed (apt install bubblewrap)")
        return cls(bwrap=bwrap)

    @property
    def shared(self) -> bool:
        """Whether one zygote serves several submissions at the same time."""
        return self.nested or not self.bwrap

    def without_bwrap(self, reason: str) -> Isolation:
        """Return the same tree of processes without a sandbox."""
        return Isolation(nested=False, reason=reason)


def interpreter() -> str:
    """Return the real path of the running interpreter, outside of any virtual environment."""
    return os.path.realpath(sys.executable)


def environment(packages: str) -> dict[str, str]:
    """Return the clean environment of the untrusted side."""
    return {
        "PATH": f"{Path(interpreter()).parent}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONPATH": packages,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
        "MALLOC_ARENA_MAX": "1",  # a further arena for each thread would cost page faults
    }


def packages_folder(isolation: Isolation) -> str:
    """Return where the untrusted side finds libraries; inside, their place tells nothing."""
    return f"{BOX}-packages" if isolation.bwrap else sysconfig.get_path("purelib")


def bubblewrap_options() -> list[str]:
    """Return bwrap's options: no network, a read-only system, libraries without test tools."""
    prefix = os.path.realpath(sys.base_prefix)
    options = ["--unshare-all", "--unshare-user", "--uid", USER, "--gid", USER, "--cap-drop", "ALL",
               "--die-with-parent", "--new-session"]  # fmt: skip
    for folder in map(Path, SYSTEM):
        if folder.is_symlink():
            options += ["--symlink", str(folder.readlink()), str(folder)]
        else:
            options += ["--ro-bind-try", str(folder), str(folder)]
    if prefix != "/usr":
        options += ["--ro-bind", prefix, prefix]
    for packages in map(Path, site.getsitepackages([prefix])):
        options += ["--tmpfs", str(packages)] if packages.is_dir() else []
    options += ["--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--tmpfs", BOX]  # noqa: S108 - inside
    options += ["--ro-bind", str(WORKER), f"{BOX}-worker"]
    for entry in sorted(Path(sysconfig.get_path("purelib")).iterdir()):
        if not _is_hidden(entry.name):
            options += ["--ro-bind", str(entry), f"{BOX}-packages/{entry.name}"]
    return [*options, "--remount-ro", "/"]


def _is_hidden(name: str) -> bool:
    return (
        name.partition("-")[0] in HIDDEN or name.startswith("__editable__") or name.endswith(".pth")
    )
