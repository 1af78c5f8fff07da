"""Files below one folder, and nothing else."""

import pytest


@pytest.mark.concept("serves-files")
def test_files_are_served_at_any_depth(client, shelf):
    """GET /files/<path> answers 200 with the bytes of the file, in the folder or deeper."""
    for name, content in shelf.items():
        response = client.get(f"/files/{name}")
        assert response.status_code == 200, f"{name} is a file in the folder."
        assert response.data == content, "The content must be that of the file."


@pytest.mark.concept("serves-files")
def test_what_is_no_file_is_not_found(client, shelf, fresh):
    """A name that does not exist, or is a folder, answers 404."""
    top, inner, _ = shelf
    folder, word = inner.partition("/")[0], fresh.word()

    for name in (word, f"{word}/{word}", f"{folder}/{word}", f"{top}/{word}", folder):
        response = client.get(f"/files/{name}")
        assert response.status_code == 404, f"{name} is no file in the folder."


@pytest.mark.concept("stays-inside")
def test_no_path_leads_out_of_the_folder(client, shelf, secret):
    """A path that leads out of the folder answers 404, however the way out is written."""
    inner = list(shelf)[1].partition("/")[0]
    target, content = secret
    ways_out = [
        "../",
        "%2e%2e/",
        "..%2f",
        "%2e%2e%2f",
        f"{inner}/../../",
        f"{inner}/..%2f..%2f",
        "./../",
        "..././",
    ]

    for way in ways_out:
        response = client.get(f"/files/{way}{target}")
        assert response.data != content, f"{way}{target} leads out of the folder."
        assert response.status_code == 404, f"{way}{target} must answer 404."
    climb = "../" * 20
    assert client.get(f"/files/{climb}etc/passwd").status_code == 404, "Nor to the system's files."
