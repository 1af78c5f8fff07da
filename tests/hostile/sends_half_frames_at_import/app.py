"""Begins a sentence."""

import contextlib
import os
import signal
import socket
import struct

for number in range(3, 20):
    with contextlib.suppress(OSError):
        sock = socket.socket(fileno=os.dup(number))
        sock.getpeername()
        sock.sendall(struct.pack("!II", 1000, 0) + b'{"loaded": ')
while True:
    signal.pause()
