"""What the tests share: the folder, files of each type, and a browser that says what it likes."""

import pytest

FOLDER = "../data/uploads/kept/"
BEGINNINGS = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "gif": b"GIF89a",
    "pdf": b"%PDF-",
}


@pytest.fixture
def config(files):
    """Say where uploads go; neither the folder nor the one around it exists yet."""
    return {"UPLOAD_FOLDER": files.path(FOLDER)}


@pytest.fixture
def content(fresh):
    """Give a maker of contents: of a type, this long, and different each time."""

    def content(kind="png", size=300):
        beginning = BEGINNINGS[kind] + b"\x00\r\n\xff\x80" + fresh.text(32).encode()
        return beginning + b"\x00" * (size - len(beginning))

    return content


@pytest.fixture
def upload(client):
    """Give a function that uploads a file, with a name and a type as the sender likes."""

    def upload(name, data, content_type="application/octet-stream", to=client):
        return to.post("/files", **_form(name, data, content_type))

    return upload


@pytest.fixture
def elsewhere(files):
    """Give a function that tells what stands outside of the upload folder."""

    def elsewhere():
        return {
            name: digest
            for name, digest in files.tree().items()
            if not name.startswith(FOLDER) and not FOLDER.startswith(name)
        }

    return elsewhere


@pytest.fixture
def form():
    """Give a function that makes a form of one file, as arguments for a request."""
    return _form


def _form(name, data, content_type="application/octet-stream", part="file"):
    """Return such a form; Werkzeug's own client would clean the name.

    A name with a line break is written as RFC 5987 says, since it cannot be written otherwise.
    """
    if name is None:
        said = ""
    elif name.isprintable():
        said = '; filename="' + name.replace("\\", "\\\\").replace('"', "%22") + '"'
    else:
        said = "; filename*=UTF-8''" + "".join(f"%{byte:02X}" for byte in name.encode())
    head = f'Content-Disposition: form-data; name="{part}"{said}\r\nContent-Type: {content_type}'
    body = b"--boundary\r\n" + head.encode() + b"\r\n\r\n" + data + b"\r\n--boundary--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=boundary"}
