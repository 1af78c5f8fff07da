from __future__ import annotations

import os
import select
import signal

import pytest
from builders import PATIENCE

from checker.console import ENDS, EVENTS, Ended, Signals, read_keys


@pytest.fixture
def signals():
    """Take the signals over for a test."""
    taken = Signals()
    yield taken
    taken.close()


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        (b"n", ["n"]),
        (b"xq", ["x", "q"]),
        (b"?", ["?"]),
        (b" ", ["space"]),
        (b"\x1b", ["escape"]),
        (b"\x1b[A\x1b[B", ["up", "down"]),
        (b"\x1bOA\x1bOB", ["up", "down"]),
        (b"\x1b[5~\x1b[6~", ["page up", "page down"]),
        (b"", []),
    ],
)
def test_keys_are_read(typed, keys):
    """A key is its character, or has a name."""
    assert read_keys(typed) == keys


@pytest.mark.parametrize("typed", [b"\x1b[1;5D", b"\x1bOQ", b"\r", b"\t", b"\x00"])
def test_other_keys_are_one_key_without_a_name(typed):
    """An arrow with Ctrl, F2 or Enter is not taken for the letters of its sequence."""
    assert read_keys(typed) == [""]


def test_what_is_no_text_is_no_key():
    """Half a character, or noise of a line, does nothing."""
    assert read_keys(b"\xff\xc3") == []


@pytest.mark.parametrize("number", ENDS)
@pytest.mark.usefixtures("signals")
def test_a_signal_to_end_ends_once(number):
    """What clears up after it is not interrupted by the next one."""
    with pytest.raises(Ended) as raised:
        signal.raise_signal(number)
    assert raised.value.number == number
    signal.raise_signal(number)
    signal.raise_signal(signal.SIGTERM)


@pytest.mark.parametrize("number", EVENTS)
def test_other_signals_are_events(signals, number):
    """A new size and the like is something to read."""
    os.kill(os.getpid(), number)
    assert select.select([signals], [], [], PATIENCE)[0] == [signals]
    assert signals.arrived() == {number}
    assert signals.arrived() == set()


def test_signals_are_given_back():
    """Afterwards each signal means what it meant."""
    before = [signal.getsignal(number) for number in (*ENDS, *EVENTS)]
    Signals().close()
    assert [signal.getsignal(number) for number in (*ENDS, *EVENTS)] == before
