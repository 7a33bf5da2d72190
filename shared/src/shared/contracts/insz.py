"""The check of an INSZ: check digits by python-stdnum, and a birth date that can exist.

The number starts with the birth date as YYMMDD; a BIS number has its month raised by 20 or 40. A month or day of 00
was not known when the number was given (KB of 8 February 1991; IBZ, IT000).
"""

from pydantic_core import PydanticCustomError
from stdnum.be import bis, nn
from stdnum.exceptions import ValidationError

_UNKNOWN = "00"


def checked_insz(number: str) -> str:
    """Return the number, or refuse it with what was expected; the number itself is not in the error."""
    if not is_insz(number):
        raise PydanticCustomError("insz", "Should be an INSZ with right check digits and a possible birth date")
    return number


def is_insz(number: str) -> bool:
    """Whether these 11 digits are a rijksregisternummer or BIS number with a possible birth date."""
    for kind in (nn, bis):
        try:
            kind.validate(number)
        except ValidationError:
            continue
        return kind.get_birth_date(number) is not None or _date_not_known(number)
    return False


def _date_not_known(number: str) -> bool:
    month, day = int(number[2:4]) % 20, number[4:6]
    return month == 0 or day == _UNKNOWN
