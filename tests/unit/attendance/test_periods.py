"""Stretches of days."""

from datetime import date

import pytest

from attendance.register.domain.period import Period, union

SEP_1, SEP_15, SEP_16, SEP_30 = (date(2026, 9, day) for day in (1, 15, 16, 30))


@pytest.mark.parametrize(
    ("period", "inside"),
    [
        (Period(SEP_1, SEP_15), [SEP_1, SEP_15]),
        (Period(None, SEP_15), [SEP_1, SEP_15]),
        (Period(SEP_15, None), [SEP_15, SEP_16, SEP_30]),
        (Period(None, None), [SEP_1, SEP_15, SEP_16, SEP_30]),
    ],
)
def test_both_ends_are_included(period: Period, inside: list[date]) -> None:
    assert [day for day in (SEP_1, SEP_15, SEP_16, SEP_30) if day in period] == inside


def test_only_days_are_in_a_period() -> None:
    assert "2026-09-01" not in Period(None, None)


@pytest.mark.parametrize(
    ("periods", "joined"),
    [
        ([], ()),
        ([Period(SEP_16, SEP_30), Period(SEP_1, SEP_15)], (Period(SEP_1, SEP_30),)),
        ([Period(SEP_1, SEP_15), Period(SEP_30, None)], (Period(SEP_1, SEP_15), Period(SEP_30, None))),
        ([Period(SEP_1, None), Period(SEP_16, SEP_30)], (Period(SEP_1, None),)),
        ([Period(SEP_1, SEP_30), Period(SEP_15, SEP_16)], (Period(SEP_1, SEP_30),)),
        ([Period(SEP_1, SEP_15), Period(None, SEP_1)], (Period(None, SEP_15),)),
        ([Period(SEP_1, date.max), Period(SEP_30, SEP_30)], (Period(SEP_1, date.max),)),
    ],
)
def test_union(periods: list[Period], joined: tuple[Period, ...]) -> None:
    assert union(periods) == joined
