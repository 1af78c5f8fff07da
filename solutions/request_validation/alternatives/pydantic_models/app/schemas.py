"""What comes in and what goes out."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field

Name = Annotated[str, Field(min_length=2, max_length=80)]
Postcode = Annotated[str, Field(min_length=3, max_length=10)]
Email = Annotated[EmailStr, AfterValidator(str.lower)]


class Record(BaseModel):
    """Known fields only, no conversions, no white space around a text."""

    model_config = ConfigDict(
        extra="forbid", strict=True, str_strip_whitespace=True, from_attributes=True
    )


class Address(Record):
    """Where somebody lives."""

    city: Name
    postcode: Postcode


class NewUser(Record):
    """The body of a request."""

    name: Name
    email: Email
    age: Annotated[int, Field(ge=18, le=120)] | None = None
    address: Address | None = None


class StoredUser(NewUser):
    """The body of an answer."""

    id: int
