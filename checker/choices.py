"""What a kata may be and a list of katas may be narrowed down to, in words that people type."""

from __future__ import annotations

TRACKS = ("basics", "data", "security", "operations", "assessments")
DIFFICULTIES = ("easy", "medium", "advanced")
# What is typed for how far one is with a kata, and the phases that it stands for.
STATES = {
    "new": ("new",),
    "started": ("started",),
    "open": ("new", "started"),
    "passed": ("passed", "older"),
}
