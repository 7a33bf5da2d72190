"""Months of several schools together: what is shown of them gives no small number away, within a month or over two."""

from datetime import date
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from attendance.figures.domain.figures import Month, MonthFigures
from attendance.figures.domain.together import months_together

SMALLEST = 5
MONTHS = [Month(2026, month, date(2026, month, 28)) for month in (9, 10, 11, 12)]


@st.composite
def schools(draw: st.DrawFn) -> list[MonthFigures]:
    """Two schools, whose pupils at each level grow or shrink from month to month."""
    number = st.integers(0, 30)
    return [
        MonthFigures(school, "secundair", month, nested[0], dict(zip((5, 10, 15, 30), nested[1:], strict=True)))
        for school in ("123456", "654321")
        for month in MONTHS
        for nested in [sorted(draw(st.lists(number, min_size=5, max_size=5)), reverse=True)]
    ]


@given(schools())
def test_no_two_shown_numbers_are_a_few_apart(figures: list[MonthFigures]) -> None:
    months = months_together(figures, SMALLEST)
    assert [item.month for item in months] == MONTHS
    for item in months:
        shown = [cell for cell in item.nested if cell is not None]
        assert all(not 0 < cell < SMALLEST for cell in shown)
        assert all(not 0 < wide - narrow < SMALLEST for wide, narrow in pairwise(shown))
    for column in zip(*(item.nested for item in months), strict=True):
        for one, other in combinations([cell for cell in column if cell is not None], 2):
            assert not 0 < abs(one - other) < SMALLEST


@given(schools())
def test_what_is_shown_is_the_sum_of_the_schools(figures: list[MonthFigures]) -> None:
    for item in months_together(figures, SMALLEST):
        sums = [sum(numbers) for numbers in zip(*(x.nested for x in figures if x.month == item.month), strict=True)]
        assert all(cell in (None, number) for cell, number in zip(item.nested, sums, strict=True))


@given(schools())
def test_all_is_shown_where_nothing_is_small(figures: list[MonthFigures]) -> None:
    assert all(None not in item.nested for item in months_together(figures, 1))
