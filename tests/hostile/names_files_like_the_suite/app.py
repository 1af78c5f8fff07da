"""Nothing; the suite beside it is to be taken for the real one."""

def create_app(config=None):
    """Return a server that answers everything alike, and so nothing right."""

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
