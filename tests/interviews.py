"""Interviews as the tests see them: records with times of their own, and kills at every step."""

import os
import signal
import sys
from datetime import datetime, timedelta, timezone
from itertools import count

from builders import a_kata

from checker.catalog import Concept
from checker.debrief import Words
from checker.interview import Interview, Snapshot, Taken

START = datetime(2026, 1, 31, 14, 0, tzinfo=timezone(timedelta(hours=1)))
CHANGES = {
    "open",
    "os.rename",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
}
EVIL = "<img src=x onerror=alert(1)> [a](b) | *x* \x1b[2J\u202egnp.py\udcff"


def at(minutes, seconds=0):
    """Return the time so many minutes after the start of the interview."""
    return START + timedelta(minutes=minutes, seconds=seconds)


def digest(letter):
    """Return a digest."""
    return letter * 64


def an_interview(**fields):
    """Return an interview of 90 minutes about two katas, but for *fields*."""
    usual = {
        "id": "2026-01-31-140000",
        "preset": "mid",
        "started": START,
        "ends": at(90),
        "katas": ("routing", "jwt_auth"),
        "fresh": {"routing": digest("a"), "jwt_auth": digest("b")},
    }
    return Interview(**(usual | fields))


def a_closed_interview(closed=None, **taken):
    """Return an interview that was found to be over; *taken* are the answers, unlike the stubs."""
    usual = {"routing": Taken(digest=digest("d")), "jwt_auth": Taken(digest=digest("e"))}
    return an_interview(closed=closed or at(90), taken=usual | taken)


def a_snapshot(minute, outcomes=None, *, letter="c", **fields):
    """Return a snapshot of routing, *minute* minutes after the start, but for *fields*."""
    failed = [name for name, outcome in (outcomes or {}).items() if outcome == "failed"]
    usual = {
        "kata": "routing",
        "outcomes": outcomes or {},
        "asked": {name: f"The test of {name} asks for more." for name in failed},
    }
    return Snapshot(time=at(minute), digest=digest(letter), **(usual | fields))


def a_concept_of(name, number, **fields):
    """Return a concept as it is in the catalogue."""
    usual = {"title": f"What {name} is about", "level": "core", "red_flag": False, "needs": ()}
    return Concept(id=name, number=number, hints=("Think.",), **(usual | fields))


ROUTING = a_kata(
    id="routing",
    title="Routing",
    minutes=35,
    concepts=(
        a_concept_of("answers", 1),
        a_concept_of("methods", 2, title="Other methods answer `405`"),
        a_concept_of("slashes", 3, level="strong", needs=("answers",)),
    ),
)
JWT_AUTH = a_kata(
    id="jwt_auth",
    title="JWT authentication",
    minutes=40,
    track="security",
    difficulty="medium",
    concepts=(
        a_concept_of("issues-token", 1),
        a_concept_of(
            "protects-route", 2, red_flag=True, title="The profile answers 401 without a token"
        ),
        a_concept_of("equal-work", 3, level="expert", needs=("protects-route",)),
    ),
)
KATAS = {kata.id: kata for kata in (ROUTING, JWT_AUTH)}
WORDS = {
    "routing": Words(
        heading="What to say (about 80 seconds)",
        answer='"A view has a rule, and `methods` says what it answers.\n\nThe rest is *405*."',
        questions="1. What does `/a/` do without its slash?\n2. Who answers HEAD?",
    ),
    "jwt_auth": Words(),
}


def changes_files(event, arguments, folder):
    """Whether an audit *event* is a change of files in *folder*, or relative to a part of it."""
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT
    if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & writing):
        return False
    path = os.fsdecode(arguments[0]) if event in CHANGES and arguments[0] else "/"
    return not path.startswith("/") or path.startswith(str(folder))


def killed_before(step, work, folder):
    """Do *work* in a process that is killed before its change number *step* in *folder*.

    Return whether it was, or had come to its end.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            steps = count(1)

            def kill(event, arguments):
                if changes_files(event, arguments, folder) and next(steps) == step:
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(kill)
            work()
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL), "the work itself has failed"
    return code != 0
