"""What the archive for candidates holds, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.render.text import Screen, counted, one_line

if TYPE_CHECKING:
    from checker.packing import Proof


def render(proof: Proof, path: str, screen: Screen, *, backup: str, anew: str) -> str:
    """Return the list of files, and whether they are what candidates may see.

    *backup* is where the file of before is kept, *anew* the command that makes the archive.
    """
    lines = [f"{size:9,}  {one_line(name)}" for name, size in proof.files.items()]
    if proof.problems:
        lines += ["", screen.style("This must not be given out:", "red")]
        lines += [line for problem in proof.problems for line in screen.mention(problem, 2)]
        return "\n".join([*lines, "", *screen.next_step(f"make it anew: {anew}")]) + "\n"
    told = (
        f"{counted(len(proof.files), 'file')}, each as it should be; none holds any of "
        f"{proof.secrets:,} lines of the suites and solutions."
    )
    lines += ["", *screen.fold(told, 0)]
    if backup:
        lines += screen.fold(f"What was there before is kept in {backup}.", 0)
    return "\n".join([*lines, "", *screen.next_step(f"send {path} to your candidates")]) + "\n"
