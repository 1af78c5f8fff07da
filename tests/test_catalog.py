from __future__ import annotations

import pytest
from builders import ROOT, write_files

from checker import catalog
from checker.errors import CatalogError, KataError, UnknownKataError

KATA = """\
format = 1
title = "Shop"
track = "data"
difficulty = "easy"
minutes = 20
packages = ["flask"]
questions = ["verve-02"]

[[concepts]]
id = "lists-items"
title = "Items are listed"
level = "core"
red_flag = true
hints = ["a", "b"]

[[concepts]]
id = "adds-items"
title = "Items are added"
level = "strong"
needs = ["lists-items"]
hints = ["a"]
"""


@pytest.fixture
def root(tmp_path):
    """Return a checkout with one kata."""
    (tmp_path / "solutions").mkdir()
    return write_files(tmp_path, {"katas/shop/kata.toml": KATA})


@pytest.fixture
def refused(root):
    """Return the error of a kata.toml in which one text was replaced by another."""

    def read(find, replace):
        path = root / "katas" / "shop" / "kata.toml"
        assert find in KATA
        path.write_text(KATA.replace(find, replace, 1), encoding="utf-8")
        with pytest.raises(CatalogError) as caught:
            catalog.load_kata(root, "shop")
        return caught.value

    return read


def test_a_kata_is_read(root):
    """Every field of kata.toml arrives, with its default where there is one."""
    kata = catalog.load_kata(root, "shop")
    assert (kata.id, kata.title, kata.track, kata.minutes, kata.after, kata.limits) == (
        "shop", "Shop", "data", 20, (), catalog.Limits(),
    )  # fmt: skip
    assert [(c.id, c.number, c.level, c.red_flag, c.needs) for c in kata.concepts] == [
        ("lists-items", 1, "core", True, ()),
        ("adds-items", 2, "strong", False, ("lists-items",)),
    ]


def test_the_parts_of_a_kata_are_found(root):
    """Prompt, stub and suite lie in the kata's folder."""
    kata = catalog.load_kata(root, "shop")
    parts = [
        path.relative_to(kata.folder).as_posix() for path in (kata.readme, kata.stub, kata.suite)
    ]
    assert parts == ["README.md", "stub", "hidden"]


def test_settings_to_try_an_answer_with_are_read(root):
    """They are passed on as they are; there are none by default."""
    assert catalog.load_kata(root, "shop").example == {}
    toml = root / "katas" / "shop" / "kata.toml"
    toml.write_text(f'{KATA}\n[run.config]\nSHOP = {{ name = "{{folder}}", items = [1] }}\n')
    assert catalog.load_kata(root, "shop").example == {"SHOP": {"name": "{folder}", "items": [1]}}
    toml.write_text(f"{KATA}\n[run]\nconfg = 1\n")
    with pytest.raises(CatalogError, match=r"unknown field 'confg'\. Did you mean 'config'"):
        catalog.load_kata(root, "shop")


def test_limits_override_the_defaults(root):
    """A kata may take longer than others, and says only what differs."""
    write_files(root, {"katas/shop/kata.toml": f"{KATA}\n[limits]\ntest = 30\n"})
    assert catalog.load_kata(root, "shop").limits == catalog.Limits(test=30)


@pytest.mark.parametrize("name", ["shpo", "../shop", "", "Shop", "shop/", "katas"])
def test_an_unknown_kata_is_said(root, name):
    """Neither a slip nor a path is taken for a kata."""
    with pytest.raises(UnknownKataError):
        catalog.load_kata(root, name)


def test_a_slip_is_offered_the_near_match(root):
    """A misspelt kata is answered with the right one."""
    with pytest.raises(UnknownKataError, match=r"Did you mean 'shop'\? See: make list"):
        catalog.load_kata(root, "shpo")


@pytest.mark.parametrize(
    ("find", "replace", "line", "problem"),
    [
        ("title =", "titel =", 2, "unknown field 'titel'. Did you mean 'title'?"),
        ("red_flag =", "redflag =", 13, "unknown field 'redflag'. Did you mean 'red_flag'?"),
        ("format = 1", "format = 2", 1, "format 2 is not supported, only 1"),
        ("format = 1", "format = true", 1, "'format' must be a whole number of 1 or more"),
        ('"data"', '"date"', 3, "'track' is 'date'. Did you mean 'data'?"),
        ('"easy"', '"hard"', 4, "'difficulty' is 'hard'."),
        ('"strong"', '"stong"', 19, "'level' is 'stong'. Did you mean 'strong'?"),
        ("minutes = 20", "minutes = 0", 5, "'minutes' must be a whole number of 1 or more"),
        ("minutes = 20", "minutes = 2.5", 5, "'minutes' must be a whole number of 1 or more"),
        ('["flask"]', '"flask"', 6, "'packages' must be a list of texts"),
        ('"Shop"', '" "', 2, "'title' must be a text that is not empty"),
        ("red_flag = true", 'red_flag = "yes"', 13, "'red_flag' must be true or false"),
        ('"adds-items"', '"Adds items"', 17, "'id' must be lower-case words joined by '-'"),
        ('"adds-items"', '"lists-items"', 17, "the concept 'lists-items' is defined twice"),
        ('["lists-items"]', '["list-items"]', 20, "Did you mean 'lists-items'?"),
        ('["lists-items"]', '["adds-items"]', 20, "which is no earlier concept"),
        ('hints = ["a"]', "", 16, "'hints' is missing"),
        ("minutes = 20", "minutes = = 20", 5, "not valid TOML"),
    ],
    ids=["field", "field-of-concept", "format", "format-kind", "track", "difficulty", "level",
         "zero", "fraction", "text-for-list", "blank", "text-for-flag", "id", "twice", "need",
         "later-need", "missing", "syntax"],
)  # fmt: skip
def test_a_broken_field_is_said_with_its_line(refused, find, replace, line, problem):
    """An author reads what is wrong, where, and what was probably meant."""
    error = refused(find, replace)
    assert (error.line, problem in error.problem) == (line, True)


def test_a_line_is_right_behind_a_comment(refused):
    """A comment after a heading does not shift the lines of what follows."""
    heading = '[[concepts]]\nid = "lists-items"'
    error = refused(heading, heading.replace("]]\n", "]]  # the first\n").replace("lists", "Lists"))
    assert error.line == 10


def test_a_kata_without_concepts_is_refused(root):
    """A kata that judges nothing is an author's mistake."""
    text = KATA.partition("[[concepts]]")[0] + "concepts = []\n"
    write_files(root, {"katas/shop/kata.toml": text})
    with pytest.raises(CatalogError, match="at least one"):
        catalog.load_kata(root, "shop")


@pytest.mark.parametrize(
    "limit", ["tset = 1", "test = 0", "test = -1", 'test = "5"', "test = true", "test = nan",
              "check = inf", "memory = 0.5"]
)  # fmt: skip
def test_a_limit_that_is_none_is_refused(root, limit):
    """Limits are positive numbers, whole where they must be, with known names."""
    write_files(root, {"katas/shop/kata.toml": f"{KATA}\n[limits]\n{limit}\n"})
    with pytest.raises(CatalogError):
        catalog.load_kata(root, "shop")


def test_a_file_that_is_no_text_is_said(root):
    """Bytes that are not UTF-8 are an author's mistake, in words."""
    (root / "katas" / "shop" / "kata.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogError, match="not UTF-8"):
        catalog.load_kata(root, "shop")


def test_katas_come_by_track_and_in_teaching_order(root):
    """What others come after is listed before them, within its track."""
    write_files(
        root,
        {
            "katas/aaa/kata.toml": KATA.replace("minutes", 'after = ["shop"]\nminutes'),
            "katas/zoo/kata.toml": KATA.replace('"data"', '"basics"'),
        },
    )
    assert [kata.id for kata in catalog.load_katas(root)] == ["zoo", "shop", "aaa"]


def test_katas_that_come_after_each_other_are_listed(root):
    """Advice that runs in a circle does no harm."""
    write_files(
        root,
        {
            "katas/zoo/kata.toml": KATA.replace("minutes", 'after = ["shop"]\nminutes'),
            "katas/shop/kata.toml": KATA.replace("minutes", 'after = ["zoo"]\nminutes'),
        },
    )
    assert len(catalog.load_katas(root)) == 2


def test_the_root_is_found_from_inside(root):
    """Commands work in any folder of a checkout."""
    assert catalog.find_root(root / "katas" / "shop") == root.resolve()


def test_the_root_is_that_of_the_code_elsewhere(tmp_path):
    """Outside of a checkout, the one that this code belongs to is used."""
    assert catalog.find_root(tmp_path) == ROOT


def test_the_error_of_a_missing_root_is_for_people(tmp_path, monkeypatch):
    """Where there is no checkout at all, a person is told what to do."""
    monkeypatch.setattr(catalog, "__file__", str(tmp_path / "checker" / "catalog.py"))
    with pytest.raises(KataError, match="Run this inside the project's folder"):
        catalog.find_root(tmp_path)
