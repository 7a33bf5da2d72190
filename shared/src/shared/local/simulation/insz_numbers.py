"""INSZ numbers that were never given to anybody: right check digits, sequence 999 or 000."""

from datetime import date
from random import Random

_SEQUENCES = ("999", "000")
_BIS_MONTHS = (40, 20)
"""Added to the month of a BIS number, for who is in no population register."""
_BIS_SHARE = 0.02
_NEW_CENTURY = 2000


class InszNumbers:
    """Gives each number once."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: set[str] = set()

    def next_for(self, birth_date: date) -> str | None:
        """A number for somebody born on this day or None when this day's numbers are used up."""
        register = [self._number(birth_date, 0, sequence) for sequence in _SEQUENCES]
        bis = [self._number(birth_date, month, sequence) for month in _BIS_MONTHS for sequence in _SEQUENCES]
        in_order = [*bis, *register] if self._random.random() < _BIS_SHARE else [*register, *bis]
        number = next((number for number in in_order if number not in self._given), None)
        if number is not None:
            self._given.add(number)
        return number

    @staticmethod
    def _number(birth_date: date, added_to_month: int, sequence: str) -> str:
        digits = f"{birth_date:%y}{birth_date.month + added_to_month:02}{birth_date:%d}{sequence}"
        checked = f"2{digits}" if birth_date.year >= _NEW_CENTURY else digits
        return f"{digits}{97 - int(checked) % 97:02}"
