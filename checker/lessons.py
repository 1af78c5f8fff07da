"""What the commands for learners do, from their arguments to a text.

Each text ends with the command that is useful next.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from checker import catalog, errata, interview, learning
from checker.errors import KataError
from checker.learning import Learner
from checker.mistakes import all_mistakes
from checker.progress import State
from checker.render import lesson
from checker.statistics import statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import NoReturn

    from checker.catalog import Kata
    from checker.render.text import Screen
    from checker.statistics import Statistics


def learner() -> Learner:
    """Return who works in the checkout around the current folder."""
    return Learner(catalog.find_root())


def where(screen: Screen) -> str:
    """Say how far everything is, and what to do next."""
    return _where(learner(), screen)


def _where(who: Learner, screen: Screen) -> str:
    found = statistics_of(who)
    now = who.progress.of(found.following.id) if found.following else State()
    return lesson.where(found, now, screen)


def statistics_of(who: Learner) -> Statistics:
    """Return what *who* has passed of all katas, as of now."""
    katas = who.katas()
    return statistics(katas, who.progress, who.started(katas), now=datetime.now(UTC))


def go_on(screen: Screen) -> tuple[list[str], str]:
    """Begin the next kata, or find the one that is under way; return notices and a text."""
    who = learner()
    katas, progress = interview.asked(who.workspace.folder, who.katas()), who.progress
    started = who.started(katas)
    kata = learning.next_kata(katas, progress, started)
    if kata is None:
        return [], _where(who, screen)
    notices = who.begin(kata)
    lines = lesson.current(kata, progress.of(kata.id), screen)
    step = f"read the task (make show KATA={kata.id}), edit {_app(who, kata)}, then"
    lines += ["", *screen.next_step(f"{step}: make check KATA={kata.id}")]
    later = [k for k in katas if k.id not in started | {kata.id}]
    following = learning.next_kata(later, progress, set())
    if following and kata.id in started:
        lines += screen.fold(f"Or leave it for now: make check KATA={following.id}", 0, 2)
    return notices, "\n".join([*lines, *lesson.note(progress.note, screen)]) + "\n"


def show(name: str, screen: Screen) -> str:
    """Return the prompt of the kata *name*."""
    from checker.render import markdown

    who = learner()
    kata = who.kata(name)
    page = markdown.render(kata.prompt(), screen)
    return f"{page}\nNext: make check KATA={name}\n"


def hint(name: str, concept: str | None, screen: Screen) -> str:
    """Return one more hint of *concept*, or of the first open one of the kata *name*."""
    who = learner()
    kata = who.kata(name)
    if concept is None and not who.progress.of(kata.id).tries:
        command = f"make check KATA={name}"
        raise KataError(f"{name} was not checked yet, so nothing is known to be open: {command}")
    found = learning.take_hint(who, kata, concept)
    text = lesson.hints(found, screen)
    step = f"Next: make check KATA={name}"
    if len(found) == 1 and len(found[0].hints) < found[0].total:
        again = f"make hint KATA={name}" + (f" CONCEPT={concept}" if concept else "")
        step += f"\n      (one more: {again})"
    return f"{text}\n{step}\n"


def solution(name: str, screen: Screen, *, given_up: bool) -> str:
    """Return the answer to the kata *name*, compared with one's own, and the common mistakes.

    Raises `KataError` if it was not passed, unless *given_up*, which is recorded.
    """
    who = learner()
    kata = who.kata(name)
    interview.refuse_while_running(who.workspace.folder)
    state = who.progress.of(kata.id)
    if not state.first_passed and not state.given_up:
        if not given_up:
            command = f"make solution KATA={name} ARGS=--give-up"
            raise KataError(
                f"{name} is not passed yet. A hint: make hint KATA={name}\n"
                f"To see the solution all the same, which is recorded:\n  {command}"
            )
        learning.give_up(who, kata)
    return explained(who, kata, screen)


def explained(who: Learner, kata: Kata, screen: Screen) -> str:
    """Return what to say, the common mistakes, and one's own answer beside the reference."""
    from checker.render import markdown

    answer = kata.explanation.read_text(encoding="utf-8")
    parts = [markdown.render(answer, screen), _title("Common mistakes", screen)]
    published = _published(who.root, kata)
    parts.append(lesson.mistakes(all_mistakes(kata), published, screen))
    parts += [_title("Your answer and the reference", screen), _compared(who, kata, screen)]
    shown = who.workspace.shown(kata.reference)
    parts.append(f"Next: read {shown}/ and its alternatives/, then: make next\n")
    return "\n".join(parts)


def _title(text: str, screen: Screen) -> str:
    return screen.style(text, "bold") + "\n"


def _compared(who: Learner, kata: Kata, screen: Screen) -> str:
    """Return the learner's app.py beside the reference; other layouts can only be named."""
    from checker.render import comparison

    mine = who.workspace.answer(kata) / "app.py"
    reference = kata.reference / "app.py"
    if not mine.is_file() or not reference.is_file():
        return "(an answer of another layout: compare the folders yourself)\n"
    left, right = (path.read_text(encoding="utf-8", errors="replace") for path in (mine, reference))
    names = who.workspace.shown(mine), who.workspace.shown(reference)
    return comparison.render(left, right, names, screen)


def _published(root: Path, kata: Kata) -> dict[str, tuple[str, str]]:
    return {
        row["id"]: (row["title"], ", ".join(row["questions"].split()))
        for row in errata.read_rows(errata.ERRATA, root, kata)
    }


def run(name: str, port: int, screen: Screen) -> tuple[str, Callable[[], NoReturn]]:
    """Return what to say, and a function that serves one's answer to the kata *name* for good."""
    from checker import serving

    who = learner()
    kata = who.kata(name)
    serving.free_or_refuse(name, port)
    notices = who.begin(kata)
    folder = who.workspace.folder / ".run" / kata.id
    folder.mkdir(parents=True, exist_ok=True)
    settings = serving.settings_of(kata, folder.resolve())
    answer = who.workspace.answer(kata)
    url = f"http://{serving.HOST}:{port}/"
    lines = [*notices, f"Serving {who.workspace.shown(answer)} at {url}", ""]
    if settings:
        lines.append("create_app is given these settings:")
        for key, value in settings.items():
            lines += screen.fold(f"{key} = {value!r}", 2, 4)
        lines.append("")
    lines.append(f"Next: curl -i {url}")
    lines.append("      (Ctrl-C ends it; changes are loaded as you save)")
    return "\n".join([*lines, "", ""]), lambda: serving.serve(answer, settings, port)


def own_tests(name: str, arguments: Sequence[str]) -> tuple[str, Callable[[], NoReturn]]:
    """Return what to say, and a function that becomes pytest with one's own tests for *name*."""
    from checker import serving

    who = learner()
    kata = who.kata(name)
    notices = who.begin(kata)
    answer = who.workspace.answer(kata)
    return "".join(f"{line}\n" for line in notices), lambda: serving.test(answer, arguments)


def reset(name: str, *, undo: bool) -> str:
    """Begin the kata *name* anew, or take that back; nothing is deleted."""
    who = learner()
    kata = who.kata(name)
    workspace = who.workspace
    answer = workspace.shown(workspace.answer(kata))
    if undo:
        try:
            aside = workspace.undo(kata)
        except FileNotFoundError:
            raise KataError(f"There is no backup of {answer}, so nothing to undo.") from None
        lines = [f"{answer} is your latest backup again."]
        lines += [f"What was there is now {workspace.shown(aside)}."] if aside else []
    else:
        backup = workspace.reset(kata)
        who.begin(kata)
        lines = [f"{answer} is the stub again."]
        if backup:
            lines.append(f"Your answer is in {workspace.shown(backup)}.")
            lines.append(f"To bring it back: make reset KATA={name} ARGS=--undo")
    return "\n".join([*lines, "", f"Next: make check KATA={name}"]) + "\n"


def _app(who: Learner, kata: Kata) -> str:
    return f"{who.workspace.shown(who.workspace.answer(kata))}/app.py"
