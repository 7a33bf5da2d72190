"""Half days that a file has more than once: a file is one list, in which the later of two marks holds."""

from datetime import date, datetime

from attendance.domain.mark import Mark
from attendance.domain.status import Status
from shared.domain.half_days import HalfDay

_BITS = 1 << 28
_PROBES = 4

Said = tuple[str, str, date, HalfDay, datetime]
"""Whose half day, and when it was recorded."""


class Repeats:
    """Which marks of a file are overtaken by a mark of a later chunk, recorded at the same time.

    Learned by reading the file once before: a mark leaves some bits behind, and one that finds all its bits set is
    remembered as a repeat. So memory (32 MiB at most) does not grow with the file: of 20 million marks without any
    repeat half a per cent is remembered for nothing.
    """

    def __init__(self) -> None:
        self._bits = bytearray(_BITS // 8)
        self._last: dict[Said, tuple[int, Status]] = {}

    def __len__(self) -> int:
        return len(self._last)

    def note(self, chunk: int, mark: Mark) -> None:
        """Learn of a mark; chunks come in their order."""
        said = _said(mark)
        if self._was_there(said):
            self._last[said] = (chunk, mark.status)

    def overtakes(self, chunk: int, mark: Mark) -> bool:
        """Whether a later chunk says something else of the half day of this mark."""
        if not self._last:
            return False
        last = self._last.get(_said(mark))
        return last is not None and last[0] > chunk and last[1] is not mark.status

    def _was_there(self, said: Said) -> bool:
        code = hash(said)
        step = (code >> 32) | 1
        was_there = True
        for probe in range(_PROBES):
            place = (code + probe * step) % _BITS
            byte, bit = place >> 3, 1 << (place & 7)
            if not self._bits[byte] & bit:
                self._bits[byte] |= bit
                was_there = False
        return was_there


def _said(mark: Mark) -> Said:
    return mark.school, mark.pupil, mark.date, mark.half_day, mark.recorded_at
