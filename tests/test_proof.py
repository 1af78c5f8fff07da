from __future__ import annotations

from builders import assert_golden, longest

from checker.render.proof import render
from checker.render.text import Screen
from checker.verification import Proof, Row

FINE = Proof(
    kata="hello_app",
    tests=12,
    concepts=6,
    seconds=0.123,
    rows=[
        Row(variant="stub", expected="no concept passes", shown="says-hello", fine=True),
        Row(variant="solution", expected="nothing", shown="nothing", fine=True),
    ],
)
WRONG = Proof(
    kata="jwt_auth",
    tests=20,
    concepts=9,
    seconds=3.5,
    may_take=3,
    rows=[
        Row(variant="solution", expected="nothing", shown="nothing", fine=True),
        Row(
            variant="integer-subject",
            expected="protects-route",
            shown="protects-route, reads-identity, rejects-credentials, hashes-passwords, expires",
            fine=False,
        ),
    ],
    problems=[
        "integer-subject must fail exactly protects-route, but it fails reads-identity, too",
        "katas/jwt_auth/README.md does not name the concept 'expires'",
    ],
)


def test_a_proof_is_shown_as_agreed():
    """What each variant failed stands beside it."""
    assert_golden("proof.txt", render(FINE, Screen()))


def test_what_is_wrong_is_shown_as_agreed():
    """Problems follow the table, one by one."""
    assert_golden("proof-wrong.txt", render(WRONG, Screen()))


def test_a_proof_is_coloured_when_asked():
    """Right and wrong stand out."""
    assert_golden("proof-colour.txt", render(WRONG, Screen(color=True)))


def test_a_kata_that_could_not_be_read_is_shown():
    """Without a table the problem is all there is."""
    proof = Proof(kata="x", problems=["katas/x/kata.toml:3: unknown field 'titel'"])
    assert "  1 to mend:\n  - katas/x/kata.toml:3: unknown field 'titel'\n" in render(
        proof, Screen()
    )


def test_a_proof_fits_the_screen():
    """Long lists of concepts and long problems are folded."""
    assert longest(render(WRONG, Screen())) <= 80
