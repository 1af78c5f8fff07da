"""Fills every kind of memory that is in no process; one after the other, as far as it goes."""

import contextlib
import ctypes
import os
import socket
import time

libc = ctypes.CDLL(None, use_errno=True)
SIZE = 2**28
MESSAGE = b"\1" + bytes(9000)
held = []


def files_in_memory():
    for _ in range(40):
        number = os.memfd_create("x")
        held.append(number)
        for _ in range(256):
            os.write(number, b"x" * 2**20)


def system_v():
    libc.shmat.restype = ctypes.c_void_p
    for _ in range(100):
        number = libc.shmget(0, SIZE, 0o1600)
        if number < 0:
            return
        place = libc.shmat(number, None, 0)
        ctypes.memset(place, 1, SIZE)
        libc.shmdt(ctypes.c_void_p(place))


def queues():
    for _ in range(32_000):
        number = libc.msgget(0, 0o1600)
        if number < 0:
            return
        for _ in range(2):
            libc.msgsnd(number, MESSAGE, 8000, 0o4000)


def pipes_and_sockets():
    while True:
        ends = os.pipe()[1:], [one.detach() for one in socket.socketpair()]
        for end in (*ends[0], *ends[1]):
            os.set_blocking(end, False)
            with contextlib.suppress(OSError):
                while True:
                    os.write(end, b"x" * 2**16)


def create_app(config=None):
    for fill in (files_in_memory, system_v, queues, pipes_and_sockets):
        with contextlib.suppress(OSError, AttributeError):
            fill()
    time.sleep(60)
