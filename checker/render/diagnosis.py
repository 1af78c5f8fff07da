"""The result of `kata doctor`: each layer with yes or no, and what mends what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.doctor import Diagnosis
    from checker.render.text import Screen


def render(diagnosis: Diagnosis, screen: Screen) -> str:
    """Return one line for each layer, and a last one that says what may be checked here."""
    widest = max(len(layer.name) for layer in diagnosis.layers)
    lines = [*screen.fold(diagnosis.machine, 0, 2), ""]
    for layer in diagnosis.layers:
        word, style = ("yes", "passed") if layer.holds else ("no", "failed")
        start = f"{word:<3}  {layer.name:<{widest}}  "
        first, *rest = screen.fold(layer.told, len(start))
        styled = f"{screen.style(f'{word:<3}', style)}  {layer.name:<{widest}}  "
        lines += [styled + first[len(start) :], *rest]
        lines += [f"       {remedy}" for remedy in layer.remedies]  # whole, to be copied
    lines.append("")
    if diagnosis.safe:
        lines += screen.fold("Code from strangers may be checked on this machine.", 0)
    else:
        told = "Check nobody's code but your own on this machine until the above is mended."
        lines += screen.fold(told, 0)
    return "\n".join(lines) + "\n"
