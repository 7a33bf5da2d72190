"""The Flemish rule against the published list of school holidays (OpenHolidays, `be-nl-school-holidays.csv`)."""

import csv
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from shared.domain.flemish_holidays import flemish_holidays
from shared.domain.school_year import SchoolYear

SHARED = Path(os.environ.get("FLANKEREND_SHARED", Path(__file__).parents[4] / "shared"))
LIST = SHARED / "data" / "calendar" / "be-nl-school-holidays.csv"

pytestmark = pytest.mark.skipif(not LIST.is_file(), reason=f"no list of school holidays at {LIST} (FLANKEREND_SHARED)")

LENGTHENED_FOR_COVID = date(2020, 11, 2)
STARTS_BEFORE_THE_RULE = date(2021, 12, 24)


def published() -> list[tuple[str, date, date]]:
    with LIST.open(encoding="utf-8-sig", newline="") as file:
        return [
            (
                row["Name"].split(",")[0].removeprefix("NL ").lower(),
                date.fromisoformat(row["StartDate"]),
                date.fromisoformat(row["EndDate"]),
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


def by_the_rule(name: str, day: date) -> tuple[date, date]:
    [holiday] = [each for each in flemish_holidays(SchoolYear.of(day)).holidays if each.name == name]
    until = holiday.until
    # Easter Monday is a single free day in the rule; the list takes it in with the holiday that it touches.
    if until + timedelta(days=1) in flemish_holidays(SchoolYear.of(day)).free_days:
        until += timedelta(days=1)
    return holiday.from_, until


def differences() -> dict[date, tuple[date, date]]:
    return {
        start: by_the_rule(name, start) for name, start, end in published() if by_the_rule(name, start) != (start, end)
    }


def test_the_rule_gives_the_published_holidays_but_for_two() -> None:
    assert len(published()) > 40
    assert differences() == {
        LENGTHENED_FOR_COVID: (LENGTHENED_FOR_COVID, date(2020, 11, 8)),
        STARTS_BEFORE_THE_RULE: (date(2021, 12, 27), date(2022, 1, 9)),
    }
