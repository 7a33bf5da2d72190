import pytest

from attendance.school_files.reading import days_said_twice
from attendance.school_files.reading.days_said_twice import DaysSaidTwice
from shared.domain.errors import InvalidField


def test_a_day_with_several_codes_has_all_of_them_and_one_with_one_code_none() -> None:
    days = DaysSaidTwice([(("a", 1), 3), (("b", 1), 0), (("a", 1), 255), (("b", 1), 0), (("a", 1), 3), (("c", 1), 7)])
    assert days.codes_of(("a", 1)) == frozenset({3, 255})
    assert [days.codes_of(day) for day in (("b", 1), ("c", 1), ("d", 1))] == [None] * 3


def test_many_days_keep_apart() -> None:
    noted = [(f"{number}", code) for code in (1, 2) for number in range(0, 30_000, code)]
    days = DaysSaidTwice(noted)
    assert all((days.codes_of(f"{number}") is not None) == (number % 2 == 0) for number in range(30_000))


def test_more_than_can_be_remembered_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days_said_twice, "MOST_REMEMBERED", 10)
    DaysSaidTwice((str(number), code) for number in range(10) for code in (0, 1))
    with pytest.raises(InvalidField, match="send it in parts") as refused:
        DaysSaidTwice((str(number), code) for number in range(11) for code in (0, 1))
    assert refused.value.field == "body"
