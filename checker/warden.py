"""Ends a submission whose processes together use more memory or files than they may.

A program of its own, on the standard library alone: it watches from outside of the sandbox, where
no submission can reach it, and needs no privileges (control groups would). A process has a hard
limit besides, so between two looks no more than that can come on top.

    python -I -S warden.py PID NESTED LIMIT FOLDER

PID is bubblewrap's; LIMIT is in bytes for each submission. Of one that is ended the file
FOLDER/memory.PID or FOLDER/files.PID tells, PID being what the zygote calls its supervisor.
NESTED is 1 where each submission has mounts of its own, which limit files. Ends with its stdin.
"""

import os
import re
import select
import signal
import sys
from pathlib import Path

INTERVAL = 0.05
BUFFERS = 256 * 2**10  # what the kernel may hold for a socket or a pipe
USUAL, MOST = 24, 256  # descriptors that are not counted, and how many a process may have
SHARE = 10  # a look takes no more than one part in ten of the time
PLACES, MAX_ENTRIES = ("/tmp", "/dev/shm", "/box"), 16_384  # noqa: S108 - inside
PAGE = os.sysconf("SC_PAGE_SIZE")
ROLLUP = re.compile(r"^(?:Pss_Anon|SwapPss): +(\d+) kB$", re.MULTILINE)
SHARED = re.compile(r"^(\w+)-(\w+) \S\S\Ss (\w+) (\S+) (\d+)", re.MULTILINE)

Measure = tuple[int, int]  # pages: resident ones, and the address space beyond private data


def main() -> None:
    """Look again and again until the parent is gone."""
    root, nested, limit, folder = int(sys.argv[1]), sys.argv[2] == "1", *sys.argv[3:5]
    pause = INTERVAL
    ended: set[int] = set()  # they may be there for a while yet
    while not select.select([0], [], [], pause)[0]:
        before = os.times()
        zygote = next((pid for init in children(root) for pid in children(init)), 0)
        base = measure(zygote) or (0, 0)
        for supervisor in set(children(zygote)) - ended:
            target = supervisor if nested else root
            kind = ""
            if usage(supervisor, base, int(limit)) > int(limit):
                kind = "memory"
            elif not nested and entries(supervisor) > MAX_ENTRIES:
                kind = "files"
            if kind:
                ended.add(supervisor)
                end(target, supervisor, Path(folder), kind)
        after = os.times()
        spent = after.user + after.system - before.user - before.system
        pause = max(INTERVAL, SHARE * spent)


def usage(supervisor: int, base: Measure, limit: int) -> int:
    """Return how many bytes the processes below *supervisor* use, exactly if it is near *limit*.

    At first what processes share is counted for each of them, and so is all address space that
    could be shared memory: reading these two numbers is cheap, and they are never too low.
    """
    pids = [supervisor, *descendants(supervisor)]
    pages = {pid: found for pid in pids if (found := measure(pid))}
    held = {pid: buffers(pid) for pid in pages}
    most = {
        pid: held[pid] + PAGE * (resident + max(0, rest - base[1]))
        for pid, (resident, rest) in pages.items()
    }
    if sum(most.values()) <= limit:
        return sum(most.values())
    total, shared = 0, dict[tuple[str, str], int]()
    for pid, bound in most.items():
        try:
            private = 1024 * sum(map(int, ROLLUP.findall(_read(pid, "smaps_rollup"))))
            total += held[pid] + private
            for start, stop, offset, device, inode in SHARED.findall(_read(pid, "maps")):
                size = int(offset, 16) + int(stop, 16) - int(start, 16)
                shared[device, inode] = max(size, shared.get((device, inode), 0))
        except (FileNotFoundError, ProcessLookupError):
            continue
        except OSError:  # it made itself unreadable
            total += bound
    return total + sum(shared.values())


def buffers(pid: int) -> int:
    """Return how much memory of the kernel the descriptors of *pid* may stand for."""
    try:
        count = sum(1 for _ in os.scandir(f"/proc/{pid}/fd"))
    except PermissionError:  # it made itself unreadable
        count = MOST
    except OSError:
        count = 0
    return BUFFERS * max(0, count - USUAL)


def entries(supervisor: int) -> int:
    """Return how many files there are in the writable places that *supervisor* sees."""
    try:
        found = [os.statvfs(f"/proc/{supervisor}/root{place}") for place in PLACES]
    except OSError:
        return 0
    return sum(status.f_files - status.f_ffree for status in found)


def measure(pid: int) -> Measure | None:
    """Return what the kernel counts for *pid*, or None if it is gone."""
    try:
        size, resident, _, _, _, data, _ = map(int, _read(pid, "statm").split())
    except (OSError, ValueError):
        return None
    return resident, size - data


def children(pid: int) -> list[int]:
    """Return the processes that *pid* and its threads are the parents of."""
    found: list[int] = []
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, _read(pid, f"task/{thread.name}/children").split())
    except OSError:
        pass
    return found


def descendants(pid: int) -> list[int]:
    """Return all processes below *pid*."""
    found = children(pid)
    for child in found:
        found += children(child)  # the list grows while it is walked
    return found


def end(target: int, supervisor: int, folder: Path, kind: str) -> None:
    """Tell which submission used too much of what, then kill it."""
    try:
        # What the process is called in each namespace, from the outermost: the zygote's is the
        # one before the last where each submission has its own.
        called = re.findall(
            r"\d+", re.findall(r"^NSpid:(.*)$", _read(supervisor, "status"), re.MULTILINE)[0]
        )
        nested = target == supervisor
        (folder / f"{kind}.{called[-2:][0] if nested else called[-1]}").touch()
        os.kill(target, signal.SIGKILL)
    except (OSError, IndexError):  # it is gone
        pass


def _read(pid: int, name: str) -> str:
    return Path(f"/proc/{pid}/{name}").read_text(encoding="ascii", errors="replace")


if __name__ == "__main__":
    main()
