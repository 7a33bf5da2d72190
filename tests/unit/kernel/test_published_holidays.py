"""The Flemish rule beside the dates that were published."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from shared.domain.flemish_holidays import flemish_holidays
from shared.domain.school_year import SchoolYear

# Comes beside the code, not with it.
PUBLISHED = Path(__file__).parents[4] / "shared" / "data" / "calendar" / "be-nl-school-holidays.csv"
NAMES = ("Herfstvakantie", "Kerstvakantie", "Krokusvakantie", "Paasvakantie", "Zomervakantie")

# Lengthened because of covid; and the file starts on a Friday that had lessons.
EXCEPTIONS = {
    "2020-11-02 2020-11-15": "2020-11-02 2020-11-08",
    "2021-12-24 2022-01-09": "2021-12-27 2022-01-09",
}


def published() -> Iterator[tuple[str, date, date]]:
    with PUBLISHED.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            name = row["Name"].split(",")[0].removeprefix("NL ")
            yield name, date.fromisoformat(row["StartDate"]), date.fromisoformat(row["EndDate"])


def by_the_rule(name: str, start: date) -> str:
    """The holiday of that name in the school year of this day, with the free days that follow it at once."""
    rule = flemish_holidays(SchoolYear.of(start))
    [holiday] = [each for each in rule.holidays if each.name == name.lower()]
    until = holiday.until
    while until + timedelta(days=1) in rule.free_days:
        until += timedelta(days=1)
    return f"{holiday.from_} {until}"


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"the published dates are not beside the code: {PUBLISHED.name}")
def test_r34_the_rule_gives_every_published_holiday_but_two() -> None:
    rows = list(published())
    assert len(rows) > 40
    assert {name for name, _, _ in rows} == set(NAMES)
    differing = {
        f"{start} {end}": by_the_rule(name, start)
        for name, start, end in rows
        if by_the_rule(name, start) != f"{start} {end}"
    }
    assert differing == EXCEPTIONS
