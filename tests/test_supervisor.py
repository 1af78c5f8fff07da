"""What the supervisor makes of what the answer's process says."""

import os
import socket
import threading

import pytest

from checker.worker import supervisor
from checker.worker.protocol import Channel, channel_pair
from checker.worker.supervisor import Supervisor

LIES = [
    {},
    {"error": "the checker is at fault"},
    {"pid": 1},
    {"pid": -1},
    {"pid": 0},
    {"pid": "7"},
    {"pid": None},
    {"fault": "none"},
    {"loaded": "yes"},
    {"dropped": ["app.py"]},
]


@pytest.fixture
def supervised(tmp_path):
    """Return a supervisor, and the channel of a loader that says what it is told to say."""
    control, ours = channel_pair()
    settings = {"root": str(tmp_path), "nested": False, "isolated": False, "tests": ""}
    known = Supervisor(control, settings)
    known.loader, theirs = channel_pair()
    loader = Channel(theirs, accept_descriptors=True)
    yield known, loader
    for sock in (control, ours, loader, known.loader):
        sock.close()
    for descriptor in (known.output.reader, known.output.writer):
        os.close(descriptor)


@pytest.mark.parametrize("lie", LIES, ids=str)
def test_lie_of_the_loader_is_a_fault_of_the_answer(supervised, lie):
    """What the answer's process says can neither excuse it nor name a process of others."""
    known, loader = supervised
    loader.send(lie)
    told = known._start({"op": "start"}, [])
    assert told == supervisor.NONSENSE
    assert known.applications == set()


def test_fault_that_the_loader_tells_is_passed_on(supervised):
    """The loader of an honest answer says why no application was started."""
    known, loader = supervised
    loader.send({"fault": {"kind": "processes"}, "error": "x"})
    assert known._start({"op": "start"}, []) == {"fault": {"kind": "processes"}}


def test_endless_frame_is_given_up_when_the_checker_hangs_up(supervised):
    """A loader that never ends its message is waited for as long as the checker waits."""
    known, loader = supervised
    loader.sock.sendall(b"\0\0\0\1")
    thread = threading.Thread(target=loader.sock.shutdown, args=[socket.SHUT_RDWR])
    thread.start()
    assert "fault" in known._start({"op": "start"}, [])
    thread.join()
