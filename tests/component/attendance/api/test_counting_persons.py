"""Persons over HTTP: who counts, over which schools, and what follows when persons join and part."""

from datetime import date, timedelta
from typing import Any

import pytest

from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment, mark

NOOR, LOU = "11030499935", "12090100023"
DAYS = [date(2026, 9, 1) + timedelta(days=n) for n in range(60)]
SCHOOL_DAYS = [str(day) for day in DAYS if day.weekday() in (0, 1, 3, 4)]
OTHER = {"school": OTHER_SCHOOL, "pupil": "77"}


def person(**changes: Any) -> dict[str, Any]:
    return enrolment()["person"] | changes  # type: ignore[no-any-return]


def problematic(number: int, skip: int = 0, **of: Any) -> list[dict[str, Any]]:
    half_days = [(day, half_day) for day in SCHOOL_DAYS for half_day in ("AM", "PM")]
    return [mark(date=day, half_day=half_day, **of) for day, half_day in half_days[skip : skip + number]]


async def enrol(harness: Harness, *enrolments: dict[str, Any]) -> list[str]:
    answer = await harness.coordinator.post("/enrolments", json=list(enrolments))
    assert answer.status_code == 200, answer.text
    return [each["status"] for each in answer.json()["results"]]


async def record(harness: Harness, *marks: dict[str, Any]) -> None:
    assert (await harness.coordinator.post("/attendance-records", json=list(marks))).status_code == 200


async def shown(harness: Harness, school: str = SCHOOL, pupil: str = "1234567", **query: str) -> dict[str, Any]:
    answer = await harness.coordinator.get(f"/pupils/{school}/{pupil}/attendance", params=query)
    return answer.json()  # type: ignore[no-any-return]


async def signals(harness: Harness, **query: str) -> list[tuple[int, str]]:
    items = (await harness.coordinator.get("/signals", params=query)).json()["items"]
    return [(each["level"], each["status"]) for each in items]


async def test_r13_the_count_of_a_school_outside_the_system_follows_the_pupil(harness: Harness) -> None:
    await enrol(harness, enrolment(valid_from="2026-09-14", transferred={"problematic": 3, "until": "2026-09-11"}))
    await record(harness, *problematic(2, skip=20))
    answer = await shown(harness)
    assert (answer["counts"]["problematic"], answer["person_count"], answer["levels_reached"]) == (2, 5, [5])
    [signal] = (await harness.coordinator.get("/signals")).json()["items"]
    assert (signal["count"], len(signal["explanation"]["half_days"])) == (5, 2), "a count has no dates"


async def test_r13_a_corrected_transferred_count_withdraws_what_rested_on_it(harness: Harness) -> None:
    await enrol(harness, enrolment(transferred={"problematic": 7, "until": "2026-09-01"}))
    assert await signals(harness) == [(5, "standing")]
    later = {"recorded_at": "2026-09-02T07:00:00+02:00"}
    await enrol(harness, enrolment(transferred={"problematic": 4, "until": "2026-09-01"}, **later))
    assert ((await shown(harness))["person_count"], await signals(harness)) == (4, [(5, "withdrawn")])


async def test_r13_a_transferred_count_is_of_its_own_school_year(harness: Harness) -> None:
    await enrol(harness, enrolment(transferred={"problematic": 7, "until": "2026-06-30"}))
    assert (await shown(harness))["person_count"] == 0
    assert (await shown(harness, school_year="2025-2026"))["person_count"] == 7


async def test_an_insz_that_arrives_later_joins_two_schools_and_a_correction_parts_them(
    harness: Harness,
) -> None:
    await enrol(harness, enrolment(person=person(insz=NOOR)), enrolment(**OTHER))
    await record(harness, *problematic(3), *problematic(3, skip=3, **OTHER))
    assert ((await shown(harness))["person_count"], await signals(harness)) == (3, [])

    known = enrolment(**OTHER, person=person(insz=NOOR), recorded_at="2026-09-02T07:00:00+02:00")
    assert await enrol(harness, known) == ["accepted"]
    both = [await shown(harness), await shown(harness, OTHER_SCHOOL, "77")]
    assert [(each["person_count"], each["levels_reached"]) for each in both] == [(6, [5]), (6, [5])]
    assert both[0]["person_id"] == both[1]["person_id"]
    assert await signals(harness, person=both[0]["person_id"]) == [(5, "standing")]

    corrected = enrolment(**OTHER, person=person(insz=LOU), recorded_at="2026-09-03T07:00:00+02:00")
    assert await enrol(harness, corrected) == ["accepted"]
    apart = [await shown(harness), await shown(harness, OTHER_SCHOOL, "77")]
    assert [(each["person_count"], each["levels_reached"]) for each in apart] == [(3, []), (3, [])]
    assert apart[0]["person_id"] != apart[1]["person_id"]
    assert await signals(harness) == [(5, "withdrawn")]


async def test_a_level_goes_along_when_its_pupil_joins_a_known_person(harness: Harness) -> None:
    await enrol(harness, enrolment(), enrolment(**OTHER, person=person(insz=NOOR)))
    await record(harness, *problematic(5))
    await enrol(harness, enrolment(person=person(insz=NOOR), recorded_at="2026-09-02T07:00:00+02:00"))
    joined = await shown(harness, OTHER_SCHOOL, "77")
    assert (joined["person_count"], joined["levels_reached"]) == (5, [5])
    assert await signals(harness, person=joined["person_id"]) == [(5, "standing")]


async def test_a_withdrawal_takes_the_half_days_after_it_out_and_its_end_gives_them_back(
    harness: Harness,
) -> None:
    await enrol(harness, enrolment())
    await record(harness, *problematic(6))
    left = {key: enrolment()[key] for key in ("school", "pupil")} | {"valid_until": SCHOOL_DAYS[0]}
    assert await enrol(harness, left | {"recorded_at": "2026-09-08T07:00:00+02:00"}) == ["accepted"]
    answer = await shown(harness)
    assert (answer["person_count"], len(answer["pending"])) == (2, 4)
    assert await signals(harness) == [(5, "withdrawn")]
    back = left | {"valid_until": None, "recorded_at": "2026-09-09T07:00:00+02:00"}
    assert await enrol(harness, back) == ["accepted"]
    assert await signals(harness) == [(5, "withdrawn"), (5, "standing")]


@pytest.mark.parametrize(
    ("who", "counted"),
    [
        pytest.param({"birth_date": "2022-01-01"}, 0, id="r19, in the year before the fifth birthday"),
        pytest.param({"birth_date": "2021-12-31"}, 6, id="r19, in the year of the fifth birthday"),
        pytest.param({"birth_date": "2008-09-04"}, 0, id="r20, ended on 30 June before the birthday"),
        pytest.param({"birth_date": "2008-06-30"}, 0, id="r20, of age"),
        pytest.param({"birth_date": "2009-01-01"}, 6, id="r20, not of age yet"),
        pytest.param({"registered_on": "2026-07-05"}, 4, id="r21, the 60th day is 3 September"),
        pytest.param({"registered_on": "2026-07-03"}, 6, id="r21, the 60th day is 1 September"),
        pytest.param({"registered_on": "2026-09-01"}, 0, id="r21, the 60th day is 31 October"),
    ],
)
async def test_r19_r20_r21_only_days_of_compulsory_age_count_towards_truancy(
    harness: Harness, who: dict[str, str], counted: int
) -> None:
    await enrol(harness, enrolment(person=person(**who)))
    await record(harness, *problematic(6))
    answer = await shown(harness)
    assert (answer["counts"]["problematic"], answer["person_count"]) == (6, counted)


async def test_r20_a_pupil_who_comes_of_age_counts_up_to_the_day_before(harness: Harness) -> None:
    """The age is that of each half day."""
    await enrol(harness, enrolment(person=person(birth_date="2008-06-01"), valid_from="2025-09-01"))
    half_days = [mark(date=day) for day in ("2026-05-29", "2026-06-01", "2026-06-02")]
    await record(harness, *half_days)
    answer = await shown(harness, school_year="2025-2026")
    assert (answer["counts"]["problematic"], answer["person_count"]) == (3, 1)


async def test_r21_a_registration_that_is_reported_later_takes_signals_back(harness: Harness) -> None:
    await enrol(harness, enrolment())
    await record(harness, *problematic(5))
    assert await signals(harness) == [(5, "standing")]
    later = enrolment(person=person(registered_on="2026-09-01"), recorded_at="2026-09-15T07:00:00+02:00")
    await enrol(harness, later)
    answer = await shown(harness)
    assert (answer["person_count"], answer["compulsory"]["from"]) == (0, "2026-10-31")
    assert await signals(harness) == [(5, "withdrawn")]


async def test_who_is_not_enrolled_on_a_date_does_not_count(harness: Harness) -> None:
    await enrol(harness, enrolment(valid_from=SCHOOL_DAYS[2]))
    await record(harness, *problematic(6))
    answer = await shown(harness)
    assert (answer["person_count"], len(answer["pending"])) == (2, 4)
