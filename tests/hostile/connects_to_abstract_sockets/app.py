"""Knocks at all doors that have no file."""

from pathlib import Path
import contextlib
import glob
import os
import socket

from flask import Flask

NAMES = ["CANARY_SOCKET", "diary", "kata", "checker", "flask-katas", "tests", "zygote", "/tmp/dbus",
         "/tmp/.X11-unix/X0", "containerd", "snapd", "gpg-agent", "init", "systemd", "docker",
         *(f"{base}{n}" for base in ("kata-", "tests-", "box", "") for n in range(64))]
PATHS = ["/var/run/docker.sock", "/run/docker.sock", "/run/dbus/system_bus_socket", "/run/systemd/notify",
         "/run/containerd/containerd.sock", "/tmp/.X11-unix/X0", "/run/user/1000/bus", "/dev/log",
         "/run/user/0/bus", "/run/systemd/journal/socket", "/run/podman/podman.sock"]


def attack():
    found = []
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        for name in NAMES:
            for padding in ("", "\0" * (107 - len(name))):
                with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, kind) as sock:
                    sock.settimeout(0.05)
                    sock.connect(f"\0{name}{padding}")
                    sock.send(b"hello")
                    found.append(f"{name}: {sock.recv(200)!r}")
        for path in [*PATHS, *glob.glob("/tmp/**/*", recursive=True), *glob.glob("/run/**/*", recursive=True),
                     *glob.glob("/tmp/kata-*/*"), *glob.glob("/tmp/tests-*/*/*")]:
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, kind) as sock:
                sock.settimeout(0.05)
                sock.connect(path)
                found.append(path)
    return found


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
