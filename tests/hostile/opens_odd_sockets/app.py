"""Tries every kind of socket."""

from pathlib import Path
import contextlib
import socket
import struct

from flask import Flask

ALLOWED = {socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK}
NETLINKS = {4: "sock_diag", 7: "selinux", 9: "audit", 12: "netfilter", 15: "uevent", 16: "generic",
            20: "rdma", 2: "usersock", 6: "xfrm", 10: "fib", 11: "connector", 18: "scsi"}


def attack():
    found = []
    for family in range(1, 64):
        for kind in (1, 2, 3, 4, 5, 10):
            with contextlib.suppress(OSError):
                with socket.socket(family, kind):
                    if family not in ALLOWED or (kind in (3, 10) and family in (2, 10, 17)):
                        found.append(f"family {family}, type {kind}")
    for protocol in (1, 6, 17, 255, 58):
        for family in (socket.AF_INET, socket.AF_INET6):
            with contextlib.suppress(OSError):
                socket.socket(family, socket.SOCK_RAW, protocol).close()
                found.append(f"raw {family} {protocol}")
    for cid in (2, 1, 0, 3):
        with contextlib.suppress(OSError, AttributeError):
            sock = socket.socket(socket.AF_VSOCK)
            sock.settimeout(0.05)
            sock.connect((cid, int("CANARY_PORT")))
            found.append(f"virtual machine {cid}")
    for protocol, name in NETLINKS.items():
        with contextlib.suppress(OSError), socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol) as sock:
            sock.settimeout(0.02)
            sock.bind((0, 0xFFFFFFFF))
            if name == "sock_diag":  # all Unix sockets, with their names and peers
                body = struct.pack("=BBHIIIII", socket.AF_UNIX, 0, 0, 0xFFFFFFFF, 0, 0x3F, 0, 0)
                sock.send(struct.pack("=IHHII", 16 + len(body), 20, 0x301, 1, 0) + body)
            data = sock.recv(65536)
            if b"CANARY_SOCKET" in data or b"diary" in data or b"kata" in data:
                found.append(f"{name}: {data!r}")
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
