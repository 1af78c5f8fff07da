"""First tests, for you to read and to extend."""

import json
import subprocess
import sys

PROGRAM = """
from app import create_app

client = create_app().test_client()
client.post("/login", json={"username": "ann", "password": "hush"}, headers={"X-Request-ID": "r1"})
"""


def test_a_request_is_logged_as_json():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)

    records = [json.loads(line) for line in (done.stdout + done.stderr).splitlines()]

    assert [record["request_id"] for record in records] == ["r1", "r1"]
    assert records[0]["message"] == "login of ann"
    assert records[1]["status"] == 200
    assert "hush" not in done.stdout + done.stderr
