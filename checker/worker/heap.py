"""Room for what an answer allocates, in pages of 2 MiB: one fault in place of hundreds.

A password hash by scrypt takes 32 MiB, and a fifth of its time is the kernel's, which hands them
out in pieces of 4 KiB to every new process.
"""

from __future__ import annotations

import ctypes

M_TRIM_THRESHOLD, M_MMAP_MAX = -1, -4
MADV_HUGEPAGE = 14
HUGE, ROOM, NEVER = 2**21, 48 * 2**20, 2**31 - 1


def make_room() -> None:
    """Let the heap grow into huge pages, where the C library is glibc; elsewhere do nothing.

    Forks inherit it. The room is address space, no memory: that is taken when it is used. See
    mallopt(3) and madvise(2).
    """
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallopt"):
        return
    libc.malloc.restype = ctypes.c_void_p
    libc.malloc.argtypes = [ctypes.c_size_t]
    libc.free.argtypes = [ctypes.c_void_p]
    libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    libc.mallopt(M_MMAP_MAX, 0)
    libc.mallopt(M_TRIM_THRESHOLD, NEVER)
    start = libc.malloc(ROOM)
    if start:
        first = -(-start // HUGE) * HUGE
        libc.madvise(first, (start + ROOM) // HUGE * HUGE - first, MADV_HUGEPAGE)
        libc.free(start)
