"""Small cells: a number of a few pupils points at those pupils, so figures leave it out."""

from collections.abc import Sequence

Cell = int | None
"""A number of pupils as it is shown; None is left out."""


def shown(number: int, smallest: int) -> Cell:
    """A number of pupils, or None when it is 1 to `smallest` - 1. Zero points at nobody; `smallest` 1 shows all."""
    return None if 0 < number < smallest else number


def shown_nested(numbers: Sequence[int], smallest: int) -> tuple[Cell, ...]:
    """Numbers of groups that lie inside each other, the widest first; each number is at most the number before it.

    Small numbers are left out. A number that differs from the last shown number by a few is left out too. A reader who
    subtracts the two would have the small cell after all.
    """
    cells: list[Cell] = []
    within: int | None = None
    for number in numbers:
        apart = 0 if within is None else within - number
        cell = None if shown(number, smallest) is None or shown(apart, smallest) is None else number
        cells.append(cell)
        within = within if cell is None else cell
    return tuple(cells)
