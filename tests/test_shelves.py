from __future__ import annotations

import os

import pytest
from builders import write_files

from checker import shelves
from checker.errors import KataError


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Work in a folder beside two folders with katas."""
    write_files(tmp_path, {"one/katas/x/kata.toml": "", "two/katas/x/kata.toml": "", "no/x": ""})
    monkeypatch.setenv(shelves.VARIABLE, "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def look_into(monkeypatch, *names):
    """Set the variable to *names*."""
    monkeypatch.setenv(shelves.VARIABLE, os.pathsep.join(map(str, names)))


def test_only_the_checkout_is_searched_by_default(here):
    """Without private folders there is the checkout."""
    assert shelves.shelves(here) == (here,)


def test_variable_names_folders_in_order(here, monkeypatch):
    """A relative folder starts here, a tilde is the home, empty parts are nothing."""
    look_into(monkeypatch, "", "two", "~/one", "")
    assert shelves.shelves(here / "no") == (here / "no", here / "two", here / "one")


def test_same_folder_is_searched_once(here, monkeypatch):
    """A folder that is named twice, in different ways, or is the checkout, is one."""
    look_into(monkeypatch, "one", here / "one", "two/../one")
    assert shelves.shelves(here / "no") == (here / "no", here / "one")
    assert shelves.shelves(here / "one") == (here / "one",)


def test_folders_are_added_behind_those_known(here, monkeypatch):
    """What was added is found after what the variable names, and the command for it is told."""
    look_into(monkeypatch, here / "one")
    told = shelves.add([here / "one", here / "two"])
    assert shelves.private() == (here / "one", here / "two")
    assert told == f"export KATA_PATH={here}/one{os.pathsep}{here}/two"
    assert shelves.add([here / "two"]) == ""


def test_added_folder_stays_the_same_elsewhere(here, monkeypatch):
    """A relative folder is kept as an absolute one."""
    shelves.add([shelves.Path("one")])
    monkeypatch.chdir(here / "no")
    assert shelves.private() == (here / "one",)


def test_folders_that_are_gone_can_be_left_out(here):
    """What an interview remembers may have been taken away since."""
    shelves.add_present([str(here / "gone"), str(here / "no"), str(here / "two")])
    assert shelves.private() == (here / "two",)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone", "KATA_PATH names gone, and there is no such folder."),
        ("no/x", "KATA_PATH names no/x, and there is no such folder."),
        ("no", "KATA_PATH names no, which holds no folder katas/. It is made like this"),
        ("one/katas", "which holds no folder katas/. Did you mean 'one'? It is made"),
        (os.pathsep, f"KATA_PATH is {os.pathsep!r}, which names no folder. Try: unset KATA_PATH"),
    ],
)
def test_useless_variable_is_said(here, monkeypatch, name, words):
    """A person reads which folder is wrong, and what it should be like."""
    monkeypatch.setenv(shelves.VARIABLE, name)
    with pytest.raises(KataError) as caught:
        shelves.shelves(here)
    assert words in str(caught.value)


def test_useless_option_is_said(here):
    """The same for the option, by its own name."""
    with pytest.raises(KataError, match="--katas names gone, and there is no such folder"):
        shelves.add([here.relative_to(here) / "gone"])


def test_folder_that_cannot_be_joined_is_refused(here):
    """A name with what parts folders would become two."""
    write_files(here, {f"a{os.pathsep}b/katas/x/kata.toml": ""})
    with pytest.raises(KataError, match="in its name, which parts KATA_PATH"):
        shelves.add([here / f"a{os.pathsep}b"])
