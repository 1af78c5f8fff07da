"""Make the pictures of the results of grading: .venv/bin/python docs/images/make.py [FOLDER].

What is handed in, to FOLDER, are our own answers with published mistakes in them; it is graded as
any other.
"""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browsers import Browser  # noqa: E402 - a module of the tests

from checker.catalog import load_kata  # noqa: E402
from checker.mistakes import apply_edits, read_mistakes  # noqa: E402
from checker.submission import read_files  # noqa: E402

KATAS = ("jwt_auth", "file_upload", "role_based_access")
# What each candidate gets wrong in each of them: mistakes, an alternative, or nothing handed in.
CANDIDATES = {
    "ada-berg": ("integer-subject", "first-dot-counts", "one-route-forgotten"),
    "bjorn-costa": ("plain-text-password", "the-senders-name-as-path", ""),
    "chidi-duarte": ("", "", "roles-as-a-ladder"),
    "dilek-evans": (
        "hard-coded-key default-lifetime",
        "no-limit",
        "unauthorized-for-the-wrong-role",
    ),
    "emre-fischer": ("alternatives", "alternatives", "alternatives"),
    "farida-grant": (
        "unchecked-input legacy-query",
        "capitals-are-strangers",
        "role-from-a-header",
    ),
    "grace-haddad": ("library-error-format", "secure-filename-alone", None),
    "hiro-ito": ("unknown-user-is-404", "", "list-of-who-may-not"),
    "ines-jensen": ("unverified-token", "extension-is-believed", "login-by-looking"),
    "jun-kovac": ("", "line-breaks-are-kept", ""),
}
PICTURES = {"grading": ("", 1000), "grading-candidate": ("#candidate-ada-berg", 1000)}


def main() -> None:
    """Write the pictures beside this file."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else temporary)
        hand_in(folder / "handed-in")
        command = [ROOT / ".venv/bin/kata", "grade", "handed-in", "--assessment", "mid-security"]
        subprocess.run([*command, "--out", "results", "--seed", "7"], check=True, cwd=folder)
        take(folder / "results" / "index.html")


def hand_in(folder: Path) -> None:
    """Write what the candidates hand in."""
    for name, choices in CANDIDATES.items():
        for kata, choice in zip(KATAS, choices, strict=True):
            for path, content in answer(kata, choice).items():
                place = folder / name / kata / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)


def answer(name: str, choice: str | None) -> dict[str, bytes]:
    """Return the files of an answer to the kata *name*, with the mistakes of *choice* in it."""
    if choice is None:
        return {}
    kata = load_kata(ROOT, name)
    if choice == "alternatives":
        return read_files(next(path for path in (kata.solution / choice).iterdir()))
    files = {path: c for path, c in read_files(kata.solution).items() if path == "app.py"}
    mistakes = {mistake.id: mistake for mistake in read_mistakes(kata.solution, kata)}
    for chosen in choice.split():
        files = apply_edits(files, mistakes[chosen].edits, kata.solution / "mistakes.toml")
    return files


def take(page: Path) -> None:
    """Take the pictures of *page*."""
    browser = Browser()
    browser.driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    for name, (place, height) in PICTURES.items():
        size = {"width": 1280, "height": height, "deviceScaleFactor": 1, "mobile": False}
        browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.open(page, place)
        taken = browser.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
        Path(__file__).with_name(f"{name}.png").write_bytes(base64.b64decode(taken["data"]))
    browser.close()


if __name__ == "__main__":
    main()
