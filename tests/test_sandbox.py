"""What killed processes leave behind."""

import os
import subprocess
import sys
import tempfile

from checker import sandbox


def test_folders_of_killed_processes_are_removed(tmp_path, monkeypatch):
    """Those of processes that live stay, and so does what only has a similar name."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for name in (f"kata-{gone.pid}-abc", f"kata-{os.getpid()}-abc", "kata-notes-1", "kata-1"):
        (tmp_path / name).mkdir()

    sandbox.sweep()

    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == sorted([f"kata-{os.getpid()}-abc", "kata-notes-1", "kata-1"])
