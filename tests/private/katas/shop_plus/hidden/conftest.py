"""What the further tests share; `sell` is the base's."""

import pytest


@pytest.fixture
def config(config, fresh):
    """Give the shop of the base a name that nobody can know in advance."""
    return {"SHOP": f"{config['SHOP']} {fresh.word()}"}
