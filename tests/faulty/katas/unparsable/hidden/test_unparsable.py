"""Not Python."""


def test_half(client:
    """Nothing."""
