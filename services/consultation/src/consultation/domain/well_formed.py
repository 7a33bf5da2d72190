"""What texts of the directory have to look like; the errors name the field and repeat nothing of it."""

import re

from shared.domain.errors import InvalidField

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_SCHOOL = re.compile(r"\d{6}", re.ASCII)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL = re.compile(rf"[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~.-]{{1,64}}@(?:{_LABEL}\.)*{_LABEL}", re.ASCII)
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{2,28}", re.ASCII)
_POSTCODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{1,10}[A-Za-z0-9]", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_LINE, _LONGEST_EMAIL = 200, 254


def is_id(value: str) -> bool:
    """Whether a contact or an organisation can be called this."""
    return bool(_ID.fullmatch(value))


def is_email(value: str) -> bool:
    """Whether mail can be addressed to this."""
    return len(value) <= _LONGEST_EMAIL and bool(EMAIL.fullmatch(value))


def require(holds: bool, field: str, reason: str) -> None:
    """Raises InvalidField where it does not hold."""
    if not holds:
        raise InvalidField(field, reason)


def require_line(field: str, value: str) -> None:
    """Raises InvalidField for what is not one line of 1 to 200 characters, without spaces around it."""
    require(bool(value) and value == value.strip(), field, "is empty or begins or ends with a space")
    require(len(value) <= _LONGEST_LINE, field, f"is longer than {_LONGEST_LINE} characters")
    require(not _CONTROL.search(value), field, "has a control character")


def require_email(field: str, value: str | None) -> None:
    """Raises InvalidField for what is there and no e-mail address."""
    require(value is None or is_email(value), field, "is not an e-mail address")


def require_phone(field: str, value: str | None) -> None:
    """Raises InvalidField for what is there and no phone number."""
    require(value is None or bool(_PHONE.fullmatch(value)), field, "is not a phone number")


def require_postcode(field: str, value: str | None) -> None:
    """Raises InvalidField for what is there and no postcode."""
    require(value is None or bool(_POSTCODE.fullmatch(value)), field, "is not a postcode")


def require_school_numbers(field: str, values: tuple[str, ...]) -> None:
    """Raises InvalidField where a value is no institution number."""
    require(all(_SCHOOL.fullmatch(value) for value in values), field, "are numbers of 6 digits")
