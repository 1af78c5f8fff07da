"""Fills all folders that it may write to."""

import os

PLACES = ["/", "/box", "/box/app", "/box/data", "/box/tmp", "/tmp", "/dev", "/dev/shm", "/dev/mqueue",
          "/box-packages", "/box-worker", "/etc", "/run", "/var/tmp", "/home", "/root", "/mnt", "/sys",
          os.path.dirname(os.__file__) + "/site-packages"]


def fill(most):
    for place in PLACES:
        try:
            with open(f"{place}/fill", "ab") as file:
                for _ in range(most):
                    file.write(b"x" * 2**20)
        except OSError:
            pass
        try:
            for number in range(most * 10):
                os.close(os.open(f"{place}/{os.getpid()}-{number}", os.O_CREAT | os.O_WRONLY))
        except OSError:
            pass


def create_app(config=None):
    fill(2000)

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server


fill(100)
