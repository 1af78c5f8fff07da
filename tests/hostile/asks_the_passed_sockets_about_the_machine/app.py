"""What kind of machine is this?"""

import contextlib
import os
from pathlib import Path
import array
import ctypes
import fcntl
import socket
import struct

from flask import Flask, request

SIOCGIFNAME, SIOCGIFCONF, SIOCGIFFLAGS, SIOCGIFHWADDR = 0x8910, 0x8912, 0x8913, 0x8927
SIOCGIFADDR, SIOCGIFMTU, SIOCETHTOOL, SIOCGIFMAP, SIOCGIFTXQLEN = 0x8915, 0x8921, 0x8946, 0x8970, 0x8942
NAMES = ("eth0", "ens3", "ens4", "ens5", "enp0s3", "enp1s0", "wlan0", "docker0", "tun0", "wg0", "virbr0",
         "br0", "bond0", "tailscale0", "veth0", "lo")
OPTIONS = {17: "credentials", 31: "label", 59: "groups", 71: "namespace", 56: "napi", 49: "cpu"}


def attack():
    found = []
    copies = []
    for number in range(3, 20):
        with contextlib.suppress(OSError):
            copies.append(socket.socket(fileno=os.dup(number)))
    connection = request.environ.get("werkzeug.socket")
    for sock in [*copies, connection]:
        if sock.family != socket.AF_UNIX:
            continue
        with contextlib.suppress(OSError):
            buffer = array.array("B", bytes(4096))
            address, length = buffer.buffer_info()
            told = fcntl.ioctl(sock, SIOCGIFCONF, struct.pack("iL", length, address))
            size = struct.unpack("iL", told)[0]
            for place in range(0, size, 40):
                entry = buffer.tobytes()[place : place + 40]
                found.append((entry[:16].rstrip(b"\0").decode(), socket.inet_ntoa(entry[20:24])))
        names = set(NAMES)
        for index in range(1, 12):
            with contextlib.suppress(OSError):
                told = fcntl.ioctl(sock, SIOCGIFNAME, struct.pack("16si20x", b"", index))
                names.add(told[:16].rstrip(b"\0").decode())
        for name in sorted(names):
            for question in (SIOCGIFHWADDR, SIOCGIFFLAGS, SIOCGIFMTU, SIOCGIFADDR, SIOCGIFMAP, SIOCGIFTXQLEN):
                with contextlib.suppress(OSError):
                    told = fcntl.ioctl(sock, question, struct.pack("16s24x", name.encode()))
                    shown = told[18:24].hex(":") if question == SIOCGIFHWADDR else told[16:24].hex()
                    found.append((name, hex(question), shown))
            with contextlib.suppress(OSError):
                info = ctypes.create_string_buffer(struct.pack("I192x", 3), 196)  # ETHTOOL_GDRVINFO
                fcntl.ioctl(sock, SIOCETHTOOL, struct.pack("16sL16x", name.encode(), ctypes.addressof(info)))
                found.append((name, info.raw.replace(b"\0", b"").decode("latin-1")))
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.SOL_SOCKET, 25, name.encode())  # SO_BINDTODEVICE
                found.append(f"there is a device {name}")
                sock.setsockopt(socket.SOL_SOCKET, 25, b"")
        for option, what in OPTIONS.items():
            with contextlib.suppress(OSError):
                found.append((what, sock.getsockopt(socket.SOL_SOCKET, option, 256).hex()))
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
