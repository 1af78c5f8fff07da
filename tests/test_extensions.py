"""A private kata that extends another one: what it inherits, what it adds, and its proof."""

from __future__ import annotations

import hashlib
import shutil

import pytest
from builders import write_files
from checkouts import CHECKOUT, PRIVATE, SHOP, TINY, edit, outcomes, results_of

from checker import catalog, runner, shelves, verification
from checker.errors import CatalogError, KataError
from checker.mistakes import all_mistakes
from checker.submission import read_submission

NAMES = ["echo", "shop_plus", "tiny_plus"]


@pytest.fixture
def look_into(monkeypatch):
    """Let the catalogue see the katas of a folder."""
    return lambda folder: monkeypatch.setenv(shelves.VARIABLE, str(folder))


@pytest.fixture
def tiny_plus(look_into):
    """Return the extension with a concept, a prompt and an answer of its own."""
    look_into(PRIVATE)
    return catalog.load_kata(CHECKOUT, "tiny_plus")


@pytest.fixture
def shop_plus(look_into):
    """Return the extension that only has more tests."""
    look_into(PRIVATE)
    return catalog.load_kata(CHECKOUT, "shop_plus")


# The catalogue


def test_private_katas_are_among_the_others(look_into):
    """They are listed by track, difficulty and what comes before, as public ones are."""
    look_into(PRIVATE)
    assert catalog.kata_ids(CHECKOUT) == sorted([*NAMES, "shop", "tiny"])
    assert {kata.id for kata in catalog.load_katas(CHECKOUT)} == {*NAMES, "shop", "tiny"}


def test_same_id_in_two_folders_is_said(look_into, private):
    """Nobody could tell which one is meant, so both folders are named."""
    (private / "katas" / "echo").rename(private / "katas" / "tiny")
    look_into(private)
    with pytest.raises(KataError) as caught:
        catalog.kata_ids(CHECKOUT)
    both = f"{CHECKOUT / 'katas' / 'tiny'} and {private / 'katas' / 'tiny'}"
    assert f"Two katas are called 'tiny': {both}" in str(caught.value)


def test_private_folder_is_no_root(look_into, private, checkout):
    """Who works inside of a private folder still has the answers in the checkout above it."""
    inside = checkout / "private"
    private.rename(inside)
    assert catalog.find_root(inside / "katas") == inside.resolve()
    look_into(inside)
    assert catalog.find_root(inside / "katas") == checkout.resolve()


def test_folder_with_an_odd_name_is_said(look_into, private):
    """A name that cannot be typed as a kata's is the author's slip."""
    (private / "katas" / "echo").rename(private / "katas" / "My Echo")
    look_into(private)
    with pytest.raises(CatalogError, match="folder's name must be lower-case words"):
        catalog.load_katas(CHECKOUT)


# What an extension is


def test_fields_are_those_of_the_base_unless_given(tiny_plus, shop_plus):
    """Only what differs is written down; limits and settings are laid over the base's."""
    assert (tiny_plus.title, tiny_plus.minutes) == ("Tiny and a little more", 10)
    assert (tiny_plus.track, tiny_plus.packages) == (TINY.track, TINY.packages)
    assert (tiny_plus.questions, tiny_plus.limits.test) == (TINY.questions, 2)
    assert tiny_plus.limits.request == TINY.limits.request == 0.5
    assert (shop_plus.title, shop_plus.after, shop_plus.example) == (
        SHOP.title, SHOP.after, SHOP.example,
    )  # fmt: skip


def test_concepts_are_appended(tiny_plus, shop_plus):
    """Those of the base come first, with their numbers, and may be needed by new ones."""
    assert tiny_plus.concepts[:3] == TINY.concepts
    (own,) = tiny_plus.own_concepts
    assert (own.id, own.number, own.needs) == ("greets-politely", 4, ("greets-by-name",))
    assert (shop_plus.concepts, shop_plus.own_concepts) == (SHOP.concepts, ())


def test_parts_are_those_of_the_base_unless_there(tiny_plus, shop_plus):
    """Prompt, stub, answer, alternatives: the nearest one counts."""
    assert tiny_plus.readme == PRIVATE / "katas" / "tiny_plus" / "README.md"
    assert tiny_plus.reference == PRIVATE / "solutions" / "tiny_plus"
    assert (tiny_plus.stub, tiny_plus.explanation) == (TINY.stub, TINY.explanation)
    assert (shop_plus.readme, shop_plus.reference) == (SHOP.readme, SHOP.reference)
    assert shop_plus.alternatives == CHECKOUT / "solutions" / "shop" / "alternatives"


def test_all_suites_and_solutions_are_hidden(shop_plus):
    """Nothing of the base may be seen either."""
    assert shop_plus.suites == (SHOP.suite, shop_plus.suite)
    assert set(shop_plus.hidden) == {*SHOP.hidden, shop_plus.suite, shop_plus.solution}


def test_prompt_of_the_base_names_the_own_folder(private, look_into, checkout):
    """Paths and commands in an inherited prompt are those that work for the extension."""
    readme = checkout / "katas" / "shop" / "README.md"
    readme.write_text("`work/shop/app.py`, `make check KATA=shop`, shop, `work/shops`\n")
    look_into(private)
    prompt = catalog.load_kata(checkout, "shop_plus").prompt()
    told = "`work/shop_plus/app.py`, `make check KATA=shop_plus`, shop, `work/shops`\n"
    assert prompt == told


@pytest.mark.parametrize("path", ["katas/shop/hidden/test_items.py", "katas/shop/kata.toml"])
def test_digest_changes_with_the_base(private, look_into, checkout, path):
    """A verdict of before is none for a suite whose base has changed."""
    look_into(private)
    before = catalog.load_kata(checkout, "shop_plus").digest()
    (checkout / path).write_text((checkout / path).read_text() + "# more\n")
    assert catalog.load_kata(checkout, "shop_plus").digest() != before


def test_digest_of_a_kata_without_base_is_the_one_of_ever():
    """Who passed a kata is not told that its tests have changed."""
    suite = TINY.suite / "test_greetings.py"
    expected = hashlib.sha256(b"test_greetings.py\0" + suite.read_bytes() + b"\0")
    assert TINY.suite_digest() == expected.hexdigest()[:16]


def test_mistakes_of_the_base_are_shown_as_well(tiny_plus):
    """Who has passed reads about all of them."""
    ids = [mistake.id for mistake in all_mistakes(tiny_plus)]
    assert ids[0] == "another-greeting"
    assert ids[-2:] == ["knows-no-evening", "cuts-long-names"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('"tiny"', '"tniy"', ":2: extends 'tniy', which is no kata. Did you mean 'tiny'?"),
        ('"tiny"', '"tiny_plus"', ":2: the kata 'tiny_plus' extends itself"),
        ('"tiny"', '"shop_plus"', ":2: extends 'shop_plus', which itself extends 'shop'; only one"),
        ('extends = "tiny"', "extends = 1", ":2: 'extends' must be a text"),
        ('extends = "tiny"', "", ":1: 'track' is missing"),
        ('"greets-politely"', '"says-hello"', ":10: the concept 'says-hello' is one of the base;"),
        ('["greets-by-name"]', '["greets-by"]', ":13: needs 'greets-by', which is no earlier con"),
    ],
    ids=["unknown", "itself", "chain", "type", "fields", "concept", "need"],
)
def test_what_cannot_be_extended_is_said(private, look_into, before, after, words):
    """The line and the reason are told, with the nearest name."""
    edit(private / "katas" / "tiny_plus" / "kata.toml", before, after)
    look_into(private)
    with pytest.raises(CatalogError) as caught:
        catalog.load_kata(CHECKOUT, "tiny_plus")
    assert f"tiny_plus/kata.toml{words}" in str(caught.value)


def test_circle_is_said(private, look_into):
    """Two katas that extend each other are refused, and nothing runs for ever."""
    edit(private / "katas" / "tiny_plus" / "kata.toml", '"tiny"', '"shop_plus"')
    edit(private / "katas" / "shop_plus" / "kata.toml", '"shop"', '"tiny_plus"')
    look_into(private)
    with pytest.raises(CatalogError, match="only one step is possible"):
        catalog.load_katas(CHECKOUT)


# Its checks


def test_both_suites_judge(tiny_plus):
    """An answer to the base fails what is new, and what the base asks for is judged as before."""
    report = runner.check(tiny_plus, read_submission(TINY.solution), seed=1)
    assert outcomes(report) == ["passed", "passed", "passed", "failed"]
    names = [test.name.partition("::")[0] for test in results_of(report, "greets-by-name")]
    assert names == ["test_greetings.py", "test_greetings.py", "test_evening.py"]


def test_fixtures_of_the_base_serve_the_extension_and_not_the_other_way(shop_plus):
    """Tests use the base's `sell`; a `config` of its own counts for its own tests alone."""
    report = runner.check(shop_plus, read_submission(SHOP.solution), seed=1)
    assert set(outcomes(report)) == {"passed"}
    assert len(results_of(report, "takes-settings")) == 2


def test_conftest_above_a_suite_does_not_count(private, look_into):
    """Neither one above the extension nor one above its base has a say."""
    for folder in (private, private.parent, private / "katas" / "tiny_plus"):
        write_files(folder, {"conftest.py": "raise RuntimeError"})
    look_into(private)
    kata = catalog.load_kata(CHECKOUT, "tiny_plus")  # above the base is that of these tests
    report = runner.check(kata, read_submission(kata.reference), seed=1)
    assert outcomes(report) == ["passed"] * 4


def test_suites_of_one_process_are_kept_apart(tiny_plus, private, look_into):
    """A suite that was run before, from another folder, is not taken for this one."""
    answer = read_submission(tiny_plus.reference)
    assert outcomes(runner.check(tiny_plus, answer, seed=1)) == ["passed"] * 4
    suite = private / "katas" / "tiny_plus" / "hidden" / "test_evening.py"
    edit(suite, '"Good evening, {name}!"', '"Good night, {name}!"')
    look_into(private)
    changed = catalog.load_kata(CHECKOUT, "tiny_plus")
    assert outcomes(runner.check(changed, answer, seed=1)) == ["passed"] * 3 + ["failed"]


# Its proof


def test_private_katas_are_proven_as_public_ones(look_into):
    """The same rules hold for what stands alone and for what extends."""
    look_into(PRIVATE)
    proofs = {proof.kata: proof for proof in verification.verify_all(CHECKOUT, NAMES)}
    assert {name: proof.problems for name, proof in proofs.items()} == {key: [] for key in NAMES}
    rows = [row.variant for row in proofs["shop_plus"].rows]
    assert rows == [
        "stub", "solution", "alternative plain_sql", "lists-the-first-only", "knows-one-name",
    ]  # fmt: skip


@pytest.fixture
def problems(private, look_into, monkeypatch):
    """Return what is wrong with a private kata, without running it."""
    monkeypatch.setattr(verification, "run_pool", lambda _: iter(()))

    def problems(name, root=CHECKOUT):
        look_into(private)
        trial = verification._Trial.of(root, name, "usual")
        return trial.proof.problems

    return problems


def test_new_concepts_need_a_prompt_of_its_own(problems, private):
    """What the base's prompt does not promise cannot be tested."""
    readme = private / "katas" / "tiny_plus" / "README.md"
    readme.unlink()
    told = f"{readme} is missing: that of the base does not promise what is new"
    assert problems("tiny_plus") == [told]


def test_new_concepts_need_mistakes(problems, private):
    """Each concept of its own is broken by a mistake; those of the base are proven there."""
    path = private / "solutions" / "tiny_plus" / "mistakes.toml"
    edit(path, '["greets-politely"]', '["greets-by-name"]')
    assert problems("tiny_plus") == ["no mistake breaks the concept 'greets-politely'"]


def test_file_with_the_name_of_one_of_the_base_is_refused(problems, private):
    """Two tests in a report would have the same name."""
    suite = private / "katas" / "shop_plus" / "hidden"
    (suite / "test_many.py").rename(suite / "test_items.py")
    (told,) = problems("shop_plus")
    assert told.endswith("the suite of the base has a file of this name as well; rename it")


def test_questions_of_a_private_kata_are_its_authors(problems, private):
    """They need not stand anywhere, unless the folder has a table of its own."""
    edit(private / "katas" / "echo" / "kata.toml", "questions = []", 'questions = ["ours-01"]')
    assert problems("echo") == []
    table = write_files(private / "katas", {"questions.csv": "id,topic\nours-02,Echo\n"})
    (told,) = problems("echo")
    assert "no question 'ours-01' in katas/questions.csv" in told
    write_files(table, {"questions.csv": "id,topic\nours-01,Echo\n"})
    assert problems("echo") == []


def test_published_mistakes_of_its_questions_count(problems, private):
    """A private kata that answers a public question explains what was published about it."""
    edit(private / "katas" / "echo" / "kata.toml", "questions = []", 'questions = ["tiny-01"]')
    (told,) = problems("echo")
    assert "erratum T01 (A greeting without the exclamation mark) is neither the source" in told


@pytest.mark.parametrize("name", ["ANSWER.md", "alternatives", "mistakes.toml"])
def test_a_kata_that_stands_alone_has_all_parts(problems, private, name):
    """Only an extension may leave something to its base."""
    path = private / "solutions" / "echo" / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert problems("echo") == [f"{path} is missing"]
