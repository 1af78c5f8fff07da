"""Two answers in one, neither right."""

import itertools
import os
import socket

from flask import Flask, request

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, World!"
RAW = [
    b"HTTP/1.1 100 Continue\r\n\r\n" * 500 + b"HTTP/1.1 101 Switching\r\n\r\n" + OK,
    b"HTTP/1.1 500 No\r\nContent-Length: 90\r\nContent-Length: 0\r\n\r\n" + OK,
    b"HTTP/9.9 200 OK\r\n\r\n" + OK,
    b"\x00\x00HTTP/1.1 200 OK\r\n\r\n" + OK,
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 13\r\n\r\nzz\r\n" + OK,
    b"HTTP/1.1 -200 OK\r\n\r\n" + OK,
    b"HTTP/1.1 2\xc2\xb20 OK\r\n\r\n" + OK,
]


class Raw:
    def __call__(self, environ, start_response):
        sock = environ["werkzeug.socket"]
        kinds = RAW if environ["PATH_INFO"] == "/" else RAW[1:4]
        try:
            sock.sendall(kinds[os.getpid() % 2 + 2 if kinds is RAW else 1])
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        return []


def create_app(config=None):
    return Raw()
