"""Linux system calls that the standard library lacks: namespaces, mounts, process control."""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
from pathlib import Path

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER = 0x00020000, 0x08000000, 0x10000000
CLONE_NEWPID, CLONE_NEWNET = 0x20000000, 0x40000000
MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 0x2, 0x4, 0x4000, 0x40000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 1, 4, 36
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 24, 38
LAST_CAPABILITY, CAPABILITY_VERSION_3 = 63, 0x20080522
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1
SIGKILL = 9

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def become(user: int) -> None:
    """Turn from root into *user*, with a group of the same number, for good."""
    _drop_bounding_set()
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    _check(_libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), "prctl")  # or its files in /proc are root's
    _check(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")


def unshare_all(inside: int) -> None:
    """Enter new user, mount, network, IPC and (for children) PID namespaces as user *inside*.

    Raises OSError where nested namespaces are refused.
    """
    user, group = os.geteuid(), os.getegid()
    flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWPID
    _check(_libc.unshare(flags), "unshare")
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{inside} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{inside} {group} 1", encoding="ascii")


def make_mounts_private() -> None:
    """Let no mount made from now on be seen outside."""
    _check(_libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None), "mount --make-rprivate /")


def mount_tmpfs(path: str, options: str) -> None:
    """Cover *path* with an empty memory file system, e.g. with options ``size=64m,mode=755``."""
    flags = MS_NOSUID | MS_NODEV
    result = _libc.mount(b"tmpfs", path.encode(), b"tmpfs", flags, options.encode())
    _check(result, f"mount tmpfs on {path}")


def mount_terminals(most: int) -> None:
    """Cover ``/dev/pts`` with a folder of terminals of this namespace's own, *most* of them."""
    options = f"newinstance,ptmxmode=0666,mode=620,max={most}"
    result = _libc.mount(b"devpts", b"/dev/pts", b"devpts", MS_NOSUID, options.encode())
    _check(result, "mount devpts")


def raise_loopback() -> None:
    """Bring the interface ``lo`` of this network namespace up."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        request = bytearray(struct.pack("16sh22x", b"lo", 0))
        fcntl.ioctl(sock, SIOCGIFFLAGS, request)
        flags = struct.unpack_from("h", request, 16)[0] | IFF_UP
        fcntl.ioctl(sock, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", flags))


def drop_privileges() -> None:
    """Give up all capabilities in this user namespace, for good, also across ``exec``."""
    _drop_bounding_set()
    header, nothing = struct.pack("=Ii", CAPABILITY_VERSION_3, 0), bytes(24)
    _check(_libc.capset(header, nothing), "capset")
    _check(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")


def _drop_bounding_set() -> None:
    for capability in range(LAST_CAPABILITY + 1):
        _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # refused for those beyond the kernel's


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ends (Linux)."""
    _check(_libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "prctl")


def die_with_parent() -> None:
    """Be killed when the parent process ends (Linux; elsewhere do nothing)."""
    if hasattr(_libc, "prctl"):
        _check(_libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0), "prctl")
