"""What figures show of a few pupils: nothing."""

import pytest

from shared.domain.small_cells import shown, shown_nested


@pytest.mark.parametrize(("number", "cell"), [(0, 0), (1, None), (4, None), (5, 5), (6, 6), (1000, 1000)])
def test_a_number_below_the_smallest_is_left_out_and_zero_is_not(number: int, cell: int | None) -> None:
    assert shown(number, 5) == cell


def test_a_smallest_cell_of_one_shows_everything() -> None:
    assert [shown(number, 1) for number in range(4)] == [0, 1, 2, 3]
    assert shown_nested((9, 8, 1, 0), 1) == (9, 8, 1, 0)


@pytest.mark.parametrize(
    ("numbers", "cells"),
    [
        ((100, 20, 10, 5, 0), (100, 20, 10, 5, 0)),
        ((100, 20, 10, 4, 1), (100, 20, 10, None, None)),
        ((100, 8, 5), (100, 8, None)),  # 8 and 5 shown: three pupils between the two levels
        ((100, 8, 5, 0), (100, 8, None, 0)),
        ((100, 97, 90), (100, None, 90)),  # the three below the level are as few
        ((3, 3, 0), (None, None, 0)),
        ((7, 7, 0), (7, 7, 0)),
        ((), ()),
    ],
)
def test_of_nested_groups_no_two_shown_numbers_differ_by_a_few(
    numbers: tuple[int, ...], cells: tuple[int | None, ...]
) -> None:
    assert shown_nested(numbers, 5) == cells
