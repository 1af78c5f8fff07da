"""Commands, servers and tests."""

import signal

import pytest


@pytest.mark.concept("has-commands")
def test_command_has_input_output_and_exit_code(client, cli, fresh):
    """A command reads, writes to both streams, and ends with its code."""
    name, secret = fresh.name(), fresh.word()
    client.post("/count")
    done = cli("greet", name, input=f"{secret}\n", environ={"SHOP": "corner"})
    assert done.exit_code == 0, "It must end well."
    assert f"Hello, {name}, from corner 1" in done.stdout, "It must greet, on the same database."
    assert "careful" in done.stderr, "It must warn."
    assert secret not in done.stdout + done.stderr, "What is hidden is not shown."
    wrong = cli("greet", name, input="wrong\n")
    assert (wrong.exit_code, "That is wrong." in wrong.stderr) == (1, True), "It must refuse."
    assert cli("nothing").exit_code == 2, "There is no such command."


@pytest.mark.concept("is-served")
def test_gunicorn_serves(process, fresh):
    """A server listens, answers, and ends when it is told to."""
    port, name = fresh.integer(10000, 30000), fresh.name()
    server = process(
        "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "app:create_app()",
        environ={"SHOP": name},
    )  # fmt: skip
    client = server.client(port)
    assert client.get("/shop").json == {"shop": name, "address": "127.0.0.1"}, "It must answer."
    near = client.get("/shop", environ_overrides={"REMOTE_ADDR": "127.0.0.9"})
    assert near.json["address"] == "127.0.0.9", "It must see who asks."
    assert not server.listens(port, "127.0.0.2"), "It must listen on one address."
    assert server.runs, "It must run."
    server.signal(signal.SIGTERM)
    assert server.wait().exit_code == 0, "It must end well."
    assert not server.listens(port), "Nobody must listen any more."
    assert "Booting worker" in server.stderr, "It must say what it did."


@pytest.mark.concept("is-served")
def test_program_that_ends_serves_nothing(process):
    """Who waits for a server that has ended is told so."""
    server = process("python", "-m", "nothing")
    with pytest.raises(AssertionError, match="has ended"):
        server.client(8000)


@pytest.mark.concept("has-tests")
def test_tests_run(process, files):
    """The answer's tests pass, and fail where they must."""
    assert process("pytest", "-q").wait().exit_code == 0, "They must pass."
    files.write("test_more.py", "def test_more(): assert 1 == 2\n")
    done = process("python", "-m", "pytest", "-q").wait()
    assert (done.exit_code, "1 failed, 1 passed" in done.stdout) == (1, True), "One must fail."
