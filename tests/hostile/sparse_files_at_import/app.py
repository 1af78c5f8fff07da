"""Makes files of holes."""

import os

for place in ("/box/data", "/box/app", "/tmp", "/dev/shm"):
    for number, size in enumerate((2**29, 2**31, 2**40)):
        with open(f"{place}/hole{number}", "wb") as file:
            os.truncate(file.fileno(), size)

def create_app(config=None):
    """Return a server that answers everything alike, and so nothing right."""

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
