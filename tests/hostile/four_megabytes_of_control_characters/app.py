"""Answers everything with one large body."""

BODY = (b"\x1b[" + b"0" * 1000 + b"\x1b]0;") * 4000


def create_app(config=None):
    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return [BODY]

    return server
