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
USER = 1000  # inside; not 0: the kernel lets no nested namespace map root without privileges
SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/bin", "/usr/share/zoneinfo", "/lib", "/lib64", "/bin",
          "/etc/ld.so.cache", "/etc/alternatives")  # fmt: skip
PRIVATE = ("/tmp", "/dev/shm", BOX)  # noqa: S108 - inside
FILES = 64 * 2**20
FIRST_USER = 2_000_000_000  # beyond those of people, services and containers
# Not for applications: what tests them. It has a folder of its own, for programs.
TESTERS = {"pytest", "_pytest", "pytest_cov", "coverage"}
# Not for candidates: the tools of this project, and what tells where it is.
HIDDEN = {"pip", "setuptools", "checker", "flask_katas", "justhtml", "mypy",
          "rich", "markdown_it", "mdurl", "mypyc", "hatchling", "ruff"}  # fmt: skip


class Isolation(NamedTuple):
    """How submissions are kept apart from this machine; *reason* says why not better.

    *nested*: each submission has namespaces of its own inside one sandbox. *demoted*: the sandbox
    is made by root, and the processes in it are those of a user whom this machine does not have.
    """

    bwrap: str = ""
    nested: bool = True
    demoted: bool = False
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
        return cls(bwrap=bwrap, demoted=os.geteuid() == 0)

    @property
    def shared(self) -> bool:
        """Whether one zygote serves several submissions at the same time."""
        return self.nested or not self.bwrap

    @property
    def unprivileged(self) -> bool:
        """Whether the processes inside are not root's."""
        return self.demoted or os.geteuid() != 0

    def weaker(self, words: str) -> Isolation:
        """Return what is left where bubblewrap failed with *words*.

        Root may lack the privilege to make namespaces, in a container; then bubblewrap is asked
        for a user namespace, as by anybody else. The last resort is no sandbox.
        """
        if self.demoted:
            return self._replace(demoted=False)
        return Isolation(nested=False, reason=f"bubblewrap does not work here: {words}")

    def without_nesting(self, reason: str) -> Isolation:
        """Return the same with a sandbox for each submission."""
        return self._replace(nested=False, reason=reason)


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


def tests_folder(isolation: Isolation) -> str:
    """Return where programs find pytest, and applications do not look."""
    return f"{BOX}-tests" if isolation.bwrap else sysconfig.get_path("purelib")


def bubblewrap_options(isolation: Isolation) -> list[str]:
    """Return bwrap's options: no network, a read-only system, libraries without test tools."""
    prefix = os.path.realpath(sys.base_prefix)
    links, binds = _system(prefix)
    options = _namespaces(isolation)
    # What bwrap makes unasked is for its own user alone.
    for parent in sorted({parent for _, path in binds for parent in Path(path).parents}):
        options += ["--perms", "0755", "--dir", str(parent)]
    for target, path in links:
        options += ["--symlink", target, path]
    for source, path in binds:
        options += ["--ro-bind", source, path]
    for path in site.getsitepackages([prefix]):
        if Path(path).is_dir():  # or an ordinary user could write to it, for all submissions
            options += ["--perms", "0755", "--tmpfs", path, "--remount-ro", path]
    options += ["--dev", "/dev"]
    for path in PRIVATE:
        options += _tmpfs(path, "1777", FILES, isolation)
    # The zygote writes to it to nest; it is covered, as the others are, for each submission.
    options += ["--proc", "/proc"] if isolation.nested else _tmpfs("/proc", "0555", 1, isolation)
    return [*options, "--remount-ro", "/dev", "--remount-ro", "/"]


def _system(prefix: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return links and binds, as pairs of what they lead to and where they are inside."""
    links: list[tuple[str, str]] = []
    binds: list[tuple[str, str]] = []
    for folder in map(Path, SYSTEM):
        if folder.is_symlink():
            links.append((str(folder.readlink()), str(folder)))
        elif folder.exists():
            binds.append((str(folder), str(folder)))
    if prefix != "/usr":
        binds.append((prefix, prefix))
    binds.append((str(WORKER), f"{BOX}-worker"))
    binds += [(str(path), f"/etc/{path.name}") for path in sorted((WORKER / "etc").iterdir())]
    for entry in sorted(Path(sysconfig.get_path("purelib")).iterdir()):
        if entry.name.partition("-")[0] in TESTERS:
            binds.append((str(entry), f"{BOX}-tests/{entry.name}"))
        elif not _is_hidden(entry.name):
            binds.append((str(entry), f"{BOX}-packages/{entry.name}"))
    return links, binds


def _namespaces(isolation: Isolation) -> list[str]:
    options = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts",
               "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
               "--hostname", "localhost"]  # fmt: skip
    if not isolation.demoted:
        return [*options, "--unshare-user", "--uid", str(USER), "--gid", str(USER)]
    for capability in ("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"):  # until the user is changed
        options += ["--cap-add", capability]
    return options


def _tmpfs(path: str, mode: str, size: int, isolation: Isolation) -> list[str]:
    """Cover *path*; *size* is in bytes, and matters where no mount for each submission follows."""
    limit = [] if isolation.nested else ["--size", str(size)]  # older releases do not have it
    return ["--perms", mode, *limit, "--tmpfs", path]


def user_on_host(isolation: Isolation) -> int | None:
    """Return the user of this machine whom the processes inside become, if they have to.

    It is one whom nobody else uses: the kernel counts processes, and allows signals, by user.
    """
    return FIRST_USER + os.getpid() if isolation.demoted else None


def _is_hidden(name: str) -> bool:
    return (
        name.partition("-")[0] in HIDDEN or name.startswith("__editable__") or name.endswith(".pth")
    )
