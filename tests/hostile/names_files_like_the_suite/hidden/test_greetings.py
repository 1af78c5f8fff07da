"""Stands where the suite does."""

import pytest


@pytest.mark.concept("says-hello")
def test_front_page_says_hello():
    """Always true."""
