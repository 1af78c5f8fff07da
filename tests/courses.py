"""A small course, and the progress of somebody in the middle of it."""

from datetime import UTC, datetime

from builders import a_kata

from checker.catalog import Concept
from checker.progress import Progress, State
from checker.statistics import statistics

NOW = datetime(2026, 1, 20, 9, 30, tzinfo=UTC)
LEVELS = {"says": "core", "hides": "core", "builds": "strong", "proves": "expert"}


def a_concept(name, number=1, **fields):
    """Return the record of a concept whose level is known by its *name*."""
    usual = {
        "id": name,
        "number": number,
        "title": f"It {name} <what> it must",
        "level": LEVELS.get(name, "core"),
        "red_flag": name == "hides",
        "needs": (),
        "hints": ("Look.",),
    }
    return Concept(**(usual | fields))


def the_kata(name, *concepts, **fields):
    """Return the record of a kata with *concepts*, given by their names; all four if none are."""
    built = tuple(a_concept(one, n) for n, one in enumerate(concepts or LEVELS, start=1))
    return a_kata(**({"id": name, "title": f"The {name}", "concepts": built} | fields))


COURSE = [
    the_kata("hello_app", "says", difficulty="easy", minutes=10),
    the_kata("routing", after=("hello_app",)),
    the_kata("forms", after=("hello_app", "routing"), difficulty="medium"),
    the_kata("streaming", "says", "builds", after=("routing",), difficulty="advanced"),
    the_kata("models", track="data", after=("routing", "not_there"), minutes=45),
    the_kata("jwt_auth", track="security", after=("models",)),
]
TODAY = COURSE[0].suite_digest()  # of no files, as all of this course


def at(day, hour=12):
    """Return the time in January 2026 as progress keeps it."""
    return f"2026-01-{day:02}T{hour:02}:00:00+00:00"


PROGRESS = Progress(
    {
        "hello_app": State(
            tries=3, passed=1, total=1, first_passed=at(2), tries_to_pass=2, suite=TODAY,
            outcomes={"says": "passed"}, first_passes={"says": at(2)}, steps=((at(2), 1),),
        ),
        "routing": State(
            tries=5, passed=4, total=4, first_passed=at(9), tries_to_pass=5, suite="of before",
            given_up=at(8), hints={"says": 1, "builds": 2},
            outcomes=dict.fromkeys(LEVELS, "passed"),
            first_passes={"says": at(4), "hides": at(4), "builds": at(8), "proves": at(9)},
        ),
        "models": State(
            tries=2, passed=1, total=4,
            outcomes={"says": "passed", "hides": "failed", "builds": "failed", "proves": "blocked"},
            first_passes={"says": at(10), "builds": at(10)},
        ),
        "retired": State(tries=1, first_passed=at(1)),
    }
)  # fmt: skip


def counted(progress=PROGRESS, *, katas=COURSE, answered=("forms",), now=NOW):
    """Return the statistics of *progress* in *katas*, with times as they are told."""
    return statistics(katas, progress, answered, now=now, zone=UTC)
