from __future__ import annotations

import os
import socket
import struct
import threading
import time

import pytest
from builders import PATIENCE, later, open_descriptors

from checker.worker.protocol import (
    HEADER,
    MAX_BLOB,
    MAX_MESSAGE,
    Channel,
    ClosedError,
    ProtocolError,
    channel_pair,
)


@pytest.fixture
def pair():
    """Return two channels that are connected."""
    ours, theirs = channel_pair()
    other = Channel(theirs)
    yield ours, other
    ours.close()
    other.close()


@pytest.fixture
def accepting():
    """Return a channel, and one that accepts descriptors and blobs from it."""
    ours, theirs = channel_pair()
    other = Channel(theirs, accept_descriptors=True)
    yield ours, other
    ours.close()
    other.close()


@pytest.fixture
def wire():
    """Return a bare socket, and the channel at its other end."""
    channel, raw = channel_pair()
    with raw:
        yield raw, channel
    channel.close()


def frame(body):
    """Return *body* behind the header of a message without a blob."""
    return HEADER.pack(len(body), 0) + body


def test_a_message_arrives_as_it_was_sent(pair):
    """Objects, lists, texts, numbers, truth and null travel unchanged."""
    one, other = pair
    message = {
        "op": "start",
        "list": [1, 2.5, None, True],
        "text": "ä\n\u202e",
        "object": {"a": {}},
    }
    one.send(message)
    assert other.receive(PATIENCE) == (message, [], b"")


def test_messages_do_not_run_together(pair):
    """Two messages that were sent at once are read as two."""
    one, other = pair
    one.send({"n": 1})
    one.send({"n": 2})
    assert [other.receive(PATIENCE)[0] for _ in range(2)] == [{"n": 1}, {"n": 2}]


def test_both_directions_are_independent(pair):
    """An answer does not wait for the question to be read."""
    one, other = pair
    one.send({"from": "one"})
    other.send({"from": "other"})
    assert one.receive(PATIENCE)[0] == {"from": "other"}


def test_a_message_may_arrive_in_pieces(wire):
    """A message is put together from however many reads it takes."""
    raw, channel = wire
    data = frame(b'{"op": "hello"}')
    thread = threading.Thread(
        target=lambda: [raw.sendall(data[n : n + 1]) for n in range(len(data))]
    )
    thread.start()
    message = channel.receive(PATIENCE)[0]
    thread.join()
    assert message == {"op": "hello"}


def test_a_blob_arrives_beside_its_message(accepting):
    """Bytes travel as they are, next to the message."""
    sender, receiver = accepting
    sender.send({"op": "unpack"}, blob=b"\x00\xff\n")
    assert receiver.receive(PATIENCE) == ({"op": "unpack"}, [], b"\x00\xff\n")


def test_a_blob_is_refused_where_none_is_accepted(pair):
    """The untrusted side cannot make the checker read more than a message."""
    one, other = pair
    one.send({"op": "unpack"}, blob=b"x")
    with pytest.raises(ProtocolError, match="too large"):
        other.receive(PATIENCE)


def test_a_descriptor_arrives_open(accepting):
    """A descriptor that was passed works on the other side."""
    sender, receiver = accepting
    reader, writer = os.pipe()
    sender.send({"op": "start"}, descriptors=(writer,))
    os.close(writer)
    (received,) = receiver.receive(PATIENCE)[1]
    os.write(received, b"hello")
    os.close(received)
    assert os.read(reader, 10) == b"hello"
    os.close(reader)


def test_a_descriptor_is_not_passed_on_to_children(accepting):
    """What arrives is closed when another program is started."""
    sender, receiver = accepting
    sender.send({}, descriptors=(sender.fileno(),))
    (received,) = receiver.receive(PATIENCE)[1]
    inheritable = os.get_inheritable(received)
    os.close(received)
    assert not inheritable


def test_descriptors_do_not_reach_who_accepts_none(pair):
    """A side that was not told to accept descriptors never receives any."""
    one, other = pair
    before = open_descriptors()
    one.send({"op": "hello"}, descriptors=(one.fileno(), one.fileno()))
    assert (other.receive(PATIENCE)[1], open_descriptors()) == ([], before)


def test_more_descriptors_than_allowed_are_dropped(accepting):
    """Nobody fills the receiver's table of descriptors."""
    sender, receiver = accepting
    sender.send({}, descriptors=(sender.fileno(),) * 20)
    received = receiver.receive(PATIENCE)[1]
    for descriptor in received:
        os.close(descriptor)
    assert len(received) <= 4


def test_descriptors_of_a_refused_message_are_closed(accepting):
    """A message that is garbage leaves nothing open behind it."""
    sender, receiver = accepting
    before = open_descriptors()
    socket.send_fds(sender.sock, [frame(b"garbage")], [sender.fileno()])
    with pytest.raises(ProtocolError):
        receiver.receive(PATIENCE)
    assert open_descriptors() == before


@pytest.mark.parametrize(
    "body",
    [b"", b"garbage", b'{"a": ', b"[1]", b"1", b'"text"', b"null", b'{"a": "\xff"}',
     b"\x80\x04K\x01.", b"1" * 10_000],
    ids=["empty", "text", "broken-off", "list", "number", "string", "null", "not-utf-8", "pickle",
         "endless-number"],
)  # fmt: skip
def test_what_is_no_object_is_refused(wire, body):
    """Anything but a JSON object is a fault of the other side, never an exception of ours."""
    raw, channel = wire
    raw.sendall(frame(body))
    with pytest.raises(ProtocolError):
        channel.receive(PATIENCE)


@pytest.mark.parametrize("opening", [b"[", b'{"a":'], ids=["lists", "objects"])
def test_deep_json_is_refused(wire, opening):
    """Nesting cannot exhaust the stack."""
    raw, channel = wire
    raw.sendall(frame(opening * 20_000))
    with pytest.raises(ProtocolError, match="not JSON"):
        channel.receive(PATIENCE)


@pytest.mark.parametrize(
    "header",
    [(MAX_MESSAGE + 1, 0), (2**32 - 1, 0), (2, 1), (2, 2**32 - 1)],
    ids=["message", "greatest-message", "blob", "greatest-blob"],
)
def test_an_announced_size_above_the_limit_is_refused_at_once(wire, header):
    """Nothing is read or reserved for what is too large."""
    raw, channel = wire
    raw.sendall(HEADER.pack(*header))
    with pytest.raises(ProtocolError, match="too large"):
        channel.receive(PATIENCE)


def test_a_blob_has_a_limit_where_it_is_accepted(accepting):
    """Even the trusted side sends no more than agreed."""
    sender, receiver = accepting
    sender.sock.sendall(HEADER.pack(2, MAX_BLOB + 1))
    with pytest.raises(ProtocolError, match="too large"):
        receiver.receive(PATIENCE)


def test_a_receiver_may_ask_for_less(pair):
    """A limit for one message overrides the general one."""
    one, other = pair
    one.send({"text": "x" * 100})
    with pytest.raises(ProtocolError, match="too large"):
        other.receive(PATIENCE, max_message=50)


def test_silence_times_out(pair):
    """Who sends nothing is not waited for longer than was said."""
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        pair[0].receive(0.05)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("sent", [b"\x00", frame(b'{"a": 1}')[:-1]], ids=["header", "body"])
def test_half_a_message_times_out(wire, sent):
    """A message that does not end is not waited for."""
    raw, channel = wire
    raw.sendall(sent)
    with pytest.raises(TimeoutError):
        channel.receive(0.05)


def test_half_a_header_times_out_where_descriptors_are_accepted(accepting):
    """The same holds for the other way of reading."""
    sender, receiver = accepting
    sender.sock.sendall(b"\x00")
    with pytest.raises(TimeoutError):
        receiver.receive(0.05)


def test_the_timeout_is_for_the_whole_message(wire):
    """A byte now and then does not prolong the time."""
    raw, channel = wire
    done = threading.Event()

    def drip():
        raw.sendall(struct.pack("!II", 1000, 0))
        while not done.wait(0.02):
            raw.sendall(b" ")

    thread = threading.Thread(target=drip)
    thread.start()
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        channel.receive(0.15)
    taken = time.monotonic() - started
    done.set()
    thread.join()
    assert taken < 2


def test_no_timeout_waits_for_the_message(pair):
    """Without a limit a message may take its time, even after one that had a limit."""
    one, other = pair
    with pytest.raises(TimeoutError):
        other.receive(0.01)
    timer = threading.Timer(0.1, one.send, [{"late": True}])
    timer.start()
    message = other.receive()[0]
    timer.join()
    assert message == {"late": True}


def test_an_earlier_timeout_does_not_cut_a_message_short(pair):
    """How long an answer may take says nothing about how long a long message may."""
    one, other = pair
    with pytest.raises(TimeoutError):
        one.receive(0.01)
    received = []
    with later(0.2, lambda: received.append(other.receive(1))):
        one.send({"text": "x" * 2**20})
    assert len(received[0][0]["text"]) == 2**20


def test_the_end_of_the_stream_is_told_apart(pair):
    """That the other side is gone is no garbage."""
    pair[1].close()
    with pytest.raises(ClosedError):
        pair[0].receive(PATIENCE)


def test_the_end_is_told_apart_where_descriptors_are_accepted(accepting):
    """The same holds for the other way of reading."""
    sender, receiver = accepting
    sender.close()
    with pytest.raises(ClosedError):
        receiver.receive(PATIENCE)


@pytest.mark.parametrize("sent", [b"\x00\x00", frame(b'{"a": 1}')[:-1]], ids=["header", "body"])
def test_an_end_in_the_middle_is_an_end(wire, sent):
    """Who goes away in mid-message is gone."""
    raw, channel = wire
    raw.sendall(sent)
    raw.close()
    with pytest.raises(ClosedError):
        channel.receive(PATIENCE)


def test_sending_to_nobody_is_said(pair):
    """A message to a side that is gone does not vanish in silence."""
    pair[1].close()
    with pytest.raises(ClosedError):
        pair[0].send({"op": "hello"})
