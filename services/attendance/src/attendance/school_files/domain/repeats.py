"""Half days that a file has more than once: a file is one list, in which the later of two marks holds."""

from collections.abc import Iterable
from datetime import date, datetime

from attendance.register.domain.codes import OFFICIAL_CODES
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay

MOST_REMEMBERED = 100_000

_FEWEST_BITS = 1 << 20
_PROBES = 6

Said = tuple[str, str, date, HalfDay, datetime]
"""Whose half day, and when it was recorded."""

Word = tuple[Status, str | None]
"""What is said of it: the status, and the official code where those are retained."""

_STATUSES: list[Word] = [(status, None) for status in Status]
_ABSENCES: list[Word] = [(Status.PROBLEMATIC, "B"), *((Status.JUSTIFIED, code) for code in OFFICIAL_CODES)]
_WORDS: list[Word] = [(status, code) for status in Status for code in (None, *OFFICIAL_CODES)]
_SALTS = {word: (rank + 1) * 0x9E3779B97F4A7C15 for rank, word in enumerate(_WORDS)}


def _others_among(words: list[Word]) -> dict[Word, list[int]]:
    return {word: [_SALTS[other] for other in words if other != word] for word in _WORDS}


_OTHERS_WITHOUT_CODE = _others_among(_STATUSES)
_OTHERS = _others_among(_STATUSES + _ABSENCES)


class Repeats:
    """The marks of a file that a mark of a later chunk overtakes: recorded at the same time, with another content.

    A first reading of the file finds them. A mark leaves some bits behind for its content. A mark that finds the bits
    of another content for its half day is remembered. So memory does not grow with marks that are there twice. Memory
    is a bit or two for each byte of the file (`size`), plus the differing content of up to 100,000 half days.
    """

    def __init__(self, size: int) -> None:
        places = max(_FEWEST_BITS, 1 << size.bit_length())
        self._mask = places - 1
        self._bits = bytearray(places // 8)
        self._last: dict[Said, tuple[int, Word]] = {}
        self._others = _OTHERS_WITHOUT_CODE

    def __len__(self) -> int:
        return len(self._last)

    def note(self, chunk: int, marks: Iterable[Mark]) -> None:
        """Learn of a chunk's marks; chunks come in their order. Raises InvalidField when there is too much to learn."""
        for mark in marks:
            slot, word = _said(mark), (mark.status, mark.code)
            if mark.code is not None:
                self._others = _OTHERS  # before the first code there is none to look for
            place = hash(slot)
            for other in self._others[word]:
                if self._was_there(place ^ other):
                    self._last[slot] = (chunk, word)
            self._leave(place ^ _SALTS[word])
        if len(self._last) > MOST_REMEMBERED:
            raise InvalidField("body", "has too many half days more than once with another code; send it in parts")

    def overtakes(self, chunk: int, mark: Mark) -> bool:
        """Whether a later chunk says something else of the half day of this mark."""
        if not self._last:
            return False
        last = self._last.get(_said(mark))
        return last is not None and last[0] > chunk and last[1] != (mark.status, mark.code)

    def _was_there(self, code: int) -> bool:
        step = (code >> 31) | 1
        for _ in range(_PROBES):
            place = code & self._mask
            if not self._bits[place >> 3] >> (place & 7) & 1:
                return False
            code += step
        return True

    def _leave(self, code: int) -> None:
        step = (code >> 31) | 1
        for _ in range(_PROBES):
            place = code & self._mask
            self._bits[place >> 3] |= 1 << (place & 7)
            code += step


def _said(mark: Mark) -> Said:
    return mark.school, mark.pupil, mark.date, mark.half_day, mark.recorded_at
