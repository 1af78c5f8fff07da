from __future__ import annotations

import os
import select
import signal

import pytest
from builders import PATIENCE, a_test, interrupted_after, open_descriptors

from checker.suite.lanes import Lane, Table


@pytest.fixture
def table_of():
    """Return a maker of tables, which are closed after the test."""
    tables = []

    def make(*needs):
        tables.append(Table(needs))
        return tables[-1]

    yield make
    for table in tables:
        table.close()


@pytest.fixture
def lane_of():
    """Return a maker of lanes, which are ended after the test."""
    lanes = []

    def make(work, **options):
        lanes.append(Lane(work, **options))
        return lanes[-1]

    yield make
    for lane in lanes:
        lane.end()


def idle():
    """Work for longer than any test lasts, and end by itself all the same."""
    select.select([], [], [], PATIENCE)
    return []


def claims(table, count):
    """Return what *count* claims get."""
    return [table.claim() for _ in range(count)]


def test_tests_are_claimed_in_order_and_once(table_of):
    """Each test is handed out once, then there is none left."""
    assert claims(table_of((), (), ()), 4) == [0, 1, 2, None]


def test_an_empty_table_has_nothing_to_claim(table_of):
    """A suite without tests ends at once."""
    assert table_of().claim() is None


def test_tests_whose_needs_are_met_come_first(table_of):
    """A test behind one that still runs waits, as long as there is other work."""
    assert claims(table_of((), (0,), ()), 2) == [0, 2]


def test_a_lane_does_not_idle_behind_a_running_test(table_of):
    """Where nothing else is left, a test is run before it is known whether its needs are met."""
    assert claims(table_of((), (0,)), 2) == [0, 1]


def test_a_met_need_opens_the_next_test(table_of):
    """A test that passed makes those behind it the next ones."""
    table = table_of((), (0,), ())
    table.finish(table.claim(), passed=True)
    assert table.claim() == 1


def test_a_test_behind_a_failed_one_stays_unclaimed(table_of):
    """What needs a test that did not pass is blocked, and is not run."""
    table = table_of((), (0,), ())
    table.finish(table.claim(), passed=False)
    assert claims(table, 2) == [2, None]


def test_one_failed_need_of_several_is_enough(table_of):
    """All needs must be met."""
    table = table_of((), (), (0, 1))
    table.finish(table.claim(), passed=True)
    table.finish(table.claim(), passed=False)
    assert table.claim() is None


def test_a_test_behind_a_blocked_one_stays_unclaimed(table_of):
    """What needs a blocked test is blocked as well, and no time is spent on it."""
    table = table_of((), (0,), (1,))
    table.finish(table.claim(), passed=False)
    assert table.claim() is None


def test_lanes_share_the_table(table_of, lane_of):
    """What one process claims or finishes is seen by the others."""
    table = table_of((), (), (0,))

    def work():
        table.finish(table.claim(), passed=False)
        return []

    lane_of(work).result()
    assert claims(table, 2) == [1, None]


def test_two_lanes_never_claim_the_same_test(table_of, lane_of):
    """However many lanes there are, each test is run once."""
    table = table_of(*[()] * 200)

    def work():
        return [(number, a_test()) for number in iter(table.claim, None)]

    lanes = [lane_of(work) for _ in range(4)]
    claimed = [number for lane in lanes for number, _ in lane.result()]
    assert sorted(claimed) == list(range(200))


def test_a_table_gives_its_descriptors_back():
    """A thousand submissions leave nothing open."""
    before = open_descriptors()
    Table([()]).close()
    assert open_descriptors() == before


def test_a_lane_hands_back_its_results(lane_of):
    """The results arrive as they were, whatever their size."""
    results = [(3, a_test(message="x" * 2**20)), (1, a_test(outcome="failed"))]
    assert lane_of(lambda: results).result() == results


def test_a_lane_is_another_process(lane_of):
    """What a lane does to its memory stays there."""
    lane = lane_of(lambda: [(os.getpid(), a_test())])
    pid = lane.pid
    assert lane.result()[0][0] == pid != os.getpid()


def test_a_lane_that_raises_gives_no_results(lane_of, capfd):
    """An error in a lane is not mistaken for a result, nor for an empty success by its caller."""

    def work():
        raise RuntimeError

    results = lane_of(work).result()
    capfd.readouterr()
    assert results is None


def test_a_lane_that_is_killed_gives_no_results(lane_of):
    """A lane that was ended from outside, for example for want of memory, has nothing to tell."""
    assert lane_of(lambda: os.kill(os.getpid(), signal.SIGKILL)).result() is None


def test_a_lane_that_is_killed_while_it_tells_gives_no_results(lane_of):
    """Half of a lane's results are none."""
    lane = lane_of(lambda: [(1, a_test(message="x" * 2**20))])
    select.select([lane.reader], [], [], PATIENCE)
    os.kill(lane.pid, signal.SIGKILL)
    assert lane.result() is None


def test_a_lane_that_runs_is_ended(lane_of):
    """Ending does not wait for work that never ends, and leaves no process."""
    lane = lane_of(idle)
    pid = lane.pid
    lane.end()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_lane_may_be_ended_twice(lane_of):
    """Cleaning up after results were read, or again, does no harm."""
    lane = lane_of(list)
    lane.result()
    lane.end()
    lane.end()


def test_a_lane_that_was_interrupted_may_be_ended_twice(lane_of):
    """The same holds for a lane whose results nobody has read."""
    lane = lane_of(idle)
    lane.end()
    lane.end()


def test_ctrl_c_while_waiting_leaves_no_lane(lane_of):
    """An interrupted wait can be cleaned up after."""
    lane = lane_of(idle)
    pid = lane.pid
    with pytest.raises(KeyboardInterrupt), interrupted_after(0.05):
        lane.result()
    lane.end()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_lane_does_not_see_ctrl_c(lane_of):
    """Ctrl-C reaches the whole group; the parent alone decides what becomes of its lanes."""

    def work():
        signal.raise_signal(signal.SIGINT)
        return [(0, a_test())]

    assert len(lane_of(work).result()) == 1


def test_a_lane_gives_its_descriptors_back(lane_of):
    """A thousand submissions leave nothing open."""
    before = open_descriptors()
    lane_of(list).result()
    assert open_descriptors() == before


def test_an_orderly_lane_does_not_miss_an_early_end(lane_of, monkeypatch):
    """Ctrl-C that comes before the first step of a lane waits until it can be answered."""
    fork = os.fork

    def interrupted_fork():
        pid = fork()
        if pid == 0:
            try:
                os.kill(os.getpid(), signal.SIGINT)
            except KeyboardInterrupt:
                os._exit(0)
            if signal.SIGINT not in signal.sigpending():
                os._exit(0)
        return pid

    monkeypatch.setattr(os, "fork", interrupted_fork)
    assert lane_of(idle, orderly=True).result() is None
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
