"""Redirects everything."""


def create_app(config=None):
    def server(environ, start_response):
        path = environ["PATH_INFO"]
        places = ["http://[::1", "http://127.0.0.1:CANARY_PORT/", "//example.com/x", path, "\\x\\y", "http://" + "a." * 5000]
        place = places[len(path) % len(places)]
        start_response("302 FOUND", [("Location", place), ("Content-Length", "0")])
        return []

    return server
