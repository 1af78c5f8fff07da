"""Nothing; the build is to do the work."""

def create_app(config=None):
    """Return a server that answers everything alike, and so nothing right."""

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
