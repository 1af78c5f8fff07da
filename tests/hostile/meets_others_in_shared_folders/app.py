"""Is anybody else here?"""

import contextlib
import ctypes
import fcntl
import os
from multiprocessing import shared_memory
from pathlib import Path

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
NOTE = "CANARY_SECRET_PREFIXnote"
PLACES = ("/tmp", "/dev/shm", "/box", "/box/data", "/box/tmp", "/var/tmp", "/var/lock", "/run", "/run/lock",
          "/run/shm", "/dev", "/dev/mqueue", "/dev/hugepages", "/box-packages", "/box-worker", "/")


def attack():
    found = []
    for place in PLACES:
        with contextlib.suppress(OSError):
            for path in Path(place).iterdir():
                if "diary" in path.name or "note" in path.name:
                    found.append(f"{path}: {path.read_bytes()[:200]}")
        with contextlib.suppress(OSError), open(f"{place}/{NOTE}.lock", "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.write("I was here")
    for name in ("diary", "psm_diary", NOTE):
        with contextlib.suppress(OSError):
            memory = shared_memory.SharedMemory(name, create=name == NOTE, size=100)
            found += [bytes(memory.buf)] if name != NOTE else []
            memory.close()
        for prefix in ("/", ""):
            libc.sem_open.restype = ctypes.c_void_p
            libc.sem_open(f"{prefix}{name}".encode(), os.O_CREAT, 0o666, 1)
            queue = libc.mq_open(f"/{name}".encode(), os.O_RDWR | os.O_NONBLOCK, 0, None)
            if queue >= 0:
                found.append(f"queue {name}")
            libc.mq_open(f"/{name}".encode(), os.O_RDWR | os.O_CREAT, 0o666, None)
    return found


NOTES = attack()

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
