"""First tests, for you to read and to extend."""

from app import create_app


def test_zeros_are_downloaded(tmp_path):
    client = create_app({"FOLDER": str(tmp_path), "KEEP_ALIVE": 0.1}).test_client()

    response = client.get("/zeros/1")

    assert response.status_code == 200
    assert response.data == bytes(2**20)


def test_messages_are_numbered(tmp_path):
    client = create_app({"FOLDER": str(tmp_path), "KEEP_ALIVE": 0.1}).test_client()

    answers = [client.post("/messages", json={"text": text}) for text in ("one", "two")]

    assert [answer.json for answer in answers] == [{"id": 1}, {"id": 2}]
