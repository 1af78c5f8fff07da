"""How files are handed out."""

import itertools

import pytest
from werkzeug.http import parse_options_header


@pytest.mark.concept("serves-safely")
def test_browser_is_told_to_save_it(client, upload, content, fresh):
    """A download has the type that belongs to its extension, nosniff, attachment and its name."""
    word = fresh.word()
    page = b"GIF89a<script>alert(1)</script>"
    uploads = [
        (f"{word}.gif", page, "text/html", "image/gif"),
        (f"{word}.png", content("png"), "image/svg+xml", "image/png"),
        (f"{word}.pdf", content("pdf"), "text/html", "application/pdf"),
        (f"{word}.jpg", content("jpg"), "application/pdf", "image/jpeg"),
    ]

    for name, data, claimed, mimetype in uploads:
        about = upload(name, data, claimed).json
        assert about["type"] == mimetype, "The type must not be what the sender claims."
        found = client.get(f"/files/{about['id']}")
        headers = found.headers
        assert found.mimetype == mimetype, "The type must not be what the sender claims."
        assert headers.get("X-Content-Type-Options") == "nosniff", "The browser must not guess."
        disposition, options = parse_options_header(headers.get("Content-Disposition"))
        assert disposition == "attachment", "The browser must save the file, not show it."
        assert options.get("filename") == name, "The download must have the name as it was sent."


@pytest.mark.concept("serves-only-uploads")
def test_nothing_else_is_handed_out(client, upload, content, files, fresh):
    """What is not the id of an upload is 404, whatever path it pretends to be."""
    secret, word = fresh.text(30), fresh.word()
    files.write(f"../data/uploads/{word}.txt", secret)
    files.write(f"{word}.txt", secret)
    known = upload(f"{word}.png", content()).json["id"]
    paths = [f"../{word}.txt", f"../../../app/{word}.txt", f"{known}/../../{word}.txt"]
    similar = known[:-1] + ("0" if known[-1] != "0" else "1")
    unknown = [word, "0", similar, ".", "..", "%2e%2e", f"{known}x", f"{known}/x"]
    for dot, slash in itertools.product((".", "%2e", "%252e"), ("/", "%2F", "%5C", "%252F")):
        unknown += [path.replace(".", dot).replace("/", slash) for path in paths]

    for path in unknown:
        response = client.get(f"/files/{path}")
        assert secret.encode() not in response.data, f"/files/{path} must not show another file."
        assert response.status_code == 404, f"/files/{path} must be answered with 404."
    assert client.get(f"/files/{known}").status_code == 200, "The upload itself is handed out."
