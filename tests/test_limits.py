"""What the processes of one submission may use together, in both kinds of sandbox."""

import dataclasses
import platform

import pytest
from checkouts import HERE, TINY

from checker.client import Client
from checker.sandbox import Sandbox, SubmissionFault
from checker.submission import read_submission
from checker.transport import Transport

PROBE = read_submission(HERE / "probe")
LIMITS = dataclasses.replace(TINY.limits, memory_in_all=400, processes=32, files=16)
SECONDS = 30.0
# By name, as the kernel numbers them on each architecture.
REFUSED = {
    "x86_64": {"add_key": 248, "request_key": 249, "keyctl": 250, "ptrace": 101, "mount": 165,
               "umount2": 166, "pivot_root": 155, "chroot": 161, "unshare": 272, "setns": 308,
               "process_vm_readv": 310, "process_vm_writev": 311, "bpf": 321,
               "perf_event_open": 298, "userfaultfd": 323, "open_by_handle_at": 304,
               "personality": 135},
    "aarch64": {"add_key": 217, "request_key": 218, "keyctl": 219, "ptrace": 117, "mount": 40,
                "umount2": 39, "pivot_root": 41, "chroot": 51, "unshare": 97, "setns": 268,
                "process_vm_readv": 270, "process_vm_writev": 271, "bpf": 280,
                "perf_event_open": 241, "userfaultfd": 282, "open_by_handle_at": 265,
                "personality": 92},
}  # fmt: skip
NEW = {"open_tree": 428, "move_mount": 429, "fsopen": 430, "fsmount": 432, "pidfd_getfd": 438,
       "mount_setattr": 442, "statmount": 457, "listmount": 458}  # fmt: skip
MISSING = {"io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "clone3": 435,
           "memfd_secret": 447}  # fmt: skip


@pytest.fixture(params=["nested", "one each"])
def isolation(request, needs_bwrap):
    """Return each kind of sandbox."""
    return needs_bwrap if request.param == "nested" else needs_bwrap.without_nesting("on purpose")


@pytest.fixture
def box(isolation):
    """Load the probe into a box with small limits."""
    with Sandbox(["flask"], LIMITS, isolation) as sandbox, sandbox.open() as box:
        box.unpack(PROBE)
        box.load(SECONDS)
        yield box


@pytest.fixture
def ask(box):
    """Start the probe and return what asks it."""
    application = box.start({}, environ={}, clock=0, record=[], timeout=SECONDS)
    client = Client(Transport(application.path, [], lambda: SECONDS, SECONDS))
    yield lambda page, **query: client.get(page, query_string=query).json
    application.close()


def test_processes_are_limited(ask):
    """As many as the limit says, and no more, whoever started the checker."""
    started = ask("/children", most=500, size=0)["started"]
    assert LIMITS.processes // 2 < started < LIMITS.processes


def test_memory_of_all_processes_is_limited(box, ask):
    """Many processes, each within its own limit, are ended together, and the report says why."""
    with pytest.raises(SubmissionFault) as caught:
        ask("/children", most=20, size=50)
    fault = box.cause_of(caught.value.fault)
    assert fault.kind == "memory"
    assert "together used more than 400 MiB" in fault.message


def test_memory_within_the_limit_is_left_alone(ask):
    """Half of the limit in many processes is an honest use."""
    assert ask("/children", most=500, size=5)["started"] > LIMITS.processes // 2


@pytest.mark.parametrize("path", ["/tmp", "/dev/shm", "/box/app", "/box/data"])  # noqa: S108 - inside
def test_room_for_files_is_limited(ask, path):
    """No folder takes more than the limit, or what the whole machine gives it."""
    assert ask("/fill", path=path)["written"] <= 64


@pytest.mark.parametrize("path", ["/", "/dev", "/dev/pts", "/proc", "/usr/lib", "/etc"])
def test_other_folders_take_nothing(ask, path):
    """What is not the submission's own cannot be written."""
    assert ask("/fill", path=path) == {"written": 0}


def test_number_of_files_is_limited(box, ask):
    """Empty files take the kernel's memory, and are counted."""
    try:
        assert ask("/files", most=200_000)["made"] <= 16_384
    except SubmissionFault as error:  # where one sandbox is all there is, the warden ends it
        fault = box.cause_of(error.fault)
        assert fault.kind == "files"
        assert not box.sandbox.isolation.nested


@pytest.mark.skipif(platform.machine() not in REFUSED, reason="other numbers")
def test_system_calls_are_refused(ask):
    """Each call that leaves a sandbox, or is not kept apart by one, fails."""
    numbers = {**REFUSED[platform.machine()], **NEW}
    told = ask("/calls", number=list(numbers.values()))
    assert {name: told[str(number)] for name, number in numbers.items()} == dict.fromkeys(
        numbers, "EPERM"
    )


def test_other_system_calls_seem_to_be_missing(ask):
    """Libraries that try newer calls fall back to older ones."""
    told = ask("/calls", number=list(MISSING.values()))
    assert set(told.values()) == {"ENOSYS"}
