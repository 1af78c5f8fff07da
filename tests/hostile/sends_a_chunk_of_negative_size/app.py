"""A body without a bound."""

import contextlib

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n"


class Endless:
    def __call__(self, environ, start_response):
        sock = environ["werkzeug.socket"]
        with contextlib.suppress(OSError):
            sock.sendall(HEAD)
            while True:
                sock.sendall(b"x" * 2**20)
        return []


def create_app(config=None):
    return Endless()
