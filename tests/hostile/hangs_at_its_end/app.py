"""Makes every way to end hang."""

import atexit
import signal
import threading


def spin(*_):
    while True:
        pass


class Sticky:
    def __del__(self):
        spin()


def create_app(config=None):
    threading.Thread(target=threading.Event().wait).start()
    atexit.register(spin)
    threading._register_atexit(spin)
    signal.signal(signal.SIGTERM, spin)

    def server(environ, start_response, sticky=Sticky()):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
