"""Which answers share structure: renamed copies are found, and nothing else is."""

import keyword
import re

import pytest
from builders import ROOT
from checkouts import SHOP, TINY

from checker import catalog, similarity
from checker.sources import MOST_TEXT, python_files
from checker.submission import read_files

JWT, UPLOAD = (catalog.load_kata(ROOT, name) for name in ("jwt_auth", "file_upload"))
STUB = python_files(read_files(JWT.stub))
ANSWER = (JWT.solution / "app.py").read_text()
OTHER = {"app.py": (UPLOAD.solution / "app.py").read_text()}
KEPT = {"print", "len", "str", "int", "dict", "None", "True", "False"}


def renamed(text):
    """Return *text* with other names, texts and comments, and not one blank as before."""
    lines = [re.sub(r"\s*#.*", "", line) for line in text.splitlines()]
    words = re.compile(r"[A-Za-z_]\w*")
    told = [words.sub(lambda m: _other(m[0]), line) for line in lines]
    return "\n\n".join(line for line in told if line.strip())


def _other(word):
    return word if keyword.iskeyword(word) or word in KEPT else f"other_{word[::-1]}"


def pairs(*answers, stub=None):
    """Return the pairs among *answers*, which are called 0, 1, 2, ..."""
    named = {str(number): answer for number, answer in enumerate(answers)}
    return similarity.find("jwt_auth", named, stub or {})


def solutions_of(kata):
    """Return the solution of *kata* and its alternatives, as answers."""
    files = read_files(kata.solution)
    folders = sorted({name.rpartition("/alternatives/")[0] for name in files} - {""})
    alternatives = sorted((kata.solution / "alternatives").iterdir())
    own = {name: text for name, text in files.items() if not name.startswith("alternatives/")}
    assert folders == []
    return [python_files(own), *(python_files(read_files(folder)) for folder in alternatives)]


def test_renamed_copy_is_found():
    """Whoever renames everything, and moves it to another file, has changed nothing."""
    (found,) = pairs({"app.py": ANSWER}, {"app/views.py": renamed(ANSWER)}, OTHER, stub=STUB)
    assert (found.kata, found.left, found.right) == ("jwt_auth", "0", "1")
    assert found.left_share > 0.9
    assert found.right_share > 0.9


def test_copy_is_shown_by_its_lines():
    """Both sides of a match are the lines that the files have there."""
    copy = renamed(ANSWER)
    (found,) = pairs({"app.py": ANSWER}, {"app/views.py": copy}, stub=STUB)
    for match in found.matches:
        left, right = match.left, match.right
        assert (left.path, right.path) == ("app.py", "app/views.py")
        assert left.text.splitlines() == ANSWER.splitlines()[left.first - 1 : left.last]
        assert right.text.splitlines() == copy.splitlines()[right.first - 1 : right.last]
    shown = sum(match.left.last - match.left.first + 1 for match in found.matches)
    assert shown > len(ANSWER.splitlines()) / 2


def test_copied_part_is_found():
    """Half of it, after as much of one's own; the smaller share says how much is new."""
    half = ANSWER[ANSWER.index("def create_app") :]
    (found,) = pairs({"app.py": half}, {"app.py": OTHER["app.py"] + renamed(half)})
    assert found.left_share > 0.9
    assert 0.2 < found.right_share < 0.8
    assert min(match.right.first for match in found.matches) > OTHER["app.py"].count("\n") - 3


def test_stub_is_nobodys_own():
    """Who has only what was given out is like nobody."""
    assert pairs(STUB, STUB, STUB, stub=STUB) == ()
    assert pairs({"app.py": renamed(STUB["app.py"])}, STUB, stub=STUB) == ()


@pytest.mark.parametrize("name", catalog.kata_ids(ROOT))
def test_different_answers_are_not_alike(name):
    """A solution and its alternatives do one thing in different ways."""
    kata = catalog.load_kata(ROOT, name)
    answers = solutions_of(kata)
    assert len(answers) > 1
    assert pairs(*answers, stub=python_files(read_files(kata.stub))) == ()


def test_answers_of_different_katas_are_not_alike():
    """Flask alone makes nobody suspicious."""
    assert pairs({"app.py": ANSWER}, OTHER) == ()


def test_what_very_many_have_is_nobodys_own():
    """It is how everybody writes; and a copy is still found among them."""
    everybody = [{"app.py": ANSWER} for _ in range(30)]
    assert pairs(*everybody) == ()
    longer = {"app.py": ANSWER + OTHER["app.py"]}
    copy = {"app.py": renamed(ANSWER) + renamed(OTHER["app.py"])}
    (found,) = pairs(*everybody, longer, copy)
    assert (found.left, found.right) == ("30", "31")
    assert found.left_share > 0.5


def test_little_in_common_is_chance():
    """A few lines make no copy, however short the rest is."""
    few = "\n".join(ANSWER.splitlines()[:12])
    assert pairs({"app.py": few}, {"app.py": few}) == ()
    answers = [python_files(read_files(kata.solution)) for kata in (TINY, SHOP)]
    assert pairs(*answers) == ()


def test_pairs_come_in_order():
    """The largest share first, then by place; and no more than can be looked at."""
    half = ANSWER[ANSWER.index("def create_app") :]
    whole, part = {"app.py": ANSWER}, {"app.py": OTHER["app.py"][:4000] + half}
    found = pairs(whole, part, {"app.py": renamed(ANSWER)})
    assert (found[0].left, found[0].right) == ("0", "2")
    shares = [max(each.left_share, each.right_share) for each in found]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    "hostile",
    [
        "x = 1\n" * 20_000,
        "x=1;" * 30_000,
        "(" * 100_000,
        "[{(" * 30_000,
        "\0" * 100_000,
        "'" * 100_000,
        "'\\" * 50_000,
        '"""' * 33_333,
        "'''\\" * 25_000,
        'f"{' * 30_000,
        '"\\\n' * 30_000,
        "\\" * 100_000,
        "0" * 100_000,
        "1e+" * 33_000,
        "a" * 100_000,
        "if a:\n" + "".join(" " * depth + "if a:\n" for depth in range(400)),
        "\ufffd" * 100_000,
        "\u2028\x0c\r" * 30_000,
        "é́" * 50_000,
        "#" * 100_000,
        "",
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_hostile_source_is_read(hostile):
    """Whatever it holds, nothing is raised, and the answers beside it are compared."""
    odd = {"app.py": hostile[:MOST_TEXT]}
    found = pairs({"app.py": ANSWER}, odd, odd, {"a.py": hostile, "app.py": renamed(ANSWER)})
    assert ("0", "3") in {(each.left, each.right) for each in found}


def test_hostile_source_shows_little():
    """A line without an end is not shown without an end."""
    text = ";".join(f"x{n} = [{n}] * {n} if {n} else f({n}){'+ 1' * (n % 5)}" for n in range(3000))
    (found,) = pairs({"app.py": text}, {"app.py": text})
    assert len(found.matches) <= similarity.MOST_MATCHES
    assert max(len(match.left.text) for match in found.matches) <= similarity.LONGEST_LINE


@pytest.mark.parametrize(
    "text",
    [
        'x = """a\n"b" \'c\' """ + 1',
        "x = 'it\\'s' # it's\ny",
        'rb"\\"" + f\'{a["b"]}\'',
        "a\\\n = 1",
    ],
)
def test_pieces_are_the_whole_text(text):
    """Nothing is lost between them, so that their places are right."""
    assert "".join(similarity.PIECE.findall(text)) == text


def test_texts_are_one_piece_each():
    """Also those with quotes, line breaks and half a program in them."""
    text = "f'a' + rb\"b\\\"\" + '''c\n'd' ''' + \"\"\"e\\\"\"\"\" + 'it\\'s' + \"\""
    kinds = similarity._Kinds()
    assert similarity._tokens(text, kinds)[0] == similarity._tokens("''" + 5 * "+''", kinds)[0]


def test_only_some_files_are_compared():
    """Python files, and of one answer no more text than a person writes."""
    files = {"b.py": b"x" * MOST_TEXT, "a.py": b"\xff1", "a.txt": b"2", "c.py": b"3"}
    found = python_files(files)
    assert list(found) == ["a.py", "b.py", "c.py"]
    assert found["a.py"] == "\ufffd1"
    assert sum(map(len, found.values())) == MOST_TEXT
