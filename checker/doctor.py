"""What isolation this machine gives: every layer tried in a real sandbox, and what mends it."""

from __future__ import annotations

import contextlib
import platform
import shlex
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.catalog import Limits
from checker.client import Client
from checker.errors import CheckerProblem
from checker.isolation import Isolation
from checker.sandbox import Sandbox, SubmissionFault
from checker.submission import read_submission
from checker.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.sandbox import Application, Box

PROBE = Path(__file__).resolve().parent / "probe"
SECONDS = 10.0
MIB = 2**20
SETTINGS = Path("/proc/sys")
PROFILE = "bwrap-userns-restrict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One thing that keeps submissions apart: whether it holds here, and what mends it if not.

    *needed* ones are those without which code from strangers must not be checked.
    """

    name: str
    holds: bool
    told: str = ""
    remedies: tuple[str, ...] = ()
    needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """All layers of one machine, from the outermost; *machine* says in words which it is."""

    machine: str
    layers: tuple[Layer, ...]

    @property
    def safe(self) -> bool:
        """Whether code from strangers may be checked here."""
        return all(layer.holds for layer in self.layers if layer.needed)


def examine(isolation: Isolation | None = None) -> Diagnosis:
    """Start a sandbox of the machine's best kind and try to get out of it.

    Raises `CheckerProblem` if not even Python starts.
    """
    isolation = isolation or Isolation.best()
    layers = [_bubblewrap(isolation)]
    if isolation.bwrap:
        with Sandbox(["flask"], Limits(), isolation) as sandbox, sandbox.open() as box:
            layers += _inside(sandbox, box)
    return Diagnosis(machine=_machine(isolation), layers=tuple(layers))


def _machine(isolation: Isolation) -> str:
    parts = [f"{platform.system()} {platform.release()}", f"Python {platform.python_version()}"]
    if isolation.bwrap:
        told = subprocess.run([isolation.bwrap, "--version"], capture_output=True, check=False)
        parts.append(told.stdout.decode(errors="replace").strip())
    return ", ".join(parts)


def _bubblewrap(isolation: Isolation) -> Layer:
    if sys.platform != "linux":
        remedies = ("Check answers of others on Linux: a virtual machine, or a server.",)
        return Layer(name="Linux", holds=False, told=isolation.reason, remedies=remedies)
    if isolation.bwrap:
        return Layer(name="bubblewrap", holds=True, told=isolation.bwrap)
    remedies = (install_command("bubblewrap", read_os_release()),)
    return Layer(name="bubblewrap", holds=False, told="not installed", remedies=remedies)


def _inside(sandbox: Sandbox, box: Box) -> Iterator[Layer]:
    isolation = sandbox.isolation
    if not isolation.bwrap:
        yield Layer(
            name="sandbox",
            holds=False,
            told=isolation.reason,
            remedies=tuple(namespace_remedies(isolation.reason, read_os_release(), SETTINGS)),
        )
        return
    yield Layer(name="sandbox", holds=True, told="namespaces for users, mounts, processes, network")
    nested = "each submission has namespaces of its own in it"
    alone = f"each submission gets a sandbox of its own instead, which takes longer; {isolation}"
    yield Layer(
        name="nesting",
        holds=isolation.nested,
        told=nested if isolation.nested else f"{isolation.reason}; {alone}",
        needed=False,
    )
    yield from _tried(sandbox, box)


def _told_by_probe(box: Box, limits: Limits) -> dict[str, Any]:
    """Let the probe attempt everything; return what it tells, by page."""
    submission = read_submission(PROBE)
    with ExitStack() as stack:
        server = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        try:
            box.unpack(submission)
            box.load(SECONDS)
            application = box.start({}, environ={}, clock=0, record=[], timeout=SECONDS)
            stack.callback(application.stop)
            paths = [*_plant(stack), str(PROBE), "/etc/shadow", "/sys"]
            return {
                "files": _ask(application, "/files", path=paths),
                "network": _ask(application, "/network", port=server.getsockname()[1]),
                "calls": _ask(application, "/calls"),
                "memory": _ask(application, "/memory", bytes=(limits.memory + 1) * MIB),
                "processes": _ask(application, "/processes"),
            }
        except SubmissionFault as error:
            raise CheckerProblem(f"The probe does not run in the sandbox: {error}") from error


def _tried(sandbox: Sandbox, box: Box) -> Iterator[Layer]:
    limits = sandbox.limits
    told = _told_by_probe(box, limits)
    files = told["files"]
    yield Layer(
        name="not root",
        holds=sandbox.isolation.unprivileged,
        told="processes inside are nobody's on this machine"
        if sandbox.isolation.demoted
        else "processes inside are your own user's"
        if sandbox.isolation.unprivileged
        else "processes inside are root's: the kernel does not limit their number",
        remedies=() if sandbox.isolation.unprivileged else ("Run it as an ordinary user.",),
    )
    yield _layer("files", files["seen"], "this machine's files are not there", "sees")
    yield _layer("processes", files["processes"], "other processes are not there", "sees")
    yield _layer("read-only", files["written"], "only its own folders can be written", "writes")
    reached = ["a port of this machine"] if told["network"]["reached"] else []
    yield _layer("network", reached, "no network but its own loopback", "reaches")
    made = [name for name, done in told["calls"].items() if done]
    missing = sandbox.zygote.unfiltered
    yield _layer(
        "system calls",
        made,
        "keyrings, io_uring, ptrace, namespaces, vsock are refused",
        "makes",
        *([install_command("libseccomp", read_os_release())] if missing else []),
    )
    most = f"more than {limits.processes} processes"
    crowded = [most] if told["processes"]["started"] > limits.processes else []
    yield _layer("processes limit", crowded, f"{limits.processes} processes at most", "starts")
    taken = [f"more than {limits.memory} MiB"] if told["memory"]["taken"] else []
    yield _layer("memory limit", taken, f"{limits.memory} MiB for a process", "takes")
    watched = any(Path("/proc/self/task").glob("*/children"))
    yield Layer(
        name="memory in all",
        holds=watched,
        told=f"{limits.memory_in_all} MiB for a submission"
        if watched
        else "this kernel does not list the children of processes (CONFIG_PROC_CHILDREN)",
    )
    larger = [f"{size // MIB} MiB" for size in files["sizes"] if size > limits.files * MIB]
    yield _layer("files limit", larger, f"{limits.files} MiB in each folder", "writes")


def _plant(stack: ExitStack) -> Iterator[str]:
    """Yield the paths of files that nobody inside may see: a temporary one, and one at home."""
    for folder in (None, Path.home()):
        with contextlib.suppress(OSError):
            file = tempfile.NamedTemporaryFile(dir=folder)  # noqa: SIM115 - the stack closes it
            yield stack.enter_context(file).name


def _layer(name: str, held_against: list[str], told: str, verb: str, *remedies: str) -> Layer:
    """Return a layer that holds if nothing is *held_against* it."""
    if not held_against:
        return Layer(name=name, holds=True, told=told)
    told = f"the probe {verb} {', '.join(held_against)}"
    return Layer(name=name, holds=False, told=told, remedies=remedies)


def _ask(application: Application, page: str, **query: Any) -> Any:  # noqa: ANN401 - JSON
    transport = Transport(application.path, [], lambda: SECONDS, SECONDS)
    return Client(transport).get(page, query_string=query).json


def read_os_release(path: Path = Path("/etc/os-release")) -> dict[str, str]:
    """Return the fields that say which distribution this is; empty where there are none."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    pairs = [line.partition("=") for line in lines if "=" in line and not line.startswith("#")]
    return {name: " ".join(shlex.split(value)) for name, _, value in pairs}


INSTALL = {
    "debian": "sudo apt-get install {}", "ubuntu": "sudo apt-get install {}",
    "fedora": "sudo dnf install {}", "rhel": "sudo dnf install {}",
    "arch": "sudo pacman -S {}", "suse": "sudo zypper install {}",
    "opensuse": "sudo zypper install {}", "alpine": "sudo apk add {}",
    "gentoo": "sudo emerge {}", "void": "sudo xbps-install {}",
    "nixos": "nix-env -iA nixos.{}",
}  # fmt: skip
NAMES = {"debian": "libseccomp2", "ubuntu": "libseccomp2", "suse": "libseccomp2"}


def install_command(package: str, release: dict[str, str]) -> str:
    """Return the command that installs *package* on the distribution of *release*."""
    family = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    known = next((name for name in family if name in INSTALL), "")
    if package == "libseccomp":
        package = next((NAMES[name] for name in family if name in NAMES), package)
    return INSTALL[known].format(package) if known else f"Install the package {package}."


def namespace_remedies(reason: str, release: dict[str, str], settings: Path) -> Iterator[str]:
    """Yield the commands that let bubblewrap make namespaces; *settings* is ``/proc/sys``."""
    if _setting(settings, "kernel/unprivileged_userns_clone") == "0":
        yield "sudo sysctl -w kernel.unprivileged_userns_clone=1"
    if _setting(settings, "user/max_user_namespaces") == "0":
        yield "sudo sysctl -w user.max_user_namespaces=15000"
    if _setting(settings, "kernel/apparmor_restrict_unprivileged_userns") == "1":
        yield install_command("apparmor-profiles", release)
        yield (
            f"sudo install -m 0644 /usr/share/apparmor/extra-profiles/{PROFILE} /etc/apparmor.d/"
        )
        yield f"sudo apparmor_parser -r /etc/apparmor.d/{PROFILE}"
    if any(Path(path).exists() for path in ("/.dockerenv", "/run/.containerenv")):
        yield (
            "In a container: start it with --security-opt seccomp=unconfined "
            "--security-opt apparmor=unconfined --security-opt systempaths=unconfined"
        )
    if "Unknown option" in reason:
        yield "Install a newer bubblewrap: 0.7 or later."


def _setting(settings: Path, name: str) -> str:
    try:
        return (settings / name).read_text(encoding="ascii").strip()
    except OSError:
        return ""
