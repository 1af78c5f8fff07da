"""What candidates read: the rules of a take-home, and the prompts without what is not for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.report import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.catalog import Kata
    from checker.grading import Assessment, Shown

COMMAND = re.compile(r", then type `make check KATA=\w+`")
OWN_TESTS = re.compile(r"`make pytest KATA=\w+`")
IN_STUB = re.compile(rb"\n\nCheck it at any time:  make check KATA=\w+\n")
SECTIONS = re.compile(r"^(?=## )", re.MULTILINE)
CONCEPTS, QUESTIONS = "## What you show", "## Follow-up questions"


def prompt(readme: str, shown: Shown) -> str:
    """Return the *readme* of a kata for candidates: without commands that they do not have.

    The questions of the talk afterwards are left out, and the concepts unless they are *shown*.
    """
    hidden = (QUESTIONS,) if shown.concepts else (CONCEPTS, QUESTIONS)
    kept = [part for part in SECTIONS.split(readme) if not part.startswith(hidden)]
    text = COMMAND.sub("", "".join(kept)).replace("`work/", "`")
    text = OWN_TESTS.sub("`python -m pytest`", text)
    return text.rstrip() + "\n"


def stub(content: bytes) -> bytes:
    """Return a file of a stub without the command that only learners have."""
    return IN_STUB.sub(b"", content, count=1)


def hints(kata: Kata) -> str:
    """Return all hints of *kata*, by concept."""
    lines = [f"# Hints for {kata.title}", "", "They go from vague to concrete."]
    for concept in kata.concepts:
        lines += ["", f"## {concept.title}", "", *(f"1. {hint}" for hint in concept.hints)]
    return "\n".join(lines) + "\n"


def rules(assessment: Assessment, katas: Sequence[Kata]) -> str:
    """Return the README of the archive: what is asked, how it is run, counted and handed in."""
    first = katas[0].id
    rows = "\n".join(f"| [`{kata.id}/`]({kata.id}/README.md) | {kata.title} |" for kata in katas)
    return f"""# {assessment.title}

{assessment.about}

Plan for {assessment.minutes} minutes. Each folder is a task of its own, to be done in any order:

| folder | task |
|---|---|
{rows}

In each of them `README.md` says what to build, and the other files are what you start from.
`test_smoke.py` has one or two first tests.

## Set up

You need Python 3.11 or newer. In this folder:

```
python3 -m venv .venv
.venv/bin/pip install -r requirements.txt
cd {first}
../.venv/bin/python -m pytest
```

On Windows it is `.venv\\Scripts\\python` in place of `.venv/bin/python`.

## How your answers are judged

- Tests that you do not see call your application over HTTP. They check what the task's README
  promises, and nothing else; where it leaves something open, the choice is yours.
- Every answer runs without a network, with the packages in `requirements.txt` and no others.
{_counted(assessment)}
- {_own_tests(assessment)}
- Answers are compared with each other. What help is allowed is up to those who sent you this.

## Hand in

Pack this folder, without `.venv`, as a `.zip` or `.tar.gz` that is called like you, for example
`jane-doe.zip`. Keep the names of the folders. A task that you have not done may be left out.
"""


def _counted(assessment: Assessment) -> str:
    weights = ", ".join(f"{level} {assessment.weights[level]:g}" for level in LEVELS)
    lines = [
        "- Each task is judged by concepts, ideas that an answer gets right or not. What a concept",
        f"  counts: {weights}. You need {assessment.pass_mark} of 100 points.",
    ]
    if assessment.red_flags_fail:
        lines += [
            "- Some mistakes cannot be made up for, such as passwords in plain text or a door that",
            "  stands open to everybody.",
        ]
    return "\n".join(lines)


def _own_tests(assessment: Assessment) -> str:
    if rule := assessment.own_tests:
        return (
            f"Your own tests count as a concept ({rule.level}): in each task they are there, all\n"
            f"  pass, and they cover {rule.coverage} % of the lines of your answer."
        )
    return (
        "Your own tests are run as well, and are read: write those that you would write at work,\n"
        "  in `test_smoke.py` or other files called `test_....py`."
    )
