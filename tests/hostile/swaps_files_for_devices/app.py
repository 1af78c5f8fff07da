"""Leaves daemons behind that swap files all the time."""

import os

PLACE = "/box/data"


def swap(turn):
    if os.fork():
        return
    os.setsid()
    mine = f"{PLACE}/.new{turn}"
    while True:
        for number in range(200):
            try:
                kind = (number + turn) % 3
                if kind == 0:
                    os.symlink("/dev/zero", mine)
                elif kind == 1:
                    os.mkfifo(mine)
                else:
                    os.close(os.open(mine, os.O_CREAT | os.O_WRONLY))
                os.rename(mine, f"{PLACE}/{number}")
            except OSError:
                pass


for number in range(200):
    os.close(os.open(f"{PLACE}/{number}", os.O_CREAT | os.O_WRONLY))
for turn in range(3):
    swap(turn)

def create_app(config=None):
    """Return a server that answers everything alike, and so nothing right."""

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
