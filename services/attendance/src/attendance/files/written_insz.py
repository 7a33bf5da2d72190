"""An INSZ as files have it: with its dots, or without the zeros in front that a number cannot have."""

import re

ZEROS_LOST = (
    "Should be 11 digits: a leading zero may be lost, which leading_zeros=insz puts back where the check digits agree"
)

_DIGITS = 11
# Born in January to September 2000: the number begins with 000.
_FEWEST = 8
_BETWEEN_DIGITS = re.compile(r"[ ./-]")


def read_insz(text: str, *, restore_zeros: bool) -> str:
    """The digits of 11.03.04-999.35; with `restore_zeros` also the zeros in front, for a check to judge."""
    digits = _BETWEEN_DIGITS.sub("", text)
    return with_zeros(digits) if restore_zeros else digits


def with_zeros(digits: str) -> str:
    """The 11 digits of a number that lost zeros in front; of another length, and what is no number, as it is."""
    return digits.zfill(_DIGITS) if lacks_zeros(digits) else digits


def lacks_zeros(digits: str) -> bool:
    """Whether these 8 to 10 digits may be an INSZ of somebody born from 2000 to 2009 that passed as a number."""
    return digits.isascii() and digits.isdecimal() and _FEWEST <= len(digits) < _DIGITS
