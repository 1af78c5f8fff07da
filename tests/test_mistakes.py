from __future__ import annotations

import pytest
from builders import a_catalog_concept, a_kata, write_files

from checker import mistakes
from checker.errors import CatalogError
from checker.mistakes import Edit

KATA = a_kata(id="shop", concepts=(a_catalog_concept(id="lists-items"),))
MISTAKES = """\
[[mistakes]]
id = "forgets-items"
source = "E01"
why = "Nothing is listed."
breaks = ["lists-items"]
edits = [{ file = "app.py", find = "items", replace = "" }]
"""


@pytest.fixture
def refused_mistakes(tmp_path):
    """Return the error of a mistakes.toml in which one text was replaced by another."""

    def read(find, replace):
        write_files(tmp_path, {"mistakes.toml": MISTAKES.replace(find, replace, 1)})
        with pytest.raises(CatalogError) as caught:
            mistakes.read_mistakes(tmp_path, KATA)
        return caught.value

    return read


def test_mistakes_are_read(tmp_path):
    """Every field of mistakes.toml arrives."""
    folder = write_files(tmp_path, {"mistakes.toml": MISTAKES})
    (mistake,) = mistakes.read_mistakes(folder, KATA)
    assert (mistake.id, mistake.source, mistake.breaks) == (
        "forgets-items",
        "E01",
        ("lists-items",),
    )
    assert mistake.edits == (Edit(file="app.py", find="items", replace=""),)


@pytest.mark.parametrize(
    ("find", "replace", "line", "problem"),
    [
        ("breaks =", "breakes =", 5, "unknown field 'breakes'. Did you mean 'breaks'?"),
        ('["lists-items"]', '["list-items"]', 5, "Did you mean 'lists-items'?"),
        ('["lists-items"]', "[]", 5, "breaks nothing"),
        ("replace =", "replase =", 1, "unknown field 'replase'. Did you mean 'replace'?"),
        ('find = "items"', 'find = ""', 1, "'find' must be a text that is not empty"),
        (MISTAKES, MISTAKES * 2, 8, "is defined twice"),
    ],
    ids=["field", "concept", "nothing", "edit", "empty-find", "twice"],
)
def test_a_broken_mistake_is_said_with_its_line(refused_mistakes, find, replace, line, problem):
    """An author reads what is wrong, where, and what was probably meant."""
    error = refused_mistakes(find, replace)
    assert (error.line, problem in error.problem) == (line, True)


def test_missing_mistakes_are_said(tmp_path):
    """A solution without mistakes.toml is incomplete."""
    with pytest.raises(CatalogError, match="this file is missing"):
        mistakes.read_mistakes(tmp_path, KATA)


def edit(find, replace, file="app.py"):
    """Return one edit."""
    return Edit(file=file, find=find, replace=replace)


def test_edits_are_made_one_after_the_other(tmp_path):
    """A later edit sees what an earlier one made, and the given files stay as they were."""
    files = {"app.py": b"a = 1\n"}
    changed = mistakes.apply_edits(
        files, [edit("a = 1", "b = 2"), edit("b = 2", "c = 3")], tmp_path
    )
    assert (changed, files) == ({"app.py": b"c = 3\n"}, {"app.py": b"a = 1\n"})


@pytest.mark.parametrize(("text", "count"), [(b"", 0), (b"items items", 2)])
def test_an_edit_must_find_its_place_once(tmp_path, text, count):
    """An edit that fits nowhere, or in two places, is an author's mistake with its line."""
    path = write_files(tmp_path, {"mistakes.toml": MISTAKES}) / "mistakes.toml"
    with pytest.raises(CatalogError, match=f"it stands there {count} x") as caught:
        mistakes.apply_edits({"app.py": text}, [edit("items", "")], path)
    assert caught.value.line


def test_an_edit_of_a_missing_file_is_said(tmp_path):
    """A slip in a file's name is answered with the file that is there."""
    with pytest.raises(CatalogError, match=r"edits 'ap\.py'\. Did you mean 'app\.py'\?"):
        mistakes.apply_edits({"app.py": b""}, [edit("a", "b", file="ap.py")], tmp_path)
