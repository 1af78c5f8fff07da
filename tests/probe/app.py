"""A submission that looks around and tells what it sees."""

import contextlib
import ctypes
import errno
import os
import resource
import signal
import socket
import sys
from pathlib import Path

from flask import Flask, request


def create_app(config=None):  # noqa: C901, PLR0915 - one view for each kind
    """Return an application with a view for each kind of curiosity."""
    app = Flask(__name__)
    app.config.update(config or {})

    @app.get("/exists")
    def exists():
        return {"exists": os.path.lexists(request.args["path"])}

    @app.get("/list")
    def names():
        path = Path(request.args["path"])
        return {"names": [entry.name for entry in path.iterdir()] if path.is_dir() else []}

    @app.get("/read")
    def read():
        return {"text": Path(request.args["path"]).read_text()}

    @app.get("/find")
    def find():
        found = []
        for where, folders, names in os.walk("/"):
            folders[:] = [name for name in folders if where != "/" or name not in ("usr", "proc")]
            found += [f"{where}/{name}" for name in names if request.args["name"] in name]
        return {"found": found}

    @app.get("/write")
    def write():
        try:
            Path(request.args["path"]).write_text("mine")
        except OSError as error:
            return {"error": type(error).__name__}
        return {"error": ""}

    @app.get("/connect")
    def connect():
        try:
            socket.create_connection((request.args["host"], int(request.args["port"])), 1).close()
        except OSError as error:
            return {"error": type(error).__name__}
        return {"error": ""}

    @app.get("/connect-abstract")
    def connect_abstract():
        with socket.socket(socket.AF_UNIX) as sock:
            try:
                sock.connect("\0" + request.args["name"])
            except OSError as error:
                return {"error": type(error).__name__}
        return {"error": ""}

    @app.get("/processes")
    def processes():
        return {"own": os.getpid(), "seen": [pid for pid in range(1, 70_000) if _is_there(pid)]}

    @app.get("/children")
    def children():
        """Start processes until that is refused, or *most*, each with *size* MiB of memory."""
        started = []
        try:
            while len(started) < int(request.args["most"]):
                pid = os.fork()
                if pid == 0:
                    kept = bytearray(b"x") * (int(request.args["size"]) << 20)
                    signal.pause()
                    os._exit(len(kept) == 0)
                started.append(pid)
        except OSError:
            pass
        else:
            signal.pause()
        for pid in started:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        return {"started": len(started)}

    @app.get("/allocate")
    def allocate():
        """Write to *size* MiB of new memory; tell how many page faults that took."""
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        kept = bytearray(b"x") * (int(request.args["size"]) << 20)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        return {"faults": after - before, "size": len(kept) >> 20}

    @app.get("/files")
    def files():
        """Make empty files until that is refused, or *most*."""
        made = 0
        with contextlib.suppress(OSError):
            for made in range(int(request.args["most"])):
                Path("/box/data", str(made)).touch()
        return {"made": made}

    @app.get("/fill")
    def fill():
        """Write to *path* until that is refused; tell how many MiB were written."""
        written = 0
        with contextlib.suppress(OSError), Path(request.args["path"], "full").open("wb") as file:
            while written < 2000:
                written += file.write(bytes(1 << 20)) >> 20
        return {"written": written}

    @app.get("/calls")
    def calls():
        """Make each of the system calls *number*, without arguments; tell the errors."""
        libc = ctypes.CDLL(None, use_errno=True)
        errors = {}
        for number in request.args.getlist("number"):
            libc.syscall(int(number), 0, 0, 0, 0, 0, 0)
            errors[number] = errno.errorcode.get(ctypes.get_errno(), "")
        return errors

    @app.get("/self")
    def itself():
        return {
            "own": os.getpid(),
            "environment": dict(os.environ),
            "arguments": sys.argv,
            "paths": sys.path,
            "user": os.getuid(),
            "host": socket.gethostname(),
            "descriptors": sorted(number for number in range(256) if _is_open(number)),
            "modules": sorted(sys.modules),
        }

    @app.get("/import")
    def importable():
        """Import each of *names*, which have commas between them; tell which there are."""
        return {"found": [name for name in request.args["names"].split(",") if _imports(name)]}

    @app.get("/mount")
    def mount():
        libc = ctypes.CDLL(None, use_errno=True)
        places = [b"/tmp", b"/proc", b"/box/data"]
        mounted = [place for place in places if libc.mount(b"x", place, b"tmpfs", 0, None) == 0]
        return {"mounted": [place.decode() for place in mounted]}

    return app


def _is_there(pid):
    try:
        os.close(os.pidfd_open(pid))  # unlike a signal, it is refused for threads
    except OSError:
        return False
    return True


def _is_open(number):
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _imports(name):
    try:
        __import__(name)
    except ImportError:
        return False
    return True
