"""Every folder of tests/hostile: answers that attack the checker, judged beside a neighbour.

Each folder's NOTE.md says what the attack tries, what holds it, and the verdict it must get.
"""

import ctypes
import gc
import importlib.util
import os
import re
import socket
import statistics
import sys
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from canaries import (
    NOTE,
    Canaries,
    Footprint,
    Neighbour,
    Neighbourhood,
    Observation,
    forget_peak,
    sandboxed,
    strangers,
    zygote_below,
)
from checkouts import HERE, SUBMISSIONS, TINY
from processes import descendants, reap_orphans, wait_until

from checker import runner
from checker.errors import CheckerProblem, SubmissionPathError
from checker.isolation import Isolation
from checker.report import ConceptResult, Report, TestResult
from checker.sandbox import Sandbox
from checker.submission import read_submission

HOSTILE = HERE / "hostile"
NAMES = sorted(path.name for path in HOSTILE.iterdir() if path.is_dir())
LEAST = 60
LOAD_SECONDS = 1.0
# How much more is tolerated, in MiB. Small objects of large answers leave gaps that are used again;
# what were kept of each of the large ones would be more.
DESCRIPTORS, MEMORY, PEAK = 3, 64, 96
NOTE_OF_THE_WARDEN = re.compile(r"(memory|files)\.\d+")  # it may come late; the next box removes it
ONE_EACH = ["lies_on_the_control_socket", "lies_on_the_loaders_channel", "kills_everything",
            "traces_its_parents", "takes_descriptors_of_others", "searches_the_file_system",
            "connects_to_the_network", "makes_namespaces", "patches_the_worker",
            "exits_with_zero_at_import"]  # fmt: skip
EACH_ATTACK = pytest.mark.parametrize("name", NAMES)


def expected_of(name):
    """Return the verdict that the note of the attack *name* promises."""
    return NOTE.fullmatch((HOSTILE / name / "NOTE.md").read_text())["verdict"]


def submission_of(name, canaries, folder):
    """Return the attack *name*, aimed at *canaries*, as a submission."""
    aimed = canaries.aim(HOSTILE / name, folder / name)
    if not (aimed / "make.py").is_file():
        return read_submission(aimed)
    spec = importlib.util.spec_from_file_location(f"make_{name}", aimed / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return read_submission(module.make(aimed))


def give_memory_back():
    """Hand freed memory to the kernel, so that what is still in use can be seen."""
    gc.collect()
    with suppress(AttributeError):  # glibc has it
        ctypes.CDLL(None).malloc_trim(0)


class Watch:
    """Lets attacks loose one after the other, and observes each of them."""

    def __init__(self, canaries, temporary, folder):
        """Look for files that are left in *temporary*; build submissions in *folder*."""
        self.canaries, self.temporary, self.folder = canaries, temporary, folder
        self.found = {}
        self.numbers = count()

    def run(self, names):
        """Check *names* through one zygote; begin anew behind one that broke the check."""
        names = list(names)
        while names:
            rest = iter(names)
            try:
                runner.check_all(TINY, self._submissions(rest), self._look, seed=1)
            except Exception as error:  # noqa: BLE001 - whatever an attack could cause
                self.found[self.name] = Observation(verdict="crash", problems=(repr(error),))
            names = list(rest)

    def _submissions(self, names):
        for name in names:
            self.name = name
            sandbox = Neighbourhood.latest
            sandbox.settle()
            self.restarts, sandbox.noticed = sandbox.restarts, []
            self.files = self._files()
            forget_peak(os.getpid())
            try:
                submission = submission_of(
                    name, self.canaries, self.folder / str(next(self.numbers))
                )
            except SubmissionPathError as error:
                touched = tuple(self.canaries.touched())
                self.found[name] = Observation(verdict="refused", words=str(error), touched=touched)
                continue
            yield submission

    def _look(self, report):
        sandbox = Neighbourhood.latest
        noticed = list(sandbox.noticed)
        if sandbox.restarts > self.restarts:
            noticed.append("its zygote is gone")
        bwrap = sandbox.zygote.process.pid
        left = strangers(self._outliving(bwrap, sandbox.residents))
        noticed += sandbox.neighbour.changes()
        self.found[self.name] = Observation.of(
            report,
            self.canaries,
            left=left,
            files=tuple(sorted(self._files() - self.files)),
            neighbour=tuple(noticed),
            grader=Footprint.of(os.getpid()),
            zygote=Footprint.of(zygote_below(bwrap)),
        )

    def _outliving(self, bwrap, residents):
        def strange():
            reap_orphans()
            return descendants(bwrap) ^ residents

        try:
            wait_until(lambda: not strange(), "processes are left", seconds=3)
        except AssertionError:
            return strange()
        return set()

    def _files(self):
        here = {
            f"{path}"
            for path in self.temporary.rglob("*")
            if self.folder not in path.parents and not NOTE_OF_THE_WARDEN.fullmatch(path.name)
        }
        everywhere = [entry for place in ("/tmp", "/dev/shm") for entry in Path(place).iterdir()]  # noqa: S108 - whatever an attack left there
        marked = {f"{path}" for path in everywhere if self.canaries.prefix in path.name}
        return (here | marked) - {str(self.canaries.folder)}


@pytest.fixture(scope="module")
def canaries():
    """Lay out what attacks are after."""
    found = Canaries()
    yield found
    found.close()


@pytest.fixture(scope="module")
def neighbour(canaries, tmp_path_factory):
    """Return what moves the neighbour into a box."""
    folder = canaries.aim(HERE / "hostile_neighbour", tmp_path_factory.mktemp("home") / "diary")
    submission = read_submission(folder)
    return lambda box: Neighbour(box, submission, canaries.secrets["neighbour"])


@pytest.fixture(scope="module")
def sandboxes(needs_bwrap):
    """Skip where each submission needs a sandbox of its own: no neighbour can live there."""
    with Sandbox(["flask"], TINY.limits, sandboxed(needs_bwrap)) as sandbox:
        sandbox.open().close()
        isolation = sandbox.isolation
    if not isolation.nested:
        assert "CI" not in os.environ, f"CI must nest namespaces: {isolation.reason}"
        pytest.skip(isolation.reason)
    return sandboxed(isolation)


@pytest.fixture(scope="module")
def watch(sandboxes, canaries, neighbour, temporary_folder, tmp_path_factory):
    """Return a watch over sandboxes in which the neighbour lives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "LOAD_SECONDS", LOAD_SECONDS)
        patch.setattr(runner, "Sandbox", Neighbourhood)
        patch.setattr(Neighbourhood, "move_in", staticmethod(neighbour))
        patch.setattr(Neighbourhood, "canaries", canaries)
        patch.setattr(Isolation, "best", lambda: sandboxes)
        yield Watch(canaries, temporary_folder, tmp_path_factory.mktemp("attacks"))


@pytest.fixture(scope="module")
def attacks(watch):
    """Let all attacks loose through one warm zygote and one grading process."""
    watch.run(NAMES)
    return watch.found


@EACH_ATTACK
def test_attack_gets_the_verdict_of_its_note(attacks, name):
    """An attack is judged as what it answers, and never becomes a problem of the checker."""
    seen = attacks[name]
    assert seen.problems == (), f"{name}: a problem of the checker"
    told = f"{name}: expected {expected_of(name)!r}, got {seen.verdict!r} ({seen.words})"
    assert seen.answers(expected_of(name)), told


@EACH_ATTACK
def test_attack_is_a_real_one(attacks, name):
    """No attack fails by a mistake in its own code."""
    assert attacks[name].blunders == (), f"{name}: the attack is broken"


@EACH_ATTACK
def test_attack_cannot_take_longer_than_the_limits(attacks, name):
    """Each test and the whole check of an attack end in time."""
    seen = attacks[name]
    told = f"{name}: the slowest test took {seen.slowest:.1f} s, the check {seen.seconds:.1f} s"
    assert seen.within_limits, told


@EACH_ATTACK
def test_attack_leaves_nothing_behind(attacks, name):
    """When the report is delivered, no process and no file of an attack is left."""
    assert attacks[name].left == (), f"{name}: processes are left, or the neighbour's are gone"
    assert attacks[name].files == (), f"{name}: files are left"


@EACH_ATTACK
def test_attack_reaches_nothing_of_the_machine(attacks, name):
    """An attack gets no secret into its report and touches no file, port or socket outside."""
    assert attacks[name].stolen == (), f"{name}: secrets are in its report"
    assert attacks[name].touched == (), f"{name}: canaries were touched"


@EACH_ATTACK
def test_attack_does_not_reach_its_neighbour(attacks, name):
    """An honest answer beside an attack is served as before and finds all its things untouched."""
    assert attacks[name].neighbour == (), f"{name}: the neighbour noticed"


@pytest.mark.parametrize("process", ["grader", "zygote"])
def test_attacks_do_not_wear_the_checker_out(attacks, process):
    """Descriptors and memory of the long-lived processes do not grow from attack to attack."""
    seen = [getattr(seen, process) for seen in attacks.values() if getattr(seen, process)]
    third = len(seen) // 3 + 1
    for what, tolerance in (("descriptors", DESCRIPTORS), ("memory", MEMORY)):
        first, last = (
            min(getattr(footprint, what) for footprint in part)
            for part in (seen[:third], seen[-third:])
        )
        told = f"{what} of the {process}: {first:g} in the first third, {last:g} in the last"
        assert last <= first + tolerance, told


@EACH_ATTACK
def test_attack_does_not_fill_the_memory_of_the_checker(attacks, name):
    """However much an attack answers, the grading process holds only what its limits allow."""
    usual = statistics.median(seen.grader.memory for seen in attacks.values() if seen.grader)
    peak = attacks[name].grader.peak if attacks[name].grader else 0  # refused before the check
    assert peak <= usual + PEAK, f"{name}: {peak:g} MiB were in use, {usual:g} are usual"


@pytest.mark.parametrize("name", [name for name in ONE_EACH if name in NAMES])
def test_one_sandbox_each_gives_the_same_verdict(needs_bwrap, canaries, tmp_path, name):
    """Where namespaces cannot be nested, an attack gets the same verdict and no further."""
    isolation = sandboxed(Isolation(bwrap=needs_bwrap.bwrap, nested=False))
    submission = submission_of(name, canaries, tmp_path)
    reports = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "LOAD_SECONDS", LOAD_SECONDS)
        patch.setattr(runner, "Sandbox", Sandbox)  # no neighbour could live there
        patch.setattr(Sandbox, "_ready_zygote", _only_sandboxed(Sandbox._ready_zygote))
        runner.check_all(TINY, [submission], reports.append, seed=1, isolation=isolation)
    seen = Observation.of(reports[0], canaries)
    assert reports[0].isolation == "isolated, one sandbox each"
    told = f"{name}: expected {expected_of(name)!r}, got {seen.verdict!r} ({seen.words})"
    assert seen.answers(expected_of(name)), told
    assert seen.within_limits, f"{name}: took {seen.slowest:.1f} s, {seen.seconds:.1f} s in all"
    assert (seen.problems, seen.stolen, seen.touched) == ((), (), ()), name


def _only_sandboxed(ready_zygote):
    def checked(sandbox):
        zygote = ready_zygote(sandbox)
        sandboxed(sandbox.isolation)
        return zygote

    return checked


@EACH_ATTACK
def test_note_has_its_form(name):
    """A note holds three lines: the attack, the defence and the verdict."""
    text = (HOSTILE / name / "NOTE.md").read_text()
    assert NOTE.fullmatch(text), f"{name}: {text!r}"


@EACH_ATTACK
def test_folder_holds_an_answer_or_makes_one(name):
    """A folder holds app.py, app/ or make.py."""
    places = ("app.py", "app/__init__.py", "make.py")
    assert any((HOSTILE / name / place).is_file() for place in places), name


def test_there_are_many_attacks():
    """Nobody empties the folder unnoticed."""
    assert len(NAMES) >= LEAST


def report_of(outcome="passed", logs="", **more):
    """Return a report on one concept whose one test ended with *outcome*."""
    test = TestResult(
        name="test_x.py::test_x", concept="x", requirement="X.", outcome=outcome, logs=logs,
        seconds=more.pop("slowest", 0.1), message="told",
    )  # fmt: skip
    concept = ConceptResult(
        id="x", number=1, title="X", level="core", red_flag=False, outcome=outcome,
        evidence="observed", tests=(test,),
    )  # fmt: skip
    settings = {"kata": "tiny", "title": "Tiny", "submission": "x", "digest": "0", "seed": 1,
                "isolation": "isolated", "seconds": 0.1, "started": ""} | more  # fmt: skip
    return Report(concepts=(concept,), **settings)


@pytest.fixture
def fresh_canaries():
    """Lay out other canaries."""
    found = Canaries()
    yield found
    found.close()


@pytest.mark.parametrize(
    "disguise",
    [str, str.upper, lambda text: f"x{text}y", lambda text: text[::-1],
     lambda text: text.encode().hex(),
     lambda text: "Y2FuYXJ5" + __import__("base64").b64encode(text.encode()).decode()[8:]],
    ids=["plain", "upper", "within", "reversed", "hexadecimal", "base64"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["file", "variable", "neighbour"])
def test_stolen_secret_is_noticed(fresh_canaries, name, disguise):
    """A secret in a report is found, also in a thin disguise."""
    report = report_of(logs=disguise(fresh_canaries.secrets[name]))
    assert Observation.of(report, fresh_canaries).stolen == (name,)


def test_name_of_a_canary_is_no_secret(fresh_canaries):
    """An attack may tell what it was aimed at."""
    report = report_of(logs=f"{fresh_canaries.prefix} {fresh_canaries.file}")
    assert Observation.of(report, fresh_canaries).stolen == ()


def test_connections_are_noticed(fresh_canaries):
    """Whoever connects to the port or to the abstract socket, or sends there, is counted once."""
    socket.create_connection(("127.0.0.1", fresh_canaries.port)).close()
    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect(f"\0{fresh_canaries.socket}")
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.sendto(b"hello", ("127.0.0.1", fresh_canaries.port))
    assert fresh_canaries.touched() == [
        "port: accepted a connection",
        "datagrams: received b'hello'",
        "socket: accepted a connection",
    ]
    assert fresh_canaries.touched() == []


@pytest.mark.parametrize(
    "touch",
    [
        lambda path: path.write_text("mine"),
        os.utime,
        lambda path: path.chmod(0o600),
        lambda path: path.unlink(),
        lambda path: path.with_name("other").write_text("mine"),
    ],
    ids=["written", "touched", "changed", "removed", "another"],
)
def test_changed_file_is_noticed(fresh_canaries, touch):
    """Whatever is done to the file or beside it is noticed once."""
    touch(fresh_canaries.file)
    assert len(fresh_canaries.touched()) == 1
    assert fresh_canaries.touched() == []


def test_changed_variable_is_noticed(fresh_canaries):
    """A change of the checker's environment is noticed."""
    del os.environ[fresh_canaries.variable]
    assert fresh_canaries.touched() == ["the variable was changed"]


def test_visits_to_the_neighbour_are_noticed(sandboxes, neighbour):
    """A request that is not the harness's own, and a lost neighbour, are noticed."""
    with Sandbox(["flask"], TINY.limits, sandboxes) as sandbox:
        resident = neighbour(sandbox.open())
        sandbox.open().close()
        assert resident.changes() == []
        resident.client.get("/elsewhere")
        assert resident.changes() == ["visits: was [], is ['an unexpected request']"]
        sandbox.zygote.tell({"op": "kill", "id": resident.box.number})
        wait_until(lambda: "not answer" in str(resident.changes()), "the neighbour's end")
        resident.application.control.close()
        resident.box.control.close()


def test_facts_about_the_machine_are_noticed(fresh_canaries, monkeypatch):
    """What only this machine has is a secret, too."""
    monkeypatch.setattr(sys.modules["canaries"], "facts", lambda: [("address", "0a:1b:2c")])
    assert fresh_canaries.stolen("at 0A:1B:2C") == ["address"]


def test_name_taken_on_the_machine_is_noticed(fresh_canaries):
    """A marked socket outside of the sandbox is found while it is there."""
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(f"\0{fresh_canaries.prefix}mine")
        assert len(fresh_canaries.bound()) == 1
    assert fresh_canaries.bound() == []


def test_broken_attack_is_noticed(fresh_canaries):
    """An attack that does not run as it is meant to is told from one that is held."""
    seen = Observation.of(report_of(logs="NameError: name 'Path' is not defined"), fresh_canaries)
    assert seen.blunders == ("NameError: name 'Path' is not defined",)


def test_problem_of_the_checker_is_noticed(fresh_canaries):
    """A checker problem is never taken for a verdict."""
    seen = Observation.of(report_of("checker problem"), fresh_canaries)
    assert seen.problems == ("told",)
    assert not seen.answers("failed")


@pytest.mark.parametrize(
    ("verdict", "words", "expected", "answer"),
    [
        ("failed, blocked, failed", "", "failed, blocked, failed", True),
        ("passed, passed, passed", "", "failed, blocked, failed", False),
        ("refused", "it is a link", "refused: a link", True),
        ("error, blocked, error", "it is a link", "refused: a link", True),
        ("refused", "it is a FIFO", "refused: a link", False),
        ("failed, blocked, failed", "it is a link", "refused: a link", False),
    ],
)
def test_verdict_is_compared_exactly(verdict, words, expected, answer):
    """Only the promised verdict, or a refusal in the promised words, will do."""
    assert Observation(verdict=verdict, words=words).answers(expected) is answer


def test_late_report_is_noticed(fresh_canaries):
    """A test or a check that took too long is noticed."""
    seen = Observation.of(report_of(), fresh_canaries)
    assert seen.within_limits
    assert not replace(seen, slowest=TINY.limits.test + 2.1).within_limits
    assert not replace(seen, seconds=TINY.limits.check + 2.1).within_limits


def test_attack_is_never_let_loose_without_a_sandbox(monkeypatch):
    """Where bubblewrap fails, the harness stops before the first attack."""
    monkeypatch.setattr(Neighbourhood, "move_in", None)
    with (
        Neighbourhood(["flask"], TINY.limits, Isolation(nested=False)) as sandbox,
        pytest.raises(CheckerProblem, match="in a sandbox only"),
    ):
        sandbox.open()


def test_watch_notices_what_an_attack_does(watch, monkeypatch):
    """An honest answer in the place of an attack is seen as what it is, and nothing else is."""
    monkeypatch.setattr(sys.modules[__name__], "HOSTILE", SUBMISSIONS)
    watch.run(["correct", "wrong_name"])
    seen = watch.found.pop("correct")
    assert seen.verdict == "passed, passed, passed"
    assert watch.found.pop("wrong_name").verdict == "passed, failed, passed"
    assert (seen.left, seen.files, seen.neighbour, seen.touched) == ((), (), (), ())
