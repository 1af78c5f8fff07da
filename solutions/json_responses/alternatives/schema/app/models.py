"""What the application shows, field by field."""

import math
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from club import Level
from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, RootModel


class Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    born: date
    joined: Annotated[datetime, PlainSerializer(lambda moment: moment.astimezone(UTC))]
    level: Level
    card: UUID
    balance: Annotated[Decimal, PlainSerializer(lambda amount: format(amount, ".2f"))]
    badges: Annotated[list[str], BeforeValidator(sorted)]
    rating: Annotated[float | None, BeforeValidator(lambda x: None if math.isnan(x) else x)]


class Everybody(RootModel[list[Shown]]):
    model_config = ConfigDict(from_attributes=True)
