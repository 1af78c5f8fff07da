"""Server-sent events."""

import time

import pytest

LOOKS = 200
SOME = 4


@pytest.mark.concept("sends-events")
def test_message_arrives_at_once_as_an_event(start_app, listener, post, fresh):
    """A message comes to an open stream as an event with its id and its text, at once."""
    client = start_app({"KEEP_ALIVE": 30}).client()
    texts = [f"{fresh.word()}: <b> 'Ä' ", fresh.word()]

    with client.stream("/events") as stream:
        assert stream.status_code == 200, "The stream must answer 200."
        kind = stream.headers.get("Content-Type", "").partition(";")[0]
        assert kind == "text/event-stream", "The type is what makes a browser listen."
        rules = stream.headers.get("Cache-Control", "").split(",")
        assert "no-cache" in {rule.strip() for rule in rules}, "Nobody may keep a stream."
        reader = listener(stream)
        for text in texts:
            number = post(text, client=client)
            assert reader.event() == (str(number), text), "Id and text must be the message's."


@pytest.mark.concept("sends-events")
def test_messages_from_before_are_not_sent(listen, listener, post, fresh):
    """Without Last-Event-ID a stream begins with the next message; ids are 1, 2, 3."""
    assert [post(fresh.word()), post(fresh.word())] == [1, 2], "Messages are counted from 1."

    with listen() as stream:
        text = fresh.word()
        post(text)
        assert listener(stream).event() == ("3", text), "The first event is the new message."


@pytest.mark.concept("keeps-lines-apart")
def test_text_of_several_lines_is_one_event(listen, listener, post, fresh):
    """A text with line breaks, or one that looks like a field, arrives as it was sent."""
    texts = [f"{fresh.word()}\n{fresh.word()}\n\n{fresh.word()}", f"id: 99\ndata: {fresh.word()}"]

    with listen() as stream:
        reader = listener(stream)
        for text in texts:
            number = post(text)
            assert reader.event() == (str(number), text), "No line break may end the event."


@pytest.mark.concept("reaches-everybody")
def test_every_listener_gets_every_message(listen, listener, post, fresh):
    """Two listeners at the same time both get all messages."""
    texts = [fresh.word() for _ in range(4)]

    with listen() as first, listen() as second:
        for text in texts:
            post(text)
        for stream in (first, second):
            reader = listener(stream)
            got = [reader.event()[1] for _ in texts]
            assert got == texts, "Nobody may miss a message because somebody else got it."


@pytest.mark.concept("stays-alive")
def test_quiet_stream_sends_comments(listen, listener, post, fresh, config):
    """While there is no message, a comment comes every KEEP_ALIVE seconds, and events go on."""
    began = time.monotonic()
    with listen() as stream:
        reader = listener(stream)
        for _ in range(SOME):
            reader.comment()
        passed = time.monotonic() - began
        assert passed > SOME * config["KEEP_ALIVE"] / 2, "Comments must not come more often."
        text = fresh.word()
        post(text)
        assert reader.event()[1] == text, "After comments, events must come as before."


@pytest.mark.concept("resumes")
def test_listener_gets_what_it_has_missed(listen, listener, post, fresh):
    """With Last-Event-ID a stream begins behind that message, and goes on with new ones."""
    texts = [fresh.word() for _ in range(4)]
    numbers = [post(text) for text in texts]

    with listen(headers={"Last-Event-ID": str(numbers[1])}) as stream:
        reader = listener(stream)
        missed = [reader.event() for _ in range(2)]
        assert missed == [("3", texts[2]), ("4", texts[3])], "The missed ones come first."
        text = fresh.word()
        post(text)
        assert reader.event() == ("5", text), "New messages must follow."


@pytest.mark.concept("notices-who-leaves")
def test_listeners_who_leave_are_not_counted(client, listen, listener):
    """GET /listeners counts open streams; one whose client has gone is forgotten soon."""

    def count():
        return client.get("/listeners").json["count"]

    with listen() as first:
        listener(first).comment()
        with listen() as second:
            listener(second).comment()
            assert count() == 2, "Both listeners must be counted."
        for _ in range(LOOKS):
            if count() == 1:
                break
            listener(first).comment()
        assert count() == 1, "Who has hung up must be noticed within some comments."
