"""The members of a club. It is given; leave it as it is."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from math import nan
from uuid import UUID


class Level(Enum):
    BEGINNER = "first steps"
    REGULAR = "comes every week"
    TRAINER = "teaches others"


@dataclass
class Member:
    id: int
    name: str
    born: date
    joined: datetime
    level: Level
    card: UUID
    balance: Decimal
    badges: set[str]
    rating: float  # not a number while nobody has rated
    password_hash: str


class Club:
    """The members that the setting MEMBERS describes."""

    def __init__(self, records):
        self.members = [
            Member(
                id=record["id"],
                name=record["name"],
                born=date.fromisoformat(record["born"]),
                joined=datetime.fromisoformat(record["joined"]),
                level=Level[record["level"]],
                card=UUID(record["card"]),
                balance=Decimal(record["balance"]),
                badges=set(record["badges"]),
                rating=nan if record["rating"] is None else record["rating"],
                password_hash=record["password_hash"],
            )
            for record in records
        ]

    def find(self, member_id):
        """Return the member with this id, or None."""
        return next((member for member in self.members if member.id == member_id), None)
