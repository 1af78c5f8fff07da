"""What a submission can see and reach, with bubblewrap, without it, and where it half works."""

import os
import socket
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from checkouts import HERE, SUBMISSIONS, TINY, outcomes

from checker import runner
from checker.client import Client
from checker.isolation import HIDDEN, Isolation
from checker.sandbox import Box, Sandbox, Zygote
from checker.submission import read_submission
from checker.transport import Transport

CORRECT = read_submission(SUBMISSIONS / "correct")
PROBE = read_submission(HERE / "probe")
FOLDERS = ["/tmp", "/dev/shm", "/box", "/box/app", "/box/data"]  # noqa: S108 - inside
HUGE_PAGES = Path("/sys/kernel/mm/transparent_hugepage/enabled")
ODD = ["correct", "hanging_view", "exits_in_view", "raising_factory", "syntax_error",
       "leaves_a_child", "leaves_a_fork", "leaves_a_child_at_import",
       "writes_files", "writes_beside", "keeps_state", "noisy_view"]  # fmt: skip


class Probe:
    """The probe's application, freshly started in a box."""

    def __init__(self, box):
        """Start it in *box*."""
        self.application = box.start({}, environ={}, clock=0, record=[], timeout=10)
        self.client = Client(Transport(self.application.path, [], lambda: 10.0, 10.0))

    def ask(self, page, **query):
        """Ask for *page* with *query* and return the JSON of the answer."""
        return self.client.get(page, query_string=query).json


@contextmanager
def box_with_probe(sandbox):
    """Load the probe into a box of its own."""
    with sandbox.open() as box:
        box.unpack(PROBE)
        box.load(10)
        yield box


@contextmanager
def probe(box):
    """Start the probe in *box*, and stop it."""
    probe = Probe(box)
    yield probe
    probe.application.stop()


@pytest.fixture(scope="module")
def sandbox(needs_bwrap):
    """Open a sandbox of the machine's best kind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOKEN_OF_THE_TEACHER", "secret")
        with Sandbox(["flask"], TINY.limits, needs_bwrap) as sandbox:
            yield sandbox


@pytest.fixture(scope="module")
def inside(sandbox):
    """Start the probe."""
    with box_with_probe(sandbox) as box, probe(box) as inside:
        yield inside


def test_this_machine_nests_namespaces(sandbox, inside):
    """Where bubblewrap works and nothing forbids it, each submission has its own namespaces."""
    assert inside.ask("/self")["own"] > 1
    assert str(sandbox.isolation) == "isolated"
    assert sandbox.isolation.reason == ""


@pytest.mark.parametrize(
    "path",
    [
        Path(__file__),
        TINY.suite,
        Path(runner.__file__),
        Path(sys.prefix),
        Path("/etc/shadow"),
        Path("/var"),
        Path("/home"),
        Path("/proc/1"),
        Path("/sys"),
    ],
    ids=["tests", "suite", "checker", "venv", "users", "var", "homes", "proc", "sys"],
)
def test_application_does_not_see(inside, path):
    """Neither the repository nor a home nor the machine's state can be seen from inside."""
    assert path.exists()
    assert inside.ask("/exists", path=str(path)) == {"exists": False}


def test_application_sees_no_user_but_itself(inside):
    """The only user whom an application can look up is the one it runs as."""
    assert inside.ask("/read", path="/etc/passwd")["text"].startswith("candidate:x:1000:1000:")
    assert len(inside.ask("/read", path="/etc/passwd")["text"].splitlines()) == 1


@pytest.mark.parametrize("name", ["kata.toml", "test_greetings", "mistakes.toml", "ANSWER.md"])
def test_application_finds_nothing_of_the_checker(inside, name):
    """Wherever an application looks, there is no suite, no solution, no checker."""
    assert inside.ask("/find", name=name) == {"found": []}


def test_application_cannot_import_test_tools(inside):
    """pytest, which some katas have programs for, is not there for an application."""
    assert "_pytest" not in inside.ask("/self")["modules"]
    assert inside.ask("/import", names="pytest,_pytest") == {"found": []}


def test_application_cannot_import_what_only_the_checker_uses(inside):
    """It does not come to depend on packages that no kata has, and the checker may replace."""
    known = {name for name in HIDDEN if find_spec(name)}
    assert known >= {"checker", "justhtml", "markdown_it", "mdurl", "rich"}
    assert inside.ask("/import", names=",".join([*known, "flask"])) == {"found": ["flask"]}


@pytest.mark.skipif(
    not HUGE_PAGES.exists() or "[never]" in HUGE_PAGES.read_text(), reason="this kernel has none"
)
def test_large_memory_comes_in_huge_pages(inside):
    """What a password hash takes is there after a few page faults, not one for each 4 KiB."""
    told = inside.ask("/allocate", size=32)
    assert told["size"] == 32
    assert told["faults"] < 32 * 2**20 / 4096 / 4


def test_application_knows_nothing_of_the_machine(inside):
    """Environment, arguments, paths and host name tell nothing about who checks and where."""
    seen = inside.ask("/self")
    told = str([seen["environment"], seen["arguments"], seen["paths"]])
    assert "TOKEN_OF_THE_TEACHER" not in told
    assert str(HERE.parent) not in told
    assert "kata-" not in told
    assert seen["user"] == 1000


def test_application_holds_no_more_descriptors_than_it_needs(inside):
    """Besides its standard streams, an application holds its sockets and its selector only."""
    assert len(inside.ask("/self")["descriptors"]) <= 8


@pytest.mark.parametrize("path", ["/usr/bin/python", "/box-worker/x.py", "/box-packages/x.py",
                                  "/x", "/proc/x", "/bin/x"])  # fmt: skip
def test_application_cannot_write_outside_of_its_folders(inside, path):
    """System, libraries and the checker's own files inside are read-only."""
    assert inside.ask("/write", path=path)["error"] != ""


def test_application_cannot_mount(inside):
    """An application has no privileges, not even inside of its namespaces."""
    assert inside.ask("/mount") == {"mounted": []}


def test_network_of_the_machine_is_out_of_reach(inside):
    """A port that listens on this machine cannot be reached from inside, nor can any other."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        socket.create_connection(("127.0.0.1", port), 1).close()
        query = {"host": "127.0.0.1", "port": port}
        assert inside.ask("/connect", **query)["error"] == "ConnectionRefusedError"
    query = {"host": "192.0.2.1", "port": 80}
    assert inside.ask("/connect", **query)["error"] == "OSError"


def test_abstract_socket_of_the_machine_is_out_of_reach(inside):
    """A socket without a file, which any process of the machine may connect to, is not there."""
    name = f"tests-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0{name}")
        server.listen()
        query = {"name": name}
        told = inside.ask("/connect-abstract", **query)
    assert told["error"] == "ConnectionRefusedError"


def test_application_sees_only_its_own_processes(inside):
    """Its own process, the loader and the supervisor are all that an application sees."""
    seen = inside.ask("/processes")
    assert seen["own"] in seen["seen"]
    assert len(seen["seen"]) == 3
    assert max(seen["seen"]) < 100


def test_submissions_do_not_see_each_other(sandbox):
    """What one submission writes anywhere is not there for another that runs beside it."""
    with (
        box_with_probe(sandbox) as one, probe(one) as first,
        box_with_probe(sandbox) as other, probe(other) as second,
    ):  # fmt: skip
        for folder in FOLDERS:
            assert first.ask("/write", path=f"{folder}/note")["error"] == ""
            assert first.ask("/exists", path=f"{folder}/note") == {"exists": True}
            assert second.ask("/exists", path=f"{folder}/note") == {"exists": False}
        assert len(second.ask("/processes")["seen"]) == 3


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_is_carried_from_test_to_test(sandbox, folder):
    """What one test's application wrote anywhere is gone before the next test."""
    with box_with_probe(sandbox) as box:
        with probe(box) as first:
            assert first.ask("/write", path=f"{folder}/note")["error"] == ""
        box.reset()
        with probe(box) as second:
            assert second.ask("/exists", path=f"{folder}/note") == {"exists": False}


def checked(names, isolation):
    """Check the submissions *names* with *isolation*; return the reports."""
    reports = []
    answers = [read_submission(SUBMISSIONS / name) for name in names]
    runner.check_all(TINY, answers, reports.append, isolation=isolation)
    return reports


def test_one_sandbox_each_gives_the_same_verdicts(needs_bwrap, reports):
    """Where namespaces cannot be nested, a sandbox for each submission judges the same."""
    names = [*ODD[:5], "writes_files"]
    found = checked(names, needs_bwrap._replace(nested=False))
    assert {report.isolation for report in found} == {"isolated, one sandbox each"}
    assert [outcomes(report) for report in found] == [outcomes(reports[name]) for name in names]


def test_no_sandbox_gives_the_same_verdicts(reports):
    """Without bubblewrap the same processes judge the same, and the report says how."""
    found = checked(ODD, Isolation(nested=False))
    assert {report.isolation for report in found} == {"not isolated"}
    assert [outcomes(report) for report in found] == [outcomes(reports[name]) for name in ODD]


def test_missing_bubblewrap_is_said_with_the_remedy(monkeypatch, tmp_path):
    """Without bubblewrap the report has one note that says so and what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    report = runner.check(TINY, CORRECT)
    assert report.outcome == "passed"
    assert report.isolation == "not isolated"
    assert [note for note in report.notes if "bubblewrap" in note] == list(report.notes)
    assert len(report.notes) == 1


def test_bubblewrap_that_does_not_start_is_done_without(tmp_path):
    """A bwrap that fails is told in a note with its own words, and the check goes on."""
    report = runner.check(TINY, CORRECT, isolation=Isolation(bwrap=broken_bwrap(tmp_path)))
    assert report.outcome == "passed"
    assert report.isolation == "not isolated"
    assert report.notes == (
        "bubblewrap does not work here: bwrap: No permissions to create new namespace",
    )


def broken_bwrap(folder):
    """Write a program that fails as bwrap does where it is not allowed."""
    path = folder / "bwrap"
    path.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    path.chmod(0o755)
    return str(path)


def test_refused_nesting_falls_back_to_one_sandbox_each(needs_bwrap, monkeypatch):
    """Where the kernel refuses namespaces inside bubblewrap, each submission gets its own."""
    ask = Zygote.ask

    def refusing(zygote, message, descriptors=()):
        if zygote.isolation.nested and message["op"] == "serve":
            return {"refused": "unshare: Operation not permitted"}
        return ask(zygote, message, descriptors)

    monkeypatch.setattr(Zygote, "ask", refusing)
    report = runner.check(TINY, CORRECT, isolation=needs_bwrap)
    assert report.outcome == "passed"
    assert report.isolation == "isolated, one sandbox each"
    assert report.notes == ("nested namespaces are refused: unshare: Operation not permitted",)


BOTH = pytest.mark.parametrize("isolation", [None, Isolation(nested=False)], ids=["best", "none"])


@BOTH
def test_dead_zygote_is_replaced(isolation):
    """When the process that starts submissions is gone, another one takes its place."""
    with Sandbox(["flask"], TINY.limits, isolation) as sandbox:
        sandbox.open().close()
        kill(sandbox.zygote)
        with sandbox.open() as box:
            assert box.dead is None


def kill(zygote):
    """End *zygote* as the kernel would when memory runs out."""
    zygote.process.kill()
    zygote.process.wait()


@pytest.fixture
def dying(monkeypatch):
    """Let the zygote die as often as the list says, each time when a submission was loaded."""
    deaths = []
    load = Box.load

    def dying(box, timeout):
        load(box, timeout)
        if deaths and os.getpid() == box.owner:
            deaths.pop()
            kill(box.zygote)

    monkeypatch.setattr(Box, "load", dying)
    return deaths


@BOTH
def test_check_is_repeated_when_the_zygote_dies_meanwhile(dying, isolation):
    """A check during which our own process ends is done once more, and nobody notices."""
    dying += ["once"]
    report = runner.check(TINY, CORRECT, isolation=isolation)
    assert dying == []
    assert outcomes(report) == ["passed", "passed", "passed"]
    assert report.problem == ""


def test_zygote_that_dies_twice_is_a_problem_of_the_checker(needs_bwrap, dying):
    """If that happens again, the check says so, and no concept is held against the submission."""
    dying += ["once", "twice"]
    report = runner.check(TINY, CORRECT, isolation=needs_bwrap)
    assert dying == []
    assert report.outcome == "checker problem"
    assert "ended during the check, twice" in report.problem
    assert set(outcomes(report)) <= {"checker problem", "blocked", "passed"}


def test_library_that_is_not_installed_is_no_obstacle_to_the_start():
    """A kata may name a package that is missing here; answers that use it fail, not the check."""
    packages = ["flask", "flask-teleport"]
    with (
        Sandbox(packages, TINY.limits, Isolation(nested=False)) as sandbox,
        sandbox.open() as box,
    ):
        assert box.dead is None
