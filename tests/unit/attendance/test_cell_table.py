"""Cells that are left out stay unknown to whoever adds and subtracts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.cell_table import Sum, shown_table

Table = tuple[dict[str, int], list[Sum[str]]]


def table(*rows: tuple[int, ...]) -> Table:
    """A table with the totals of its rows, of its columns, and of all: `a1`, `a`, `1`, `all`."""
    width = len(rows[0])
    letters = "abcdefgh"[: len(rows)]
    numbers = {
        f"{letter}{place}": row[place] for letter, row in zip(letters, rows, strict=True) for place in range(width)
    }
    sums = [Sum(letter, tuple(f"{letter}{place}" for place in range(width))) for letter in letters]
    sums += [Sum(str(place), tuple(f"{letter}{place}" for letter in letters)) for place in range(width)]
    sums += [Sum("all", tuple(letters))]
    for one in sums:
        numbers[one.total] = sum(numbers[part] for part in one.parts)
    return numbers, sums


def hidden(numbers: dict[str, int], sums: list[Sum[str]], smallest: int = 5) -> set[str]:
    return {key for key, cell in shown_table(numbers, sums, smallest).items() if cell is None}


def test_without_a_small_cell_everything_is_shown() -> None:
    numbers, sums = table((10, 20), (0, 30))
    assert shown_table(numbers, sums, 5) == numbers


def test_a_small_cell_takes_others_with_it_so_that_no_total_gives_it_away() -> None:
    numbers, sums = table((2, 20, 30), (10, 12, 40), (50, 60, 70))
    assert hidden(numbers, sums) == {"a0", "a1", "b0", "b1"}


def test_a_row_with_nothing_else_loses_its_total() -> None:
    assert hidden({"a": 3, "b": 0, "all": 3}, [Sum("all", ("a", "b"))]) == {"a", "all"}
    assert hidden({"a": 4, "b": 20, "all": 24}, [Sum("all", ("a", "b"))]) == {"a", "b"}


def test_what_is_missing_from_a_total_is_never_a_few() -> None:
    numbers = {"a": 1, "b": 1, "c": 20, "all": 22}
    assert hidden(numbers, [Sum("all", ("a", "b", "c"))]) == {"a", "b", "c"}


def test_a_cell_between_two_that_hide_each_other_is_not_a_bridge() -> None:
    """Every row and column has two hidden cells or none, and yet one of them would follow from the others."""
    cells = {("a", "0"), ("a", "1"), ("b", "0"), ("b", "1"), ("b", "2"), ("c", "2"), ("c", "3"), ("d", "2"), ("d", "3")}
    rows = [tuple(1 if (r, str(c)) in cells else 50 for c in range(4)) for r in "abcd"]
    numbers, sums = table(*rows)
    assert not _computable(numbers, sums, hidden(numbers, sums))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=3), st.integers(1, 6))
def test_no_table_gives_a_hidden_cell_away(rows: list[tuple[int, ...]], smallest: int) -> None:
    numbers, sums = table(*rows)
    left_out = hidden(numbers, sums, smallest)
    assert {key for key, number in numbers.items() if 0 < number < smallest} <= left_out
    assert not _computable(numbers, sums, left_out)


def _computable(numbers: dict[str, int], sums: list[Sum[str]], left_out: set[str]) -> set[str]:
    """The hidden cells for which nobody finds another number that leaves every sum right."""
    return {key for key in left_out if not _can_change(key, sums, sorted(left_out - {key}), {key: 1})}


def _can_change(first: str, sums: list[Sum[str]], others: list[str], change: dict[str, int]) -> bool:
    """Whether the cells can change by one, up or down or not at all, with `first` one up: tried one after the other."""
    for one in sums:
        unknown = [key for key in one.cells if key in others]
        off = sum(change.get(part, 0) for part in one.parts) - change.get(one.total, 0)
        if abs(off) > len(unknown):
            return False
    if not others:
        return True
    key, rest = others[0], others[1:]
    return any(_can_change(first, sums, rest, change | {key: by}) for by in (0, 1, -1))


@pytest.mark.parametrize("smallest", [1, 5])
def test_zeros_are_shown(smallest: int) -> None:
    numbers, sums = table((0, 0), (0, 10))
    assert [shown_table(numbers, sums, smallest)[key] for key in ("a0", "a", "b1")] == [0, 0, 10]
