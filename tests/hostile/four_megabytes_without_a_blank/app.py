"""Answers everything with one large body."""

BODY = b"Hello,World!" * 349_000


def create_app(config=None):
    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return [BODY]

    return server
