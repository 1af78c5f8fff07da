"""What may come in, by the place that it comes from."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]


class Search(BaseModel):
    q: str = ""
    page: Annotated[int, Field(ge=1, le=1000)] = 1
    tags: list[str] = []


class Order(BaseModel):
    model_config = ConfigDict(strict=True)

    item: Text
    quantity: Annotated[int, Field(ge=1, le=100)]


class Subscription(BaseModel):
    email: Text
    topics: list[str]
    weekly: bool


class Cookies(BaseModel):
    theme: Literal["light", "dark"] = "light"
