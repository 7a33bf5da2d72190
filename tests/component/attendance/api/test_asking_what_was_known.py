"""`as_known_at`: the pupil's attendance as the system knew it at a time."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, Harness, enrolment, mark

PATH = "/pupils/123456/1234567/attendance"
DAYS = ("2026-09-01", "2026-09-03", "2026-09-04")


def problematic(**more: Any) -> list[dict[str, Any]]:
    return [mark(date=day, half_day=half_day, **more) for day in DAYS for half_day in ("AM", "PM")]


async def asked(harness: Harness, at: datetime, **more: str) -> dict[str, Any]:
    answer = await harness.coordinator.get(PATH, params={"as_known_at": at.isoformat(), **more})
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def present(harness: Harness) -> dict[str, Any]:
    return (await harness.coordinator.get(PATH)).json()  # type: ignore[no-any-return]


async def test_a_correction_does_not_change_what_was_known_before(enrolled: Harness, at: datetime) -> None:
    await enrolled.coordinator.post("/attendance-records", json=problematic())
    before = await present(enrolled)
    assert (before["person_count"], before["levels_reached"]) == (6, [5])
    enrolled.clock.advance(timedelta(hours=1))
    late = problematic(code="Z", recorded_at="2026-10-20T09:00:00+02:00")
    await enrolled.coordinator.post("/attendance-records", json=late)
    assert (await present(enrolled))["levels_reached"] == []
    assert await asked(enrolled, at) == before
    assert await asked(enrolled, at + timedelta(minutes=59)) == before
    assert await asked(enrolled, at + timedelta(hours=1)) == await present(enrolled)


async def test_calendars_and_enrolments_are_those_of_the_time(enrolled: Harness, at: datetime) -> None:
    client = enrolled.coordinator
    await client.post("/attendance-records", json=problematic())
    answers = {at: await present(enrolled)}
    steps = [
        lambda: client.put("/calendars/123456/2026-2027", json=closing(DAYS[0])),
        lambda: client.put("/calendars/123456/2026-2027", json=closing(DAYS[1]), headers={"If-Match": '"1"'}),
        lambda: client.post("/enrolments", json=enrolment(valid_from="2026-09-04")),
        lambda: client.post("/enrolments", json=leaving("2026-09-03")),
        lambda: client.post("/enrolments", json=leaving(None, recorded_at="2026-09-08T07:00:00+02:00")),
    ]
    for step in steps:
        enrolled.clock.advance(timedelta(hours=1))
        assert (await step()).status_code == 200
        answers[enrolled.clock.now()] = await present(enrolled)
    assert len({answer["person_count"] for answer in answers.values()}) > 1
    for time, answer in answers.items():
        assert await asked(enrolled, time) == answer


def closing(day: str) -> dict[str, Any]:
    closures = [{"date": day, "half_day": None, "reason": "vrij"}]
    return {"base": "flanders", "sessions": [], "extra": [], "closures": closures}


def leaving(day: str | None, recorded_at: str = "2026-09-07T07:00:00+02:00") -> dict[str, Any]:
    return {"school": "123456", "pupil": "1234567", "valid_until": day, "recorded_at": recorded_at}


async def test_a_person_was_another_one_before_two_joined(harness: Harness, at: datetime) -> None:
    client = harness.coordinator
    person = enrolment()["person"] | {"insz": "11030499935"}
    other = {"school": OTHER_SCHOOL, "pupil": "77"}
    await client.post("/enrolments", json=[enrolment(), enrolment(**other, person=person)])
    await client.post("/attendance-records", json=[*problematic()[:3], *problematic(**other)[3:]])
    apart = await present(harness)
    harness.clock.advance(timedelta(hours=1))
    await client.post("/enrolments", json=enrolment(person=person, recorded_at="2026-09-02T07:00:00+02:00"))
    together = await present(harness)
    assert (apart["person_count"], together["person_count"], together["levels_reached"]) == (3, 6, [5])
    assert apart["person_id"] != together["person_id"]
    assert await asked(harness, at) == apart
    assert await asked(harness, at + timedelta(hours=1)) == together


async def test_a_mark_sent_again_with_the_same_status_has_its_newest_time_and_event(
    enrolled: Harness, at: datetime
) -> None:
    await enrolled.coordinator.post("/attendance-records", json=mark())
    enrolled.clock.advance(timedelta(hours=1))
    again = mark(recorded_at="2026-10-06T08:00:00+02:00")
    await enrolled.coordinator.post("/attendance-records", json=again)
    [half_day] = (await asked(enrolled, at))["half_days"]
    assert (half_day["status"], half_day["recorded_at"]) == ("problematic", "2026-10-06T06:00:00Z")


async def test_before_anything_was_known_there_is_no_such_pupil(enrolled: Harness, at: datetime) -> None:
    early = {"as_known_at": (at - timedelta(seconds=1)).isoformat()}
    answer = await enrolled.coordinator.get(PATH, params=early)
    assert (answer.status_code, answer.json()["detail"]) == (404, "no such pupil known at that time")


async def test_a_time_ahead_of_now_is_refused(enrolled: Harness, at: datetime) -> None:
    ahead = {"as_known_at": (at + timedelta(seconds=1)).isoformat()}
    answer = await enrolled.coordinator.get(PATH, params=ahead)
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["field"], error["reason"]) == (
        "as_known_at",
        "lies ahead of now: what will be known then is not known yet",
    )


@pytest.mark.parametrize("text", ["2026-11-20", "2026-11-20T09:00:00", "yesterday", "1700000000", ""])
async def test_what_is_no_time_is_refused(enrolled: Harness, text: str) -> None:
    answer = await enrolled.coordinator.get(PATH, params={"as_known_at": text})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "as_known_at")


async def test_a_time_before_any_calendar_is_refused(enrolled: Harness) -> None:
    async with enrolled.service.engine.begin() as connection:  # as an enrolment that was there before times were kept
        await connection.exec_driver_sql("UPDATE enrolment SET known_since = '-infinity'")
    for time, status in (("0001-01-02T00:00:00Z", 422), ("1583-12-31T23:59:59Z", 422), ("1584-01-01T00:00:00Z", 200)):
        assert (await enrolled.coordinator.get(PATH, params={"as_known_at": time})).status_code == status, time


async def test_a_plus_sign_may_come_unescaped(enrolled: Harness) -> None:
    answer = await enrolled.coordinator.get(f"{PATH}?as_known_at=2026-11-20T09:00:00+01:00")
    assert answer.status_code == 200


async def test_the_school_year_is_the_one_that_was_running(enrolled: Harness, at: datetime) -> None:
    enrolled.clock.set(at.replace(year=2027))
    assert (await present(enrolled))["school_year"] == "2027-2028"
    assert (await asked(enrolled, at))["school_year"] == "2026-2027"
    assert (await asked(enrolled, at, school_year="2027-2028"))["school_year"] == "2027-2028"


async def test_a_clb_contact_sees_level_and_count_of_that_time(enrolled: Harness, at: datetime) -> None:
    await enrolled.know("clb-1", Role.CLB, "123456")
    await enrolled.coordinator.post("/attendance-records", json=problematic())
    answer = await enrolled.by(Role.CLB).get(PATH, params={"as_known_at": at.isoformat()})
    assert (answer.json()["person_count"], "half_days" in answer.json()) == (6, False)


async def test_r22_part_time_is_possible_at_15_or_16(enrolled: Harness) -> None:
    shown = (await present(enrolled))["compulsory"]
    assert shown == {"from": "2017-09-01", "until": "2029-03-03", "part_time_from": ["2026-03-04", "2027-03-04"]}


async def test_a_pupil_who_was_several_persons_was_each_in_its_time(harness: Harness) -> None:
    client = harness.coordinator
    persons = [enrolment()["person"] | {"insz": insz} for insz in ("11030499935", "12090100023")]
    others = [{"school": OTHER_SCHOOL, "pupil": "77"}, {"school": OTHER_SCHOOL, "pupil": "78"}]
    known = [enrolment(**other, person=person) for other, person in zip(others, persons, strict=True)]
    await client.post("/enrolments", json=[enrolment(), *known])
    await client.post("/attendance-records", json=[mark(), *(mark(**other, date="2026-10-06") for other in others)])
    answers = {harness.clock.now(): await present(harness)}
    for number, person in enumerate((persons[0], persons[1], persons[0])):
        harness.clock.advance(timedelta(hours=1))
        later = enrolment(person=person, recorded_at=f"2026-09-0{number + 2}T07:00:00+02:00")
        await client.post("/enrolments", json=later)
        answers[harness.clock.now()] = await present(harness)
    assert [answer["person_count"] for answer in answers.values()] == [1, 2, 2, 2]
    assert len({answer["person_id"] for answer in answers.values()}) == 3
    for time, answer in answers.items():
        assert await asked(harness, time) == answer


@pytest.mark.parametrize("parted", [False, True])
async def test_who_said_it_last_stays_known_when_a_school_says_the_same_again(
    harness: Harness, *, parted: bool
) -> None:
    client = harness.coordinator
    own = enrolment()["person"] | {"insz": "11030499935"}
    of_age = {"school": OTHER_SCHOOL, "pupil": "77", "person": own | {"birth_date": "2008-09-02"}}
    await client.post("/enrolments", json=enrolment(person=own))
    await client.post("/enrolments", json=enrolment(**of_age, recorded_at="2026-09-02T07:00:00+02:00"))
    await client.post("/attendance-records", json=problematic())
    answers = {harness.clock.now(): await present(harness)}
    if parted:
        harness.clock.advance(timedelta(hours=1))
        other = enrolment(**of_age, recorded_at="2026-09-02T08:00:00+02:00")
        other["person"] |= {"insz": "12090100023"}
        await client.post("/enrolments", json=other)
    harness.clock.advance(timedelta(hours=1))
    await client.post("/enrolments", json=enrolment(person=own, recorded_at="2026-09-03T07:00:00+02:00"))
    answers[harness.clock.now()] = await present(harness)
    assert [answer["person_count"] for answer in answers.values()] == [0, 6]
    for time, answer in answers.items():
        assert await asked(harness, time) == answer
