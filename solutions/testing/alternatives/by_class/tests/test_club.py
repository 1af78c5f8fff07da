"""unittest's style, run by pytest: a class, setUp, a mock."""

import tempfile
import unittest
from pathlib import Path
from unittest.mock import Mock

from app import create_app


class ClubTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.send = Mock()
        uri = f"sqlite:///{Path(folder.name) / 'club.db'}"
        self.app = create_app({"SQLALCHEMY_DATABASE_URI": uri, "SEND_MAIL": self.send})
        self.client = self.app.test_client()

    def post(self, **fields):
        return self.client.post("/members", json=fields)

    def test_add_and_read(self):
        for name in ("Zoe", "Adam", "Mia"):
            response = self.post(name=f" {name}", email=f"{name}@example.org")
            self.assertEqual(response.status_code, 201)
            member = response.get_json()
            self.assertEqual(member["name"], name)
            self.assertEqual(member["email"], f"{name}@example.org")
            found = self.client.get(f"/members/{member['id']}")
            self.assertEqual(found.get_json(), member)
            self.assertEqual(self.send.call_args.args[0], member["email"])
        self.assertEqual(self.send.call_count, 3)
        names = [member["name"] for member in self.client.get("/members").get_json()]
        self.assertEqual(names, ["Adam", "Mia", "Zoe"])

    def test_refusals(self):
        self.assertEqual(self.post(name="Ann", email="ann@example.org").status_code, 201)
        self.send.reset_mock()
        refused = [
            ({"name": "Ann"}, 400),
            ({"email": "x@example.org"}, 400),
            ({"name": "  ", "email": "x@example.org"}, 400),
            ({"name": "Ann", "email": " "}, 400),
            ({"name": "Other", "email": "ann@example.org"}, 409),
        ]
        for fields, status in refused:
            with self.subTest(fields=fields):
                self.assertEqual(self.post(**fields).status_code, status)
        self.send.assert_not_called()
        self.assertEqual(len(self.client.get("/members").get_json()), 1)

    def test_remove(self):
        number = self.post(name="Ann", email="ann@example.org").get_json()["id"]
        self.assertEqual(self.client.delete(f"/members/{number}").status_code, 204)
        self.assertEqual(self.client.get(f"/members/{number}").status_code, 404)
        self.assertEqual(self.client.delete(f"/members/{number}").status_code, 404)
