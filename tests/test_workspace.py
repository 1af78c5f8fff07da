from __future__ import annotations

import shutil

import pytest
from builders import a_kata, tree, write_files

from checker.workspace import Workspace, stub_digests

STUB = {"app.py": "stub\n", "test_smoke.py": "smoke\n", "templates/a.html": "a\n"}


@pytest.fixture
def kata(tmp_path):
    """Return a kata with a stub."""
    folder = tmp_path / "katas" / "hello_app"
    write_files(folder / "stub", STUB)
    return a_kata(folder)


@pytest.fixture
def workspace(tmp_path):
    """Return the workspace of a fresh checkout."""
    return Workspace(tmp_path)


def test_the_stub_is_copied_on_first_use(workspace, kata):
    """A learner finds the whole stub under work/."""
    assert workspace.begin(kata)
    assert tree(workspace.folder / "hello_app") == STUB


def test_the_stub_is_copied_once(workspace, kata):
    """The second use finds an answer and says so."""
    workspace.begin(kata)
    assert not workspace.begin(kata)


def test_an_answer_is_never_overwritten(workspace, kata):
    """Whatever the learner wrote, removed or added stays."""
    workspace.begin(kata)
    answer = workspace.answer(kata)
    (answer / "test_smoke.py").unlink()
    write_files(answer, {"app.py": "mine\n", "models.py": "mine too\n"})
    before = tree(answer)
    workspace.begin(kata)
    assert tree(answer) == before


def test_an_empty_folder_is_an_answer(workspace, kata):
    """Even a folder that the learner has emptied is not filled behind their back."""
    workspace.answer(kata).mkdir(parents=True)
    assert not workspace.begin(kata)
    assert tree(workspace.folder) == {}


def test_caches_of_the_stub_are_not_copied(workspace, kata):
    """What running the stub in place left behind is not handed out."""
    write_files(kata.stub, {"__pycache__/app.pyc": "", ".pytest_cache/x": "", ".env": ""})
    workspace.begin(kata)
    assert tree(workspace.answer(kata)) == STUB


def test_the_stub_itself_stays(workspace, kata):
    """The stub is copied, not moved."""
    workspace.begin(kata)
    assert tree(kata.stub) == STUB


def test_a_half_made_copy_is_invisible(workspace, kata, monkeypatch):
    """An interrupted copy is no answer; the next use begins anew."""

    def interrupted(_source, target, **_options):
        write_files(target, {"app.py": "half"})
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copytree", interrupted)
        with pytest.raises(KeyboardInterrupt):
            workspace.begin(kata)
    assert not workspace.answer(kata).exists()
    assert workspace.begin(kata)


def test_an_interrupted_copy_leaves_no_rubbish(workspace, kata, monkeypatch):
    """What was copied so far is taken away."""

    def interrupted(_source, target, **_options):
        write_files(target, {"app.py": "half"})
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "copytree", interrupted)
    with pytest.raises(KeyboardInterrupt):
        workspace.begin(kata)
    assert list(workspace.folder.iterdir()) == []


def test_the_answer_may_be_entered_by_others(workspace, kata):
    """The copy has the stub's permissions, not those of a temporary folder."""
    workspace.begin(kata)
    mode = workspace.answer(kata).stat().st_mode
    assert mode == kata.stub.stat().st_mode


def test_a_path_is_shown_as_it_is_typed(workspace, kata, monkeypatch):
    """Inside the checkout, paths are relative."""
    monkeypatch.chdir(workspace.root)
    assert workspace.shown(workspace.answer(kata)) == "work/hello_app"


def test_a_path_elsewhere_is_shown_in_full(workspace, kata, monkeypatch):
    """From another folder, a path is not a chain of dots."""
    workspace.folder.mkdir()
    monkeypatch.chdir(workspace.folder)
    assert workspace.shown(kata.stub) == str(kata.stub)


@pytest.fixture
def begun(workspace, kata):
    """Return what the stub was when the answer began with it."""
    workspace.begin(kata)
    return stub_digests(kata)


def test_unchanged_stub_changes_nothing(workspace, kata, begun):
    """An answer is left alone as long as the stub is what it was."""
    write_files(workspace.answer(kata), {"app.py": "mine\n"})
    before = tree(workspace.folder)
    assert workspace.update(kata, begun) == ([], [])
    assert tree(workspace.folder) == before


def test_new_file_of_the_stub_is_copied(workspace, kata, begun):
    """What the stub has got since is needed by the tests, perhaps."""
    write_files(kata.stub, {"data/given.py": "given\n"})
    path = workspace.answer(kata) / "data" / "given.py"
    assert workspace.update(kata, begun) == ([path], [])
    assert path.read_text() == "given\n"


def test_file_that_was_taken_away_stays_away(workspace, kata, begun):
    """Whoever has removed a file did so on purpose."""
    (workspace.answer(kata) / "test_smoke.py").unlink()
    write_files(kata.stub, {"test_smoke.py": "newer\n"})
    assert workspace.update(kata, begun) == ([], [])
    assert not (workspace.answer(kata) / "test_smoke.py").exists()


def test_same_change_is_no_conflict(workspace, kata, begun):
    """Who has made the same change is told nothing."""
    write_files(kata.stub, {"app.py": "newer\n"})
    write_files(workspace.answer(kata), {"app.py": "newer\n"})
    assert workspace.update(kata, begun) == ([], [])


def test_updated_file_keeps_its_mode(workspace, kata, begun):
    """A file that was replaced can be read like the others."""
    write_files(kata.stub, {"app.py": "newer\n"})
    ((path,), _) = workspace.update(kata, begun)
    assert path.stat().st_mode == (kata.stub / "app.py").stat().st_mode


def test_reset_keeps_the_answer(workspace, kata, begun):  # noqa: ARG001 - there is an answer
    """The stub is back, and everything that was there is in the backup."""
    write_files(workspace.answer(kata), {"app.py": "mine\n", "notes.txt": "mine, too\n"})
    before = tree(workspace.answer(kata))
    backup = workspace.reset(kata)
    assert tree(workspace.answer(kata)) == STUB
    assert tree(backup) == before


def test_reset_can_be_undone_and_that_as_well(workspace, kata, begun):  # noqa: ARG001 - the same
    """Undo brings the latest backup back and keeps what was there as a backup."""
    answer = workspace.answer(kata)
    for text in ("first\n", "second\n"):
        write_files(answer, {"app.py": text})
        workspace.reset(kata)
    aside = workspace.undo(kata)
    assert (answer / "app.py").read_text() == "second\n"
    assert tree(aside) == STUB
    assert workspace.undo(kata) is not None
    assert tree(answer) == STUB


def test_reset_of_nothing_begins(workspace, kata):
    """Without an answer there is nothing to keep."""
    assert workspace.reset(kata) is None
    assert tree(workspace.answer(kata)) == STUB


def test_undo_without_a_backup_is_told(workspace, kata):
    """There is nothing to bring back."""
    with pytest.raises(FileNotFoundError):
        workspace.undo(kata)
