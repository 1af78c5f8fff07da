"""Go and fetch it for me."""

import itertools

from flask import Flask, Response

PLACES = itertools.cycle([
    "http://127.0.0.1:CANARY_PORT/", "http://[::1]:CANARY_PORT/", "file://CANARY_FILE",
    "http://169.254.169.254/", "//127.0.0.1:CANARY_PORT/", "gopher://127.0.0.1:CANARY_PORT/x",
    "unix://CANARY_SOCKET",
])


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        place = next(PLACES)
        response = Response("", 307)
        response.autocorrect_location_header = False
        response.headers["Location"] = place
        response.headers["Refresh"] = f"0; url={place}"
        response.headers["Alt-Svc"] = 'h2="127.0.0.1:CANARY_PORT"'
        response.headers["Link"] = f"<{place}>; rel=preload"
        response.headers["Content-Location"] = response.headers["SourceMap"] = place
        response.headers["Proxy-Authenticate"] = 'Basic realm="CANARY_VARIABLE"'
        response.set_cookie("a", "b", domain="127.0.0.1")
        return response

    return app
