"""What the tests share."""

import pytest


@pytest.fixture
def config(files):
    """Name the folder of files."""
    return {"FOLDER": files.path("../data/shelf")}
