"""Days in an Ed-Fi calendar file: lessons fall away or come on top, and marks are judged by that."""

from datetime import datetime

import httpx
import pytest

from shared.runtime.clock import BRUSSELS

from .harness import Harness

SCHOOL, PUPIL = "123456", "604822"
NAMESPACE = 'xmlns="http://ed-fi.org/5.2.0"'
DESCRIPTOR = "uri://ed-fi.org/CalendarEventDescriptor#"
SCHOOL_REFERENCE = f"<SchoolReference><SchoolIdentity><SchoolId>{SCHOOL}</SchoolId></SchoolIdentity></SchoolReference>"
SESSION = f"""<Session><SchoolYear>2026-2027</SchoolYear><BeginDate>2026-09-01</BeginDate>
  <EndDate>2026-12-18</EndDate>{SCHOOL_REFERENCE}</Session>"""


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 12, 1, 9, tzinfo=BRUSSELS)


def day(date: str, event: str) -> str:
    return f"""<CalendarDate><Date>{date}</Date><CalendarEvent>{DESCRIPTOR}{event}</CalendarEvent>
  <CalendarReference><CalendarIdentity><CalendarCode>1</CalendarCode>{SCHOOL_REFERENCE}
  <SchoolYear>2026-2027</SchoolYear></CalendarIdentity></CalendarReference></CalendarDate>"""


async def upload(harness: Harness, *records: str, **parameters: str) -> dict:
    content = f"<InterchangeEducationOrgCalendar {NAMESPACE}>\n{''.join(records)}</InterchangeEducationOrgCalendar>"
    how = {"format": "ed-fi-calendar"} | parameters
    answer = await harness.coordinator.post("/imports", content=content.encode(), params=how)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def mark(harness: Harness, date: str) -> httpx.Response:
    content = f"pupil,date,half_day,code\n{PUPIL},{date},AM,B\n"
    how = {"format": "csv", "school": SCHOOL, "enrol": "implicit"}
    return await harness.coordinator.post("/imports", content=content.encode(), params=how)


async def lessons(harness: Harness) -> dict:
    answer = await harness.coordinator.get(f"/calendars/{SCHOOL}/2026-2027")
    return {name: answer.json()[name] for name in ("base", "closures", "extra")}


async def test_a_holiday_takes_the_lessons_of_its_day_away(harness: Harness) -> None:
    await mark(harness, "2026-11-26")
    answer = await upload(harness, SESSION, day("2026-11-26", "Holiday"), day("2026-11-27", "Instructional day"))
    assert {name: answer[name] for name in ("accepted", "unchanged", "superseded", "pending", "rejected")} == {
        "accepted": 1,
        "unchanged": 0,
        "superseded": 0,
        "pending": 0,
        "rejected": 0,
    }
    assert (answer["calendar_dates"], answer["lines"]) == (2, [])
    pupil = (await harness.coordinator.get(f"/pupils/{SCHOOL}/{PUPIL}/attendance")).json()
    assert (pupil["counts"]["problematic"], pupil["rejected"][0]["reason"]) == (0, "outside-calendar")
    assert (await mark(harness, "2026-11-27")).json()["accepted"] == 1


async def test_the_same_file_again_changes_nothing_and_a_dry_run_keeps_nothing(harness: Harness) -> None:
    records = (SESSION, day("2026-11-26", "Strike"), day("2026-11-28", "Make-up day"))
    before = await lessons(harness)
    dry = await upload(harness, *records, dry_run="true")
    assert await lessons(harness) == before
    first, again = await upload(harness, *records), await upload(harness, *records)
    assert [each["calendar_dates"] for each in (dry, first, again)] == [2, 2, 2]
    assert [each["unchanged"] for each in (dry, first, again)] == [0, 0, 1]
    assert await lessons(harness) == {
        "base": "own",
        "closures": [{"date": "2026-11-26", "half_day": None, "reason": "Ed-Fi: Strike"}],
        "extra": [
            {"date": "2026-11-28", "half_day": "AM"},
            {"date": "2026-11-28", "half_day": "PM"},
        ],
    }


async def test_days_without_a_session_close_days_of_the_calendar_that_is_there(harness: Harness) -> None:
    answer = await upload(harness, day("2026-11-26", "Weather day"))
    assert (answer["accepted"], answer["calendar_dates"]) == (0, 1)
    calendar = await lessons(harness)
    assert (calendar["base"], [each["date"] for each in calendar["closures"]]) == ("flanders", ["2026-11-26"])


async def test_what_is_not_understood_is_named_and_counted_nowhere_else(harness: Harness) -> None:
    records = (SESSION, day("2026-11-25", "Other"), day("2026-11-26", "Strike"), day("2026-11-26", "Instructional day"))
    answer = await upload(harness, *records)
    assert (answer["accepted"], answer["rejected"], answer["calendar_dates"]) == (1, 0, 3)
    assert [(line["line"], line["status"]) for line in answer["lines"]] == [
        (3, "rejected"),
        (5, "rejected"),
        (7, "rejected"),
    ]
    assert (await lessons(harness))["closures"] == []
