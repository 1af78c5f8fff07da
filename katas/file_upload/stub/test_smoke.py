"""First tests, for you to read and to extend."""

import io

import pytest

from app import create_app

PNG = b"\x89PNG\r\n\x1a\n and so on"


@pytest.fixture
def client(tmp_path):
    return create_app({"UPLOAD_FOLDER": str(tmp_path / "uploads")}).test_client()


def test_what_was_uploaded_can_be_downloaded(client):
    response = client.post("/files", data={"file": (io.BytesIO(PNG), "cat.png")})

    assert response.status_code == 201
    assert response.json["name"] == "cat.png"
    assert client.get(f"/files/{response.json['id']}").data == PNG


def test_no_name_leads_out_of_the_folder(client, tmp_path):
    client.post("/files", data={"file": (io.BytesIO(PNG), "../evil.png")})

    assert [path.name for path in tmp_path.iterdir()] in ([], ["uploads"])
