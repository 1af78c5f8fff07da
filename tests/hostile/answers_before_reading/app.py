"""Answers on the listening socket itself, without reading."""

import socket
import threading

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"


def accept(listener):
    held = []
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        connection.sendall(ANSWER)
        connection.shutdown(socket.SHUT_RD)
        held.append(connection)


def create_app(config=None):
    for number in range(3, 20):
        try:
            listener = socket.socket(fileno=number)
            if listener.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                listener.setblocking(True)
                for _ in range(4):
                    threading.Thread(target=accept, args=(listener,), daemon=True).start()
            listener.detach()
        except OSError:
            pass

    def server(environ, start_response):
        start_response("200 OK", [("Content-Length", "2")])
        return [b"no"]

    return server
