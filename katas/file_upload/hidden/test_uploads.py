"""What is accepted, and what is refused."""

import json

import pytest

MIB = 1024 * 1024


@pytest.mark.concept("stores-file")
def test_upload_can_be_downloaded(client, upload, content, files, fresh):
    """A file of each type is kept in the folder, described with 201, and downloaded unchanged."""
    types = {
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "pdf": "application/pdf",
    }

    for kind, mimetype in types.items():
        name, data = f"{fresh.word()}.{kind}", content(kind, fresh.integer(60, 9000))
        before = files.tree().items()
        response = upload(name, data, mimetype)
        assert response.status_code == 201, f"A file of type {kind} must be answered with 201."
        assert isinstance(response.json["id"], str), "The id must be a text."
        about = {"id": response.json["id"], "name": name, "type": mimetype, "size": len(data)}
        assert response.json == about, "The answer must describe the file with these fields."
        new = [path for path, _ in files.tree().items() - before]
        assert any(path.startswith("../data/uploads/kept/") for path in new), (
            "It must be in the folder."
        )
        found = client.get(f"/files/{about['id']}")
        assert found.status_code == 200, "The file must be there for download."
        assert found.data == data, "The content must be what was uploaded."


@pytest.mark.concept("refuses-incomplete")
def test_request_needs_a_named_file(client, form, upload, content, fresh):
    """A request without the part, with a text instead, or without a file name is 400."""
    data, text = content(), fresh.word().encode()
    requests = [
        form(f"{fresh.word()}.png", data, part="image"),
        form(None, text),
        form("", data),
        form("", b""),
        {"data": {}, "content_type": "multipart/form-data; boundary=boundary"},
        {"data": json.dumps({"file": fresh.word()}), "content_type": "application/json"},
        {"data": data, "content_type": "image/png"},
        {},
    ]

    for number, sent in enumerate(requests):
        response = client.post("/files", **sent)
        assert response.status_code == 400, f"Request {number} has no file, and must be a 400."
    response = client.get("/files")
    assert response.status_code == 405, "Only POST is answered here."
    response = upload(f"{fresh.word()}.png", data)
    assert response.status_code == 201, "The next request must work as usual."


@pytest.mark.concept("checks-extension")
def test_extension_must_be_on_the_list(upload, content, fresh):
    """The last extension counts, in capitals too; everything that is not listed is 400."""
    word = fresh.word()
    good = [f"{word}.PNG", f"{word}.Png", f"{word}.v2.png", f"{word}.php.png", f"{word} (1).png"]
    bad = ["html", "svg", "php", "png.php", "png.html", "pngx", "xpng", "png~", "exe", ""]

    for name in good:
        response = upload(name, content())
        assert response.status_code == 201, f"{name} ends with a listed extension."
    for name in [f"{word}.{extension}" for extension in bad] + [word, "png", f"{word}png"]:
        response = upload(name, content(), "image/png")
        assert response.status_code == 400, f"{name!r} does not end with a listed extension."


@pytest.mark.concept("checks-content")
def test_content_must_fit_the_extension(upload, content, fresh):
    """Content that does not begin as its extension demands is 400: HTML, other types, nothing."""
    word, page = fresh.word(), b"<script>alert(1)</script>"
    wrong = [
        ("png", page),
        ("pdf", page),
        ("png", b""),
        ("gif", b""),
        ("png", content("jpg")),
        ("pdf", content("png")),
        ("jpeg", content("gif")),
        ("png", page + content("png")),
        ("png", b"\x89PNG\r\n"),
        ("png", b"\x89PNG\n" + page),
        ("jpg", b"\xff\xd8" + page),
        ("gif", b"GIF88a" + page),
        ("pdf", b"%PDF" + page),
    ]

    for kind, data in wrong:
        response = upload(f"{word}.{kind}", data, "image/png")
        assert response.status_code == 400, f"{data[:12]!r} is not how a .{kind} begins."
    for data in (b"GIF87a" + page, b"GIF89a" + page):
        response = upload(f"{word}.gif", data)
        assert response.status_code == 201, "Behind the first bytes, anything may follow."


@pytest.mark.concept("limits-size")
def test_size_is_limited_by_configuration(start_app, upload, content, fresh):
    """A body above MAX_CONTENT_LENGTH is 413, and below it is 201; 1 MiB is the default."""
    name = f"{fresh.word()}.png"
    configs = [{}, {"MAX_CONTENT_LENGTH": 9000}, {"MAX_CONTENT_LENGTH": 2 * MIB}]

    for config in configs:
        client, limit = start_app(config).client(), config.get("MAX_CONTENT_LENGTH", MIB)
        response = upload(name, content(size=limit + 1), to=client)
        assert response.status_code == 413, f"More than {limit} bytes must be answered with 413."
        response = upload(name, content(size=limit - 1000), to=client)
        assert response.status_code == 201, f"A body of less than {limit} bytes is fine."


@pytest.mark.concept("leaves-nothing")
def test_refused_upload_leaves_nothing(start_app, upload, content, files, fresh):
    """After a 400 or a 413 no file has been added or changed anywhere."""
    client, word = start_app({"MAX_CONTENT_LENGTH": 9000}).client(), fresh.word()
    first = upload(f"{word}.png", content(), to=client)
    assert first.status_code == 201, "A valid file must be accepted."

    for name, data in [
        (f"{word}.png", b"<script>alert(1)</script>"),
        (f"{word}.png", b""),
        (f"{word}.pdf", content("png", 6000)),
        (f"{word}.html", content()),
        (word, content()),
        ("", content()),
        (f"{word}.png", content(size=9001)),
        (f"{word}.png", content(size=800_000)),
    ]:
        before = files.tree()
        response = upload(name, data, to=client)
        if response.status_code != 201:
            assert files.tree() == before, "A refused upload must leave everything as it was."
    found = client.get(f"/files/{first.json['id']}")
    assert found.status_code == 200, "What was accepted before must still be there."
