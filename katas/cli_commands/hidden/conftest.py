"""Ways to run the commands, and somebody who types at a terminal."""

import json

import pytest

TYPIST = "typist.py"
TYPING = '''
"""Run flask at a terminal of its own, type lines when it waits for them unseen, tell what is seen.

Arguments: seconds that all may take, seconds to wait for a terminal that hides what is typed,
the lines as JSON, and flask's own arguments.
"""

import json, os, pty, select, signal, sys, termios, time

limit, patience, lines, *arguments = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    from flask.cli import main

    sys.argv = ["flask", *arguments]
    try:
        sys.exit(main())
    finally:
        sys.stdout.flush()

seen, ended = b"", False
deadline = time.monotonic() + float(limit)


def look(until, seconds=limit):
    """Read until *until* holds or it is too late; return whether it holds."""
    global seen, ended
    latest = min(deadline, time.monotonic() + float(seconds))
    while not until() and not ended and time.monotonic() < latest:
        if select.select([terminal], [], [], 0.01)[0]:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                part = b""
            seen, ended = seen + part, not part
    return until()


def hides():
    return not termios.tcgetattr(terminal)[3] & termios.ECHO


def asks():
    return seen and not seen.endswith(b"\\n")


hidden = []
for line in json.loads(lines):
    look(lambda: hides() or seen)
    hidden.append(look(hides, patience))
    if not hidden[-1]:
        break
    look(asks, patience)
    before = len(seen)
    os.write(terminal, line.encode() + b"\\n")
    # What is typed before the program has taken the line is thrown away.
    look(lambda: b"\\n" in seen[before:], patience)
if all(hidden):
    look(lambda: ended)
if not ended:
    os.kill(pid, signal.SIGKILL)
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(json.dumps({"hidden": hidden, "seen": seen.decode(errors="replace"), "exit_code": status}))
'''


@pytest.fixture
def config(files):
    """Say where the database is, for the terminal's sake, which `cli` does not have."""
    return {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{files.path('../data/app.db')}"}


@pytest.fixture
def run(cli):
    """Give a function that runs a command of the group."""

    def run(*arguments, **surroundings):
        return cli("users", *arguments, **surroundings)

    return run


@pytest.fixture
def type_at_terminal(process, files, config):
    """Give a function that types *lines* while a command of the group runs at a terminal."""

    def type_at_terminal(lines, *arguments):
        files.write(TYPIST, TYPING)
        target = f"app:create_app({config!r})"
        typist = process(
            "python", TYPIST, "6", "2", json.dumps(lines), "--app", target, "users", *arguments
        )
        return json.loads(typist.wait(within=8).stdout)

    return type_at_terminal


@pytest.fixture
def create_admin(run):
    """Give a function that creates an administrator, the password given twice through a pipe."""

    def create_admin(email, password):
        return run("create-admin", email, input=f"{password}\n{password}\n")

    return create_admin


@pytest.fixture
def stored(database):
    """Give a function that returns the role of each user in the table, by address."""

    def stored():
        rows = database.rows("SELECT email, role FROM users ORDER BY id")
        assert len({row["email"] for row in rows}) == len(rows), "An address must be one row."
        return {row["email"]: row["role"] for row in rows}

    return stored


@pytest.fixture
def users(client, database, fresh):  # noqa: ARG001 - the application creates the table
    """Give a function that adds users with these roles past the application."""

    def users(*roles):
        added = {fresh.email(): role for role in roles}
        for email, role in added.items():
            database.execute(
                "INSERT INTO users (email, role) VALUES (:email, :role)", email=email, role=role
            )
        return added

    return users
