"""The kinds of files that are accepted."""

import re

KINDS = {
    "png": ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    "jpg": ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    "gif": ("image/gif", re.compile(rb"GIF8[79]a")),
    "pdf": ("application/pdf", re.compile(rb"%PDF-")),
}


def kind_of(name, content):
    """Return the type of a file that keeps what its name promises, or None."""
    _, dot, extension = name.rpartition(".")
    mimetype, beginning = KINDS.get(extension.lower(), (None, None))
    return mimetype if dot and beginning and beginning.match(content) else None
