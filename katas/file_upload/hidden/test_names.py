"""What the sender calls the file."""

import pytest
from werkzeug.http import parse_options_header


@pytest.mark.concept("stays-in-folder")
def test_no_name_leads_out_of_the_folder(upload, content, files, elsewhere, fresh):
    """Whatever path a name pretends to be, nothing outside of the folder is added or changed."""
    word, victim = fresh.word(), fresh.word()
    files.write(f"../data/uploads/{victim}.png", fresh.text(20))
    files.write(f"{victim}.png", fresh.text(20))
    names = [
        f"../{word}.png",
        f"../{victim}.png",
        f"../../{word}.png",
        f"../../../app/{victim}.png",
        f"{'../' * 20}tmp/{word}.png",
        f"{word}/../../{word}.png",
        f"./.././{word}.png",
        f"/tmp/{word}.png",  # noqa: S108 - nothing must come into being there
        files.path(f"{victim}.png"),
        f"....//....//{word}.png",
        f"..././..././{word}.png",
        f"..\\..\\{word}.png",
        f"C:\\{word}.png",
        f"%2e%2e%2f{word}.png",
        f"..%2f..%2f{word}.png",
        f"%252e%252e%252f{word}.png",
        f"..%c0%af{word}.png",
        f"\uff0e\uff0e\uff0f{word}.png",
        f"{word}/{word}.png",
        f"file:///tmp/{word}.png",
    ]

    before = elsewhere()
    for name in names:
        response = upload(name, content())
        assert elsewhere() == before, f"{name!r} must change nothing outside of the folder."
        assert response.status_code in (201, 400), f"{name!r} is accepted, or refused with 400."


@pytest.mark.concept("keeps-every-file")
def test_equal_names_are_different_files(client, upload, content, fresh):
    """Two uploads of one name are two files, each with its own content."""
    name, contents = f"{fresh.word()}.png", [content(), content(), content()]

    uploaded = [upload(name, data).json for data in contents]

    assert len({about["id"] for about in uploaded}) == len(contents), "Each must have its own id."
    for about, data in zip(uploaded, contents, strict=True):
        assert about["name"] == name, "The name must be told as it was sent."
        assert client.get(f"/files/{about['id']}").data == data, "Each must keep its own content."


@pytest.mark.concept("keeps-every-file")
def test_names_of_any_alphabet_are_kept(client, upload, content, fresh):
    """Names in any script, with spaces and of 200 characters are kept, each with its content."""
    word = fresh.word()
    names = [
        "файл.png",
        "日本.png",
        "日本語.png",
        "ملف.png",
        f"Zoë's {word} & co; #1?.png",
        f'"{word}".png',
        f"{'ж' * 196}.png",
        "🐈.png",
    ]
    contents = [content() for _ in names]

    uploaded = [upload(name, data) for name, data in zip(names, contents, strict=True)]

    for response, name, data in zip(uploaded, names, contents, strict=True):
        assert response.status_code == 201, f"{name!r} is a name."
        assert response.json["name"] == name, "The name must be told as it was sent."
        found = client.get(f"/files/{response.json['id']}")
        assert found.data == data, f"{name!r} must keep its own content."
        _, options = parse_options_header(found.headers.get("Content-Disposition"))
        assert options.get("filename") == name, "The download must have the name as it was sent."


@pytest.mark.concept("keeps-every-file")
def test_processes_share_the_files(start_app, upload, content, fresh):
    """What one process has accepted others hand out, also those that are started later."""
    running = [start_app(), start_app()]
    contents = [content() for _ in running]

    uploaded = [
        upload(f"{fresh.word()}.png", data, to=app.client()).json
        for app, data in zip(running, contents, strict=True)
    ]

    for app in (*running, start_app()):
        for about, data in zip(uploaded, contents, strict=True):
            found = app.client().get(f"/files/{about['id']}")
            assert found.status_code == 200, "A file must be known to every process."
            assert found.data == data, "Its content must be the same everywhere."


@pytest.mark.concept("survives-odd-names")
def test_odd_names_do_no_harm(client, upload, content, fresh):
    """A name with line breaks, NUL or other control characters is 400, or works throughout."""
    word = fresh.word()
    names = [
        f"{word}\r\nX-Injected: {word}\r\n.png",
        f"{word}\n{word}.png",
        f"{word}\r.png",
        f"{word}\0.png",
        f"{word}.html\0.png",
        f"{word}\x1b[2J\x7f.png",
        f"{word}\u2028\u202egnp.png",
    ]

    for name in names:
        response = upload(name, content())
        assert response.status_code in (201, 400), f"{name!r} is accepted, or refused with 400."
        if response.status_code == 201:
            found = client.get(f"/files/{response.json['id']}")
            assert found.status_code == 200, "What was accepted can be downloaded."
            assert "X-Injected" not in found.headers, "A name must not become a header."
