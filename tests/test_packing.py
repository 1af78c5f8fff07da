"""What candidates are given: what the allow-list names, to the byte, and nothing hidden."""

import io
import re
import zipfile
from importlib import metadata

import pytest
from builders import ROOT
from checkouts import CHECKOUT, SHOP, TINY
from gradings import an_assessment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from checker import assessment, catalog, packing
from checker.errors import KataError
from checker.grading import OwnTestsRule, Shown
from checker.submission import read_files

EVERY = [catalog.load_kata(ROOT, name) for name in catalog.kata_ids(ROOT)]
BOTH = [TINY, SHOP]
COMMANDS = "check|doctor|hint|interview|list|progress|solution|start|verify|watch"
LEARNERS = re.compile(
    rf"\bwork/|`make |\bmake ({COMMANDS})\b|KATA=|Follow-up questions|solutions/|hidden/"
)
SMALL = an_assessment("tiny", "shop", id="small")


@pytest.fixture(scope="module")
def everything():
    """Return the files of a take-home of every kata, with all that can be shown."""
    shown = Shown(concepts=True, hints=True)
    rules = an_assessment(*[kata.id for kata in EVERY], shown=shown)
    return packing.pack(ROOT, rules, EVERY)


@pytest.fixture
def small(monkeypatch):
    """Return the files of a take-home of the two small katas."""
    monkeypatch.setattr(packing, "requirements", lambda *_: "flask==3\n")
    return packing.pack(CHECKOUT, SMALL, BOTH)


def a_zip_of(*members):
    """Return a zip of *members*, one after the other, made as ours are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in members:
            packed.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def problems_of(data, files):
    """Return what is wrong with the zip *data*."""
    return packing.prove(data, files, "small", BOTH).problems


def changed(files, **changes):
    """Return a zip of *files* with *changes*: another content by name, None for none."""
    told = sorted((files | changes).items())
    return a_zip_of(*[(f"small/{name}", text) for name, text in told if text is not None])


# What is in it


def test_nothing_but_what_is_named(everything):
    """README and requirements; for each kata its prompt, its hints and the files of its stub."""
    expected = {"README.md", "requirements.txt"}
    for kata in EVERY:
        own = ["README.md", "HINTS.md", *read_files(kata.stub, kata.kept)]
        expected |= {f"{kata.id}/{name}" for name in own}
    assert everything.keys() == expected


@pytest.mark.parametrize("kata", EVERY, ids=lambda kata: kata.id)
def test_every_file_is_what_it_is_made_from(everything, kata):
    """The stub to the byte, but for the one command; the prompt line by line, only less of it."""
    command = f"\n\nCheck it at any time:  make check KATA={kata.id}\n".encode()
    for name, content in read_files(kata.stub, kata.kept).items():
        assert everything[f"{kata.id}/{name}"] == content.replace(command, b"", 1)
    prompt = everything[f"{kata.id}/README.md"].decode().splitlines()
    edited = kata.readme.read_text().replace("`work/", "`")
    edited = edited.replace(f", then type `make check KATA={kata.id}`", "")
    edited = edited.replace(f"`make pytest KATA={kata.id}`", "`python -m pytest`")
    assert [line for line in prompt if line not in edited.splitlines()] == []
    assert prompt[0] == kata.readme.read_text().splitlines()[0]


@pytest.mark.parametrize("kata", EVERY, ids=lambda kata: kata.id)
def test_stub_has_a_first_test(everything, kata):
    """It is the same for learners and candidates, so that it counts as nobody's own."""
    smoke = f"{kata.id}/test_smoke.py"
    assert everything[smoke] == (kata.stub / "test_smoke.py").read_bytes()


@pytest.mark.parametrize("kata", EVERY, ids=lambda kata: kata.id)
def test_no_prompt_names_what_candidates_do_not_have(everything, kata):
    """No command, no folder and no section that is for learners only."""
    for name in ("README.md", "HINTS.md", *read_files(kata.stub, kata.kept)):
        text = everything[f"{kata.id}/{name}"].decode()
        assert not LEARNERS.search(text), name


@pytest.mark.parametrize("kata", EVERY, ids=lambda kata: kata.id)
def test_no_line_of_what_is_hidden_is_inside(everything, kata):
    """Of suite, solution, alternatives and mistakes, but for lines that the stub itself has."""
    stub = {line for text in read_files(kata.stub, kata.kept).values() for line in lines(text)}
    prompt = set(lines(kata.readme.read_bytes().replace(b"`work/", b"`")))
    own = [text for name, text in everything.items() if name.startswith(f"{kata.id}/")]
    given = {line for text in own for line in lines(text)}
    hidden = packing.secrets([kata], [])
    assert hidden
    assert given & hidden.keys() <= stub | prompt


def lines(content):
    """Return the lines of *content* that nobody writes by chance."""
    told = (line.strip() for line in content.decode().splitlines())
    return [line for line in told if len(line) >= packing.TELLING]


@pytest.mark.parametrize(
    ("shown", "concepts", "hints"),
    [
        (Shown(), True, False),
        (Shown(concepts=False), False, False),
        (Shown(hints=True), True, True),
    ],
)
def test_assessment_says_what_is_shown(shown, concepts, hints):
    """Concepts in the prompt, hints in a file beside it."""
    kata = EVERY[0]
    files = packing.pack(ROOT, an_assessment(kata.id, shown=shown), [kata])
    prompt = files[f"{kata.id}/README.md"].decode()
    assert ("## What you show" in prompt) is concepts
    assert (f"{kata.id}/HINTS.md" in files) is hints
    assert kata.concepts[0].hints[0] not in prompt


def test_rules_say_how_it_is_judged(everything):
    """Time, pass mark, weights, each kata, and what the file to hand in is called."""
    text = everything["README.md"].decode()
    assert "Plan for 150 minutes" in text
    assert "core 3, strong 2, expert 1. You need 60 of 100 points" in text
    assert all(f"[`{kata.id}/`]({kata.id}/README.md) | {kata.title} |" in text for kata in EVERY)
    assert "`jane-doe.zip`" in text
    assert "Some mistakes cannot be made up for" in text


def test_rules_say_what_own_tests_count(small):
    """Nothing, or a concept with its condition."""
    assert b"Your own tests are run as well, and are read" in small["README.md"]
    rule = OwnTestsRule(level="expert", coverage=85)
    files = packing.pack(CHECKOUT, an_assessment("tiny", own_tests=rule), [TINY])
    assert b"count as a concept (expert)" in files["README.md"]
    assert b"cover 85 % of the lines" in files["README.md"]


# What it needs


@pytest.mark.parametrize("name", assessment.assessment_ids(ROOT))
def test_everything_that_is_needed_is_pinned(name):
    """Each package is, and whatever a pinned one requires on this platform."""
    rules = assessment.read_assessment(ROOT / f"assessments/{name}.toml", catalog.kata_ids(ROOT))
    katas = [catalog.load_kata(ROOT, part.kata) for part in rules.parts]
    pinned = pins(packing.requirements(ROOT, katas))
    asked = {canonicalize_name(package) for kata in katas for package in kata.packages}
    assert pinned.keys() >= asked | {"flask", "pytest"}
    for package in pinned:
        assert needs_of(package) <= pinned.keys(), package


def test_everything_that_any_kata_needs_is_pinned():
    """The same for all of the catalogue; and what only the checker needs is not among it."""
    pinned = pins(packing.requirements(ROOT, EVERY))
    for package in pinned:
        assert needs_of(package) <= pinned.keys(), package
    assert {version == metadata.version(package) for package, version in pinned.items()} == {True}
    assert not {"rich", "ruff", "mypy", "selenium"} & pinned.keys()


def pins(text):
    """Return the version of each package in requirements *text* that this platform needs."""
    found = [Requirement(line) for line in text.splitlines()]
    here = [one for one in found if not one.marker or one.marker.evaluate()]
    return {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one in here}


def needs_of(package):
    """Return what *package* requires on this platform, without extras."""
    needs = [Requirement(line) for line in metadata.requires(package) or ()]
    here = [n for n in needs if not n.marker or n.marker.evaluate({"extra": ""})]
    return {canonicalize_name(need.name) for need in here}


def test_package_that_is_not_pinned_is_told(tmp_path):
    """With the command that pins it."""
    (tmp_path / "requirements.lock").write_text("flask==3.1.2 \\\n    --hash=sha256:00\n")
    with pytest.raises(KataError, match=r"does not pin flask-sqlalchemy, pytest.*make lock"):
        packing.requirements(tmp_path, [SHOP])


# The proof


def test_archive_is_proven(small):
    """All of it, with names and sizes; a second one is the same to the byte."""
    data = packing.archive(small, "small")
    proof = packing.prove(data, small, "small", BOTH)
    assert proof.problems == ()
    assert proof.files == {f"small/{name}": len(content) for name, content in small.items()}
    assert proof.secrets > 20
    assert packing.archive(dict(reversed(small.items())), "small") == data


def test_changed_byte_is_found(small):
    """In any file."""
    for name, content in small.items():
        data = changed(small, **{name: content + b"\n"})
        assert problems_of(data, small) == (f"small/{name} is not what it should be",)


def test_missing_file_is_found(small):
    """Each of them."""
    for name in small:
        assert problems_of(changed(small, **{name: None}), small) == (f"small/{name} is missing",)


@pytest.mark.parametrize(
    "name", ["small/extra.txt", "tiny/app.py", "small/tiny/", "small/tiny/../x"]
)
def test_added_file_is_found(small, name):
    """Wherever it lies, and folders as well."""
    data = a_zip_of(*[(f"small/{n}", content) for n, content in small.items()], (name, b""))
    assert problems_of(data, small) == (f"{name} does not belong into it",)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_double_name_is_found(small):
    """Different programs unpack different ones of the two."""
    members = [(f"small/{name}", content) for name, content in small.items()]
    for again in (members[0], (members[0][0], b"other")):
        found = problems_of(a_zip_of(*members, again), small)
        assert any(members[0][0] in problem for problem in found)


def test_line_of_a_solution_is_found(small):
    """It is named with where it is from, also where only blanks differ."""
    line = b'  return {"greeting": f"Hello, {name}!"}  \n'
    leaking = small | {"tiny/app.py": small["tiny/app.py"] + line}
    found = problems_of(packing.archive(leaking, "small"), small)
    assert "small/tiny/app.py is not what it should be" in found
    assert any("tiny/app.py holds a line of tiny/app.py" in problem for problem in found)


def test_suite_is_found(small):
    """A hidden file is one that does not belong there, and its lines are told."""
    suite = (TINY.suite / "test_greetings.py").read_bytes()
    data = packing.archive(small | {"tiny/test_more.py": suite}, "small")
    found = problems_of(data, small)
    assert "small/tiny/test_more.py does not belong into it" in found
    assert any("holds a line of tiny/test_greetings.py" in problem for problem in found)


@pytest.mark.parametrize("where", ["before", "behind", "comment"])
def test_bytes_beside_the_files_are_found(small, where):
    """A zip has room for more than files."""
    data = packing.archive(small, "small")
    whole = len(data)
    if where == "comment":
        buffer = io.BytesIO(data)
        with zipfile.ZipFile(buffer, "a") as packed:
            packed.comment = b"the solution"
        data = buffer.getvalue()
    else:
        data = b"the solution" + data if where == "before" else data + b"the solution"
    (problem,) = problems_of(data, small)
    assert problem == f"The archive has {len(data):,} bytes, and its files account for {whole:,}"


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + bytes(50)], ids=len)
def test_what_is_no_zip_is_told(small, data):
    """With the command that makes one."""
    with pytest.raises(KataError, match=r"no zip that can be read.*make pack"):
        packing.prove(data, small, "small", BOTH)
