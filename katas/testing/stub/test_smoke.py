"""A first test of your tests: the application as it is passes them. Run it with: pytest test_smoke.py"""

import subprocess
import sys


def test_application_passes():
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "tests"], check=False)

    assert done.returncode == 0, "There must be tests, and they must pass."
