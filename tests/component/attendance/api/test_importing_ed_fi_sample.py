"""The official Ed-Fi sample, unchanged, against a count made straight from the XML."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain

import httpx
import pytest

from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

from . import ed_fi_sample as sample
from .harness import Harness

pytestmark = pytest.mark.skipif(bool(sample.MISSING), reason=sample.MISSING)

# The Flemish school year 2021-2022 as it was published, without the code under test.
FLEMISH_FREE = [
    ("2021-08-01", "2021-08-31"),
    ("2021-11-01", "2021-11-07"),
    ("2021-11-11", "2021-11-11"),
    ("2021-12-27", "2022-01-09"),
    ("2022-02-28", "2022-03-06"),
    ("2022-04-04", "2022-04-18"),
    ("2022-05-26", "2022-05-27"),
]


@pytest.fixture
def at() -> datetime:
    return datetime(2022, 6, 1, 9, tzinfo=BRUSSELS)


async def upload(harness: Harness, maps: Sequence[str] = sample.MAP, content: bytes | None = None) -> httpx.Response:
    return await harness.coordinator.post(
        "/imports",
        content=content or sample.ATTENDANCE.read_bytes(),
        params={"format": "ed-fi", "map": maps, "enrol": "implicit"},
    )


async def registered(harness: Harness) -> sample.Counts:
    found: sample.Counts = {}
    for school, pupil in sample.counts_in(lambda *_: True):
        answer = await harness.coordinator.get(f"/pupils/{school}/{pupil}/attendance")
        counts = answer.json()["counts"]
        assert counts["present"] == 0
        assert answer.json()["person_count"] == counts["problematic"]
        found[school, pupil] = {status: counts[status] for status in sample.COUNTED}
    return found


def in_flanders(_school: str, day: date) -> bool:
    return day.weekday() < 5 and not any(first <= str(day) <= last for first, last in FLEMISH_FREE)


def in_own_sessions(school: str, day: date) -> bool:
    return day.weekday() < 5 and any(first <= day <= last for first, last in sample.sessions()[school])


async def test_counts_by_the_flemish_calendar(harness: Harness) -> None:
    expected = sample.counts_in(in_flanders)
    assert len(expected) == 227
    answer = (await upload(harness)).json()
    assert answer["accepted"] == sum(chain.from_iterable(each.values() for each in expected.values()))
    assert answer["rejected"] > 0
    assert sum(answer[each] for each in ("accepted", "unchanged", "superseded", "pending", "rejected")) == sum(
        map(sample.half_days, sample.events())
    )
    assert {line["reason"] for line in answer["lines"] if line["status"] == "rejected"} == {"outside-calendar"}
    assert [line["reason"] for line in answer["lines"] if "Duration" in str(line["reason"])] == [
        "SchoolAttendanceDuration: minutes, and it is not set how many a school day has"
    ]
    assert await registered(harness) == expected


async def test_absences_of_a_part_of_the_day_count_as_long_as_they_are(harness: Harness) -> None:
    content = sample.with_parts_of_days()
    expected = sample.counts_in(in_own_sessions, content)
    assert sum(each["unknown"] for each in expected.values()) > 100
    assert sum(each["problematic"] for each in expected.values()) > 500
    await harness.coordinator.post(
        "/imports", content=sample.CALENDAR.read_bytes(), params={"format": "ed-fi-calendar", "map": sample.MAP}
    )
    await upload(harness, content=content)
    assert await registered(harness) == expected


async def test_counts_by_its_own_calendar(harness: Harness) -> None:
    calendars = await harness.coordinator.post(
        "/imports", content=sample.CALENDAR.read_bytes(), params={"format": "ed-fi-calendar", "map": sample.MAP}
    )
    assert (calendars.json()["accepted"], calendars.json()["rejected"]) == (6, 0)
    await upload(harness)
    assert await registered(harness) == sample.counts_in(in_own_sessions)


async def test_its_own_calendar_arriving_later_comes_to_the_same(harness: Harness) -> None:
    await upload(harness)
    await harness.coordinator.post(
        "/imports", content=sample.CALENDAR.read_bytes(), params={"format": "ed-fi-calendar", "map": sample.MAP}
    )
    assert await registered(harness) == sample.counts_in(in_own_sessions)


async def test_levels_follow_from_the_counts(harness: Harness) -> None:
    await upload(harness)
    counts = {pupil: each["problematic"] for (_, pupil), each in sample.counts_in(in_flanders).items()}
    for level in (5, 10, 15, 30):
        page = await harness.coordinator.get("/signals", params={"level": level, "limit": 200})
        found = {each["pupil"] for each in page.json()["items"]}
        assert found == {pupil for pupil, count in counts.items() if count >= level}


async def test_the_file_again_changes_nothing(harness: Harness) -> None:
    first = (await upload(harness)).json()
    again = (await upload(harness)).json()
    assert (again["accepted"], again["superseded"], again["pending"]) == (0, 0, 0)
    assert again["unchanged"] == first["accepted"] + first["unchanged"]
    assert again["rejected"] == first["rejected"]


async def test_an_identifier_without_a_map_is_rejected_and_named(harness: Harness) -> None:
    answer = (await upload(harness, sample.MAP[:2])).json()
    unmapped = [line for line in answer["lines"] if str(line["reason"]).startswith("map")]
    assert unmapped
    assert answer["accepted"] > 0
    assert (await harness.coordinator.get("/signals", params={"school": "333333"})).json()["items"] == []


async def test_a_file_cut_short_records_nothing(harness: Harness) -> None:
    answer = await harness.coordinator.post(
        "/imports",
        content=sample.ATTENDANCE.read_bytes()[:-1000],
        params={"format": "ed-fi", "map": sample.MAP, "enrol": "implicit"},
    )
    assert answer.status_code == 422
    assert (await harness.coordinator.get("/signals")).json()["items"] == []
    school, pupil = next(iter(sample.counts_in(in_flanders)))
    assert (await harness.coordinator.get(f"/pupils/{school}/{pupil}/attendance")).status_code == 404


async def test_a_calendar_file_again_changes_nothing_and_is_no_school_s_to_bring(harness: Harness) -> None:
    params = {"format": "ed-fi-calendar", "map": sample.MAP}
    content = sample.CALENDAR.read_bytes()
    dry = await harness.coordinator.post("/imports", content=content, params={**params, "dry_run": "true"})
    first = await harness.coordinator.post("/imports", content=content, params=params)
    again = await harness.coordinator.post("/imports", content=content, params=params)
    assert [each.json()["accepted"] for each in (dry, first, again)] == [6, 6, 0]
    assert again.json()["unchanged"] == 6
    assert (first.json()["calendar_dates"], first.json()["lines"]) == (2, [])  # of one pupil's own calendar
    own = await harness.coordinator.get("/calendars/111111/2021-2022")
    assert own.json()["sessions"] == [
        {"from": "2021-08-23", "until": "2021-12-17"},
        {"from": "2022-01-04", "until": "2022-05-27"},
    ]
    of_school = harness.by(Role.SCHOOL, school="111111")
    assert (await of_school.post("/imports", content=content, params=params)).status_code == 403
