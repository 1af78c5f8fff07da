"""Stands where the suite does."""

import pytest


@pytest.mark.concept("greets-by-name")
def test_front_page_says_hello():
    """Always true."""
