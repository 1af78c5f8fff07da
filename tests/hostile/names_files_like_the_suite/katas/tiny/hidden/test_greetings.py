"""Stands where the suite does."""

import pytest


@pytest.mark.concept("refuses-unknown-urls")
def test_front_page_says_hello():
    """Always true."""
