"""The field types of the contracts: school numbers, dates, times and so on, each with its pattern and limits.

Numbers and truth values are strict: `true` is no 1 and `"5"` is no 5.
"""

import re
from typing import Annotated

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from shared.contracts.insz import checked_insz
from shared.domain.lines import turns_direction
from shared.domain.patterns import worded

_NO_CONTROL_CHARACTERS = worded(r"^[^\x00-\x1f\x7f]*$", "one line without control characters")
_NO_NUL = worded(r"^[^\x00]*$", "text without NUL characters")
_UP_TO_32 = worded(r"^[A-Za-z0-9._-]{1,32}$", "1 to 32 letters (A to Z), digits, dots, hyphens or underscores")
_UP_TO_64 = worded(r"^[A-Za-z0-9._-]{1,64}$", "1 to 64 letters (A to Z), digits, dots, hyphens or underscores")
_TWO_YEARS = worded(r"^[0-9]{4}-[0-9]{4}$", "two years in a row such as 2026-2027")
_REFERENCE = worded(r"^[A-Z]{2,4}-[0-9]{4}-[0-9]{6,9}$", "the reference of a case such as SP-2026-000123")
_EMAIL = worded(r"^[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+$", "an e-mail address such as name@example.org")
_PHONE = worded(r"^\+?[0-9][0-9 ()./-]{2,28}$", "3 to 30 digits, spaces, dots, slashes, hyphens and parentheses")
_STATUS_CODE = worded(r"^[245]\.[0-9]{1,3}\.[0-9]{1,3}$", "an enhanced status code such as 5.1.1")
_SLUG = worded(r"^[a-z0-9]+(-[a-z0-9]+)*$", "lower case letters (a to z) and digits, with single hyphens between them")
worded(r"^[0-9]{11}$", "11 digits")
# An INSZ of somebody born from 2000 to 2009 that was a number on its way: it begins with one to three zeros.
_LOST_ZEROS = re.compile(r"[0-9]{8,10}", re.ASCII)


def _two_years_in_a_row(label: str) -> str:
    first, second = label.split("-")
    if int(second) != int(first) + 1:
        raise PydanticCustomError("school_year", "Should be two years in a row such as 2026-2027")
    return label


def _eleven_digits(value: object, handler: ValidatorFunctionWrapHandler) -> str:
    """Say in words what is expected of an INSZ, and of 8 to 10 digits why there may be too few."""
    try:
        return str(handler(value))
    except ValidationError:
        if isinstance(value, str):
            lost = ": a leading zero may be lost" if _LOST_ZEROS.fullmatch(value) else ""
            raise PydanticCustomError("insz", f"Should be 11 digits{lost}") from None
        raise


def as_it_reads(text: str) -> str:
    """The text itself. Raises PydanticCustomError for a mark that turns the direction of text."""
    if turns_direction(text):
        raise PydanticCustomError("direction_marks", "Should have no marks that turn the direction of text")
    return text


def not_blank(text: str) -> str:
    """The text itself. Raises PydanticCustomError for a text of blanks alone."""
    if not text.strip():
        raise PydanticCustomError("blank", "Should have more than blanks")
    return text


SchoolNumber = Annotated[str, Field(pattern=worded(r"^[0-9]{6}$", "six digits"), examples=["123456"])]
"""A school's institution number (*instellingsnummer*)."""

PupilNumber = Annotated[str, Field(pattern=_UP_TO_32, examples=["1234567"])]
"""A pupil's number in the school's register (*stamnummer*)."""

SchoolYearLabel = Annotated[str, Field(pattern=_TWO_YEARS, examples=["2026-2027"]), AfterValidator(_two_years_in_a_row)]
"""A school year, two years in a row."""

Site = Annotated[str, Field(pattern=_UP_TO_32, examples=["2"])]
"""A site of a school (*vestigingsplaats*), under whatever the school calls it; the same word wherever it is named."""

Insz = Annotated[
    str,
    Field(pattern=r"^[0-9]{11}$", examples=["11030499935"]),
    WrapValidator(_eleven_digits),
    AfterValidator(checked_insz),
]
"""A national identification number (*INSZ*: rijksregisternummer or BIS number) with the right check digits."""

ContactId = Annotated[str, Field(pattern=_UP_TO_64, examples=["clb-1"])]
"""A contact in the directory."""

Reference = Annotated[str, Field(pattern=_REFERENCE, examples=["SP-2026-000123"])]
"""A case's reference for people; the year is the year in which the school year starts."""

Structure = Annotated[str, Field(pattern=worded(r"^[0-9]{3}$", "three digits"), examples=["311"])]
"""Main structure of education (*hoofdstructuur*), three digits."""

Postcode = Annotated[
    str,
    Field(
        pattern=worded(r"^[A-Za-z0-9 -]{1,12}$", "1 to 12 letters (A to Z), digits, spaces or hyphens"),
        examples=["3800"],
    ),
]
"""A postcode, Belgian or foreign."""

OrganisationId = Annotated[str, Field(pattern=_UP_TO_64, examples=["school-123456"])]
"""An organisation in the directory."""

RoomId = Annotated[str, Field(pattern=_UP_TO_64, examples=["stadhuis-2"])]
"""A room in the directory."""

Email = Annotated[str, Field(max_length=254, pattern=_EMAIL)]
"""An e-mail address."""

Phone = Annotated[str, Field(pattern=_PHONE, examples=["011 00 00 00"])]
"""A phone number as people write it."""

StatusCode = Annotated[str, StringConstraints(pattern=_STATUS_CODE)]
Slug = Annotated[str, Field(pattern=_SLUG, max_length=64)]
"""A word of an open list: lower case letters, digits and hyphens."""

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=_NO_CONTROL_CHARACTERS)
]
"""One line of text, trimmed, 1 to 200 characters, without control characters."""

TypedLine = Annotated[Line, AfterValidator(as_it_reads)]
"""A line that somebody types: without marks that turn the direction of text. What schools send is read as it is."""

Text = Annotated[str, Field(max_length=4000, pattern=_NO_NUL)]
"""Text of a person, at most 4,000 characters; may have line ends."""

Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
"""A number of things, 0 or more."""

Level = Annotated[int, Field(strict=True, ge=1, le=1000, examples=[5, 10, 15, 30])]
"""A level: the number of problematic half days at which something is due."""

Version = Annotated[int, Field(strict=True, ge=1, le=1_000_000_000)]
"""A version, from 1 on."""

Flag = Annotated[bool, Field(strict=True)]
"""True or false."""

Share = Annotated[float, Field(ge=0, le=1, strict=True, allow_inf_nan=False)]
"""A share, 0 to 1."""
