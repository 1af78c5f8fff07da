"""What can go wrong, in the words of the shop."""

from dataclasses import asdict, dataclass


class ShopError(Exception):
    """The base of all refusals."""

    @property
    def details(self):
        return asdict(self)


@dataclass
class NotEnoughError(ShopError):
    requested: int
    available: int


@dataclass
class ReplacedError(ShopError):
    replacement: int
