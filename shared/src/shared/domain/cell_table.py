"""Tables of small cells whose totals are shown too: what is left out must not be there to be worked out."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from shared.domain.small_cells import Cell

Key = TypeVar("Key", bound=Hashable)
_Row = dict[Key, Fraction]


@dataclass(frozen=True, slots=True)
class Sum(Generic[Key]):
    """That one cell of a table is the sum of others."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def cells(self) -> tuple[Key, ...]:
        """All cells of the sum, parts first."""
        return (*self.parts, self.total)


def shown_table(numbers: Mapping[Key, int], sums: Sequence[Sum[Key]], smallest: int) -> dict[Key, Cell]:
    """The cells of a table as they are shown: numbers of pupils, or None.

    The table leaves out every number from 1 to `smallest` - 1. It also leaves out enough other numbers, so that two
    things hold:

    1. no small number follows from the shown numbers and the sums, alone or together;
    2. what is missing from a total is never a few pupils.

    Zero points at nobody.
    """
    hidden = {key for key, number in numbers.items() if 0 < number < smallest}
    while (exposed := _exposed(numbers, sums, hidden, smallest=smallest)) is not None:
        hidden.add(_tells_least(exposed, [key for key in exposed.cells if key not in hidden], numbers))
    return {key: None if key in hidden else number for key, number in numbers.items()}


def _exposed(
    numbers: Mapping[Key, int], sums: Sequence[Sum[Key]], hidden: set[Key], *, smallest: int
) -> Sum[Key] | None:
    """A sum in which another cell has to be hidden; None when nothing gives anything away."""
    with_hidden = [sum_ for sum_ in sums if not hidden.isdisjoint(sum_.cells)]
    in_part = [sum_ for sum_ in with_hidden if not hidden.issuperset(sum_.cells)]
    for sum_ in in_part:
        if len(hidden.intersection(sum_.cells)) == 1 or _lacks_a_few(sum_, numbers, hidden, smallest=smallest):
            return sum_
    given_away = _determined(with_hidden, hidden)
    beside = [sum_ for sum_ in in_part if not given_away.isdisjoint(sum_.cells)]
    if given_away:
        return min(beside or in_part, key=lambda sum_: len(hidden.intersection(sum_.cells)), default=None)
    return None


def _lacks_a_few(sum_: Sum[Key], numbers: Mapping[Key, int], hidden: set[Key], *, smallest: int) -> bool:
    lacking = sum(numbers[part] for part in sum_.parts if part in hidden)
    return sum_.total not in hidden and 0 < lacking < smallest


def _tells_least(sum_: Sum[Key], beside: Sequence[Key], numbers: Mapping[Key, int]) -> Key:
    """Which of these cells of a sum to hide: its smallest part, else the total; a zero only where there is no other."""
    return min(beside, key=lambda key: (numbers[key] == 0, key == sum_.total, numbers[key], sum_.cells.index(key)))


def _determined(sums: Sequence[Sum[Key]], hidden: set[Key]) -> set[Key]:
    """The hidden cells that the sums and all shown cells leave one value for: those alone in a row once solved."""
    rows = [_equation(sum_, hidden) for sum_ in sums]
    solved: list[_Row[Key]] = []
    for row in rows:
        reduced = _reduced(row, solved)
        if reduced:
            pivot = next(iter(reduced))
            scaled = {key: value / reduced[pivot] for key, value in reduced.items()}
            solved = [_without(row, pivot, scaled) for row in solved]
            solved.append(scaled)
    return {key for row in solved if len(row) == 1 for key in row}


def _equation(sum_: Sum[Key], hidden: set[Key]) -> _Row[Key]:
    row: _Row[Key] = {}
    for key, factor in _factors(sum_):
        if key in hidden:
            row[key] = row.get(key, Fraction(0)) + factor
    return row


def _factors(sum_: Sum[Key]) -> Iterator[tuple[Key, int]]:
    yield from ((part, 1) for part in sum_.parts)
    yield sum_.total, -1


def _reduced(row: _Row[Key], solved: Sequence[_Row[Key]]) -> _Row[Key]:
    for solved_row in solved:
        row = _without(row, next(iter(solved_row)), solved_row)
    return row


def _without(row: _Row[Key], pivot: Key, solved: _Row[Key]) -> _Row[Key]:
    """A row minus a multiple of a solved row, so that the pivot is gone."""
    factor = row.get(pivot)
    if not factor:
        return row
    keys = dict.fromkeys([*row, *solved])
    left = {key: row.get(key, Fraction(0)) - factor * solved.get(key, Fraction(0)) for key in keys}
    return {key: value for key, value in left.items() if value}
