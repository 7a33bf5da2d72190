"""Finds, in one reading of a large file, the pupils' days for which several events say something different."""

from array import array
from collections.abc import Hashable, Iterable, Iterator
from itertools import groupby

from shared.domain.errors import InvalidField

MOST_REMEMBERED = 100_000

_BUCKETS = 256
_CODE_BITS = 8
_CODES = (1 << _CODE_BITS) - 1
_HASHES = (1 << 64) - 1


class DaysSaidTwice:
    """The codes (0 to 255) that were noted of a day, of the days with more than one code.

    It costs eight bytes for each thing noted, and remembers up to 100,000 days. Raises InvalidField (of `body`) when
    there are more. A day is known by 56 bits of its hash.
    """

    def __init__(self, noted: Iterable[tuple[Hashable, int]]) -> None:
        buckets = [array("Q") for _ in range(_BUCKETS)]
        for day, code in noted:
            place = _place(day)
            buckets[place % _BUCKETS].append(place & ~_CODES | code)
        self._codes = dict(_different(buckets))

    def codes_of(self, day: Hashable) -> frozenset[int] | None:
        """All codes of this day; None when there is one at most."""
        return self._codes.get(_place(day) >> _CODE_BITS) if self._codes else None


def _place(day: Hashable) -> int:
    return hash(day) & _HASHES


def _different(buckets: list["array[int]"]) -> Iterator[tuple[int, frozenset[int]]]:
    number = 0
    while buckets:  # each bucket is dropped before the next one is sorted
        for day, noted in groupby(sorted(buckets.pop()), key=lambda number: number >> _CODE_BITS):
            codes = frozenset(number & _CODES for number in noted)
            if len(codes) > 1:
                number += 1
                if number > MOST_REMEMBERED:
                    raise InvalidField("body", "has too many days with several events of one pupil; send it in parts")
                yield day, codes
