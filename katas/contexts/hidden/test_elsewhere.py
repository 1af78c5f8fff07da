"""What works where there is no request: commands, scripts, other applications, threads."""

import pytest

TWO = """
first, second = answer({first!r}), answer({second!r})
told = []
with first.app_context():
    told.append(count_notes())
    with second.app_context():
        told.append(count_notes())
        with first.app_context():
            told.append(count_notes())
        told.append(count_notes())
    told.append(count_notes())
print(json.dumps(told))
"""
COUNT = """
with answer({path!r}).app_context():
    told = count_notes()
events = [line.split()[0] for line in open({path!r} + ".journal")]
print(json.dumps([told, events.count("open") == events.count("close")]))
"""


@pytest.mark.concept("works-in-commands")
def test_commands_use_the_same_functions(cli, client, fresh):
    """The command add stores a note whose author is the system, and the command count counts."""
    text = fresh.text(20)

    added = cli("add", f" {text} ")
    assert added.exit_code == 0, "The command must end with 0."
    note = {"id": 1, "author": "system", "text": text}
    assert client.get("/notes").json == [note], "The note must be there, from the system."
    client.post("/notes", json={"text": fresh.text(20)})
    counted = cli("count")
    assert counted.exit_code == 0, "The command must end with 0."
    assert counted.stdout.strip() == "2", "The command must print the number of notes."


@pytest.mark.concept("closes-outside-requests")
def test_nothing_stays_open_after_start_and_command(client, cli, journal, all_closed):
    """No connection is open when the application has started, nor when a command has ended."""
    client.get("/health")
    assert all_closed(), "When the application has started no connection may be open."
    before = len(journal()[0])
    assert cli("count").stdout.strip() == "0", "There are no notes."
    assert len(journal()[0]) > before, "To count, a connection is needed."
    assert all_closed(), "It must be closed when the command has ended."


@pytest.mark.concept("closes-outside-requests")
def test_nothing_stays_open_after_a_context(script, config, journal, all_closed):
    """The connection of a context that a script has pushed is closed when the context ends."""
    told, closed = script(COUNT.format(path=config["DATABASE"]))

    assert told == 0, "There are no notes."
    assert journal()[0], "To count, a connection is needed."
    assert closed, "It must be closed when the context has ended."
    assert all_closed(), "No connection may be open at the end."


@pytest.mark.concept("uses-current-application")
def test_innermost_context_decides(start_app, config, files, script, fresh):
    """In contexts of two applications within each other, the innermost one's notes count."""
    paths = [config["DATABASE"], files.path("../data/other.db")]
    counts = fresh.choice([(1, 3), (3, 2), (2, 1)])
    for path, count in zip(paths, counts, strict=True):
        running = start_app({"DATABASE": path})
        for _ in range(count):
            running.client().post("/notes", json={"text": fresh.text(20)})

    told = script(TWO.format(first=paths[0], second=paths[1]))

    first, second = counts
    assert told == [first, second, first, second, first], "Each has the notes of its database."


@pytest.mark.concept("works-in-background")
def test_import_goes_on_after_the_answer(visitor, go, notes, all_closed, fresh):
    """An import is answered at once and goes on, with the author and a connection of its own."""
    name, texts = fresh.name(), [f"slow {fresh.word()}", fresh.text(20)]
    browser = visitor(name)

    answer = browser.post("/imports", json={"texts": texts})
    assert answer.status_code == 202, "An import must be accepted with 202."
    assert answer.json == {"count": 2}, "The answer tells how many texts there are."
    assert browser.get("/notes").json == [], "The answer may not wait for the proofreader."
    go()
    told = [(note["author"], note["text"]) for note in notes(browser, len(texts))]
    assert told == [(name, text) for text in texts], "All texts must be there, by their author."
    assert all_closed(), "The connection of the thread must be closed when it has ended."
