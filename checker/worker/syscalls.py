"""The system calls that an answer may not make, as a filter built by libseccomp.

What is refused answers an error number and kills nothing, so that libraries which merely try
fall back to something else; only calls of another architecture (32-bit, x32) end the process.
"""

from __future__ import annotations

import ctypes
import errno

LIBRARY = "libseccomp.so.2"
ALLOW, ERRNO, KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
BAD_ARCHITECTURE = 2  # SCMP_FLTATR_ACT_BADARCH
NOT_EQUAL, GREATER, MASKED_EQUAL = 1, 6, 7  # scmp_compare
INT = 0xFFFFFFFF  # what the kernel looks at where it takes an int

REFUSED = (
    # keyrings, which no namespace keeps apart
    "add_key", "request_key", "keyctl",
    # other processes' memory and descriptors
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "kcmp",
    # mounts and namespaces, which are set up by now
    "mount", "umount", "umount2", "pivot_root", "chroot", "open_tree", "move_mount", "fsopen",
    "fsconfig", "fsmount", "fspick", "mount_setattr", "statmount", "listmount", "open_tree_attr",
    "unshare", "setns",
    # files by handle, and watching the whole of a file system
    "name_to_handle_at", "open_by_handle_at", "fanotify_init",
    # the kernel itself
    "bpf", "perf_event_open", "userfaultfd", "kexec_load", "kexec_file_load", "init_module",
    "finit_module", "delete_module", "create_module", "reboot", "syslog", "acct", "swapon",
    "swapoff", "quotactl", "quotactl_fd", "iopl", "ioperm", "modify_ldt", "vm86", "vm86old",
    "lookup_dcookie", "nfsservctl", "uselib", "personality",
    # the machine's clock and names
    "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "stime", "sethostname",
    "setdomainname",
)  # fmt: skip
# As if the kernel did not have them: libraries then take their older ways.
MISSING = (
    "io_uring_setup", "io_uring_enter", "io_uring_register",
    "clone3",  # its flags are out of a filter's sight; `clone` follows
    "memfd_create", "memfd_secret", "shmget", "msgget", "semget",  # memory that nobody has mapped
)  # fmt: skip
NAMESPACES = (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000)
LAST_FAMILY, FAMILIES = 16, (1, 2, 10, 16)  # AF_UNIX, AF_INET, AF_INET6, AF_NETLINK; not vsock
BUFFERS = (7, 8)  # SO_SNDBUF, SO_RCVBUF: memory of the kernel, which nobody has mapped either
TERMINAL_REQUESTS = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX: typing into a terminal
# The passed sockets belong to the machine's network namespace, and answer questions about it.
SOCKET_REQUESTS = (0xFFFFFF00, 0x8900)  # SIOCGIFCONF and its like: mask and value
DEVICES = (25, 62)  # SO_BINDTODEVICE, SO_BINDTOIFINDEX
PEERS = (31, 59, 71, 77)  # SO_PEERSEC, SO_PEERGROUPS, SO_NETNS_COOKIE, SO_PEERPIDFD
# Calls newer than some releases of libseccomp; their numbers are the same on all architectures.
NUMBERS = {
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "open_tree": 428,
    "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433,
    "clone3": 435, "pidfd_getfd": 438, "process_madvise": 440, "mount_setattr": 442,
    "quotactl_fd": 443, "memfd_secret": 447, "statmount": 457, "listmount": 458,
    "open_tree_attr": 467,
}  # fmt: skip


class _Comparison(ctypes.Structure):
    """One argument's condition: ``struct scmp_arg_cmp``."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


class Filter:
    """A filter that is built once and loaded by every process that needs it."""

    def __init__(self) -> None:
        """Build it; raise OSError where libseccomp is not installed."""
        self.library = ctypes.CDLL(LIBRARY)
        self.library.seccomp_init.restype = ctypes.c_void_p
        self.context = ctypes.c_void_p(self.library.seccomp_init(ctypes.c_uint32(ALLOW)))
        self.library.seccomp_attr_set(self.context, BAD_ARCHITECTURE, ctypes.c_uint32(KILL_PROCESS))
        for name in REFUSED:
            self._refuse(name, errno.EPERM)
        for name in MISSING:
            self._refuse(name, errno.ENOSYS)
        for flag in NAMESPACES:
            self._refuse("clone", errno.EPERM, (0, MASKED_EQUAL, flag, flag))
        for request in TERMINAL_REQUESTS:
            self._refuse("ioctl", errno.EPERM, (1, MASKED_EQUAL, INT, request))
        self._refuse("ioctl", errno.EPERM, (1, MASKED_EQUAL, *SOCKET_REQUESTS))
        for option in DEVICES:
            self._refuse("setsockopt", errno.EPERM, *_option(option))
        for option in PEERS:
            self._refuse("getsockopt", errno.EPERM, *_option(option))
        for option in BUFFERS:  # it seems to be done: who asks for more works with less
            self._refuse("setsockopt", 0, *_option(option))
        self._refuse("prlimit64", errno.EPERM, (0, NOT_EQUAL, 0, 0))  # of other processes
        self._refuse("socket", errno.EAFNOSUPPORT, (0, GREATER, LAST_FAMILY, 0))
        for family in set(range(1, LAST_FAMILY)).difference(FAMILIES):
            self._refuse("socket", errno.EAFNOSUPPORT, (0, MASKED_EQUAL, INT, family))

    def _refuse(self, name: str, number: int, *conditions: tuple[int, int, int, int]) -> None:
        call = self.library.seccomp_syscall_resolve_name(name.encode())
        if call < 0:  # unknown to this release, or not a call of this architecture
            call = NUMBERS.get(name, -1)
        if call < 0:
            return
        array = (_Comparison * len(conditions))(*(_Comparison(*one) for one in conditions))
        action = ctypes.c_uint32(ERRNO | number)
        result = self.library.seccomp_rule_add_array(
            self.context, action, call, len(conditions), array
        )
        if result != 0:
            raise OSError(-result, f"libseccomp does not take a rule for {name}")

    def load(self) -> None:
        """Put this process and all that come from it under the filter, for good.

        Raises OSError where the kernel refuses.
        """
        result = self.library.seccomp_load(self.context)
        if result != 0:
            raise OSError(-result, "the system call filter was refused")


def _option(number: int) -> tuple[tuple[int, int, int, int], ...]:
    """Return the conditions for an option of level SOL_SOCKET."""
    return (1, MASKED_EQUAL, INT, 1), (2, MASKED_EQUAL, INT, number)
