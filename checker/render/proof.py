"""The result of `kata verify` as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.render.text import Screen
    from checker.verification import Proof


def render(proof: Proof, screen: Screen) -> str:
    """Return the variants of one kata with what they failed, then what is wrong."""
    counts = f"{proof.concepts} concepts, {proof.tests} tests, reference {proof.seconds:.2f} s"
    lines = [f"{screen.style(proof.kata, 'bold')}  {counts}"]
    widest = max((len(row.variant) for row in proof.rows), default=0)
    for row in proof.rows:
        word = screen.style("ok    ", "passed") if row.fine else screen.style("wrong ", "failed")
        first, *rest = screen.fold(row.shown, 10 + widest)
        lines += [f"  {word}{row.variant:<{widest}}  {first[10 + widest :]}", *rest]
    problems = list(proof.problems)
    if not proof.in_time:
        problems.append(f"the reference takes {proof.seconds:.1f} s, more than it may")
    if problems:
        lines.append(screen.style(f"  {len(problems)} to mend:", "failed"))
        lines += [line for problem in problems for line in screen.fold(f"- {problem}", 2, 4)]
    return "\n".join(lines) + "\n"
