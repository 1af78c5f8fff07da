"""The warden's sums, on processes of this test, and its end, on a tree like bubblewrap's."""

import mmap
import os
import signal
import subprocess
import sys

import pytest
from processes import wait_until

from checker import warden

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the warden reads Linux's /proc")
MIB = 2**20
SIZE = 64 * MIB


@pytest.fixture
def child():
    """Fork a process that runs *before* and then waits to be ended; return its pid."""
    pids = []

    def fork(before):
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            kept = before()
            os.write(writer, b"ready")
            signal.pause()
            os._exit(len(kept) == 0)
        os.close(writer)
        pids.append(pid)
        assert os.read(reader, 5) == b"ready"
        os.close(reader)
        return pid

    yield fork
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def shared():
    """Map memory that is shared, touch it in a child that ends, and keep it mapped."""
    memory = mmap.mmap(-1, SIZE)
    pid = os.fork()
    if pid == 0:
        memory[:] = b"x" * SIZE
        os._exit(0)
    os.waitpid(pid, 0)
    return memory


def test_memory_of_a_process_is_counted(child):
    """What a process has written to is in the sum."""
    idle, busy = child(bytes), child(lambda: bytearray(b"x") * SIZE)
    base = warden.measure(idle)
    more = warden.usage(busy, base, 0) - warden.usage(idle, base, 0)
    assert abs(more - SIZE) < 8 * MIB  # forks share the rest with different numbers of others


def test_memory_that_forks_share_is_counted_once(child):
    """Four forks that have memory in common cost less than four that have their own."""
    kept = bytearray(b"x") * SIZE
    common = [child(lambda: kept) for _ in range(4)]
    apart = [child(lambda: bytearray(b"x") * SIZE) for _ in range(4)]
    one, other = (sum(warden.usage(pid, (0, 0), 0) for pid in pids) for pids in (common, apart))
    assert other - one > 2 * SIZE


def test_shared_memory_is_counted_for_who_has_it_mapped(child):
    """Memory that a process never touched, but holds for one that ended, is its own."""
    idle, holder = child(bytes), child(shared)
    assert warden.usage(holder, warden.measure(idle), 0) >= SIZE


def test_cheap_sum_is_never_too_low(child):
    """Below the limit nothing is read in detail, so the first sum must be an upper bound."""
    idle = child(bytes)
    base = warden.measure(idle)
    for pid in (idle, child(shared), child(lambda: bytearray(b"x") * SIZE)):
        assert warden.usage(pid, base, 10**15) >= warden.usage(pid, base, 0)


def test_process_that_is_gone_counts_nothing():
    """A process may end while it is looked at."""
    assert warden.measure(2**30) is None
    assert warden.usage(2**30, (0, 0), 0) == 0
    assert warden.descendants(2**30) == []


@pytest.fixture
def tree():
    """Start a process with a child and a grandchild below it, as bubblewrap starts the zygote."""
    code = "import os, signal\nfor _ in range(3):\n if os.fork():\n  signal.pause()\nsignal.pause()"
    process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    wait_until(lambda: len(warden.descendants(process.pid)) == 3, "the tree does not grow")
    yield process
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def watched(tree, limit, folder, *, nested):
    """Let the warden look after *tree* until it writes that it ended something."""
    arguments = [str(tree.pid), "1" if nested else "0", str(limit), str(folder)]
    command = [sys.executable, "-I", "-S", warden.__file__, *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        wait_until(lambda: list(folder.iterdir()), "nothing was ended")
        process.stdin.close()
        assert process.wait(5) == 0
    return [path.name for path in folder.iterdir()]


def test_submission_alone_is_ended_where_namespaces_nest(tree, tmp_path):
    """The zygote lives on: other submissions are below it, too."""
    _, _, supervisor = warden.descendants(tree.pid)
    assert watched(tree, 1, tmp_path, nested=True) == [f"memory.{supervisor}"]
    wait_until(lambda: warden.measure(supervisor) in (None, (0, 0)), "it was not ended")
    assert tree.poll() is None


def test_sandbox_is_ended_where_it_serves_one_submission(tree, tmp_path):
    """Bubblewrap takes everything in it along."""
    *_, supervisor = warden.descendants(tree.pid)
    assert watched(tree, 1, tmp_path, nested=False) == [f"memory.{supervisor}"]
    assert tree.wait(5) == -signal.SIGKILL


def test_submission_within_its_limit_is_left_alone(tree, tmp_path):
    """The warden ends when its parent hangs up, and nothing with it."""
    command = [sys.executable, "-I", "-S", warden.__file__, str(tree.pid), "1", str(10**12)]
    with subprocess.Popen([*command, str(tmp_path)], stdin=subprocess.PIPE) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.3)
        process.stdin.close()
        assert process.wait(5) == 0
    assert len(warden.descendants(tree.pid)) == 3
    assert list(tmp_path.iterdir()) == []
