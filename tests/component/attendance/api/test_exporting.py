"""The export of a pupil, and a recount from it that knows nothing of the service."""

import json
from datetime import timedelta
from typing import Any

import pytest

from attendance.pupils.storage.exports import Exports
from shared.domain.roles import Role

from . import recount
from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment, mark

PATH = "/pupils/123456/1234567/export"
CALENDAR = {"base": "flanders", "sessions": [], "extra": []}
INSZ = "11030499935"
DAYS = ("2026-09-01", "2026-09-03", "2026-09-04", "2026-09-07", "2026-09-08", "2026-09-10")


def known(**more: Any) -> dict[str, Any]:
    person = {"given_name": "Noor", "family_name": "Voorbeeld", "birth_date": "2011-03-04", "insz": INSZ}
    return enrolment(person=person | more.pop("person", {}), **more)


@pytest.fixture
async def mixed(harness: Harness) -> Harness:
    """A pupil with everything there is: two schools, corrections, a withdrawal, a site, and a count from outside."""
    client = harness.coordinator
    other = {"school": OTHER_SCHOOL, "pupil": "77"}
    transferred = {"problematic": 3, "until": "2026-08-31"}, {"problematic": 2, "until": "2026-09-01"}
    enrolments = [
        known(site="2", transferred=transferred[0]),
        known(valid_from="2026-09-07", transferred=transferred[1], site="1"),
        {k: known()[k] for k in ("school", "pupil", "recorded_at")} | {"valid_until": "2026-10-09"},
        known(**other, valid_from="2026-10-12"),
    ]
    await client.post("/enrolments", json=enrolments)
    marks = [mark(date=day, half_day=half_day) for day in DAYS for half_day in ("AM", "PM")]
    marks += [mark(date="2026-10-12"), mark(date="2026-09-05"), mark(date="2026-09-09", code="|")]
    marks += [mark(**other, date="2026-10-13"), mark(**other, date="2026-10-14", code="-")]
    await client.post("/attendance-records", json=marks)
    harness.clock.advance(timedelta(hours=1))
    late = {"code": "Z", "recorded_at": "2026-10-20T09:00:00+02:00"}
    await client.post("/attendance-records", json=[mark(date=DAYS[0], **late), mark(date="2026-12-01")])
    closed = [
        {"date": DAYS[2], "half_day": None, "reason": "vrij", "site": "2"},
        {"date": DAYS[3], "half_day": "PM", "reason": "vrij", "site": "2"},
    ]
    await client.put("/calendars/123456/2026-2027", json=CALENDAR | {"closures": closed})
    return harness


async def exported(harness: Harness, **parameters: str) -> dict[str, Any]:
    answer = await harness.coordinator.get(PATH, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_a_third_party_comes_to_the_same_counts_and_levels(mixed: Harness) -> None:
    export = await exported(mixed)
    own = next(register for register in export["registers"] if register["school"] == SCHOOL)
    assert recount.counts(own) == export["result"]["counts"]
    assert recount.person_count(export) == export["result"]["person_count"] == 12
    assert recount.levels(export) == export["result"]["levels_reached"] == [5, 10]
    assert [recount.enrolled(register) for register in export["registers"]] == [
        [each | {"until": each["until"] or recount.NEVER} for each in split]
        for split in (
            [{"from": "2026-09-01", "until": "2026-09-06"}, {"from": "2026-09-07", "until": "2026-10-09"}],
            [{"from": "2026-10-12", "until": None}],
        )
    ]


async def test_an_enrolment_that_is_open_has_no_last_day(mixed: Harness) -> None:
    export = await exported(mixed)
    assert [register["enrolled"] for register in export["registers"]] == [
        [{"from": "2026-09-01", "until": "2026-10-09"}],
        [{"from": "2026-10-12", "until": None}],
    ]


async def test_a_third_party_comes_to_the_same_when_an_enrolment_was_annulled(mixed: Harness) -> None:
    gone = {
        "school": SCHOOL,
        "pupil": "1234567",
        "valid_until": "2026-08-31",
        "recorded_at": "2026-09-02T08:00:00+02:00",
    }
    [result] = (await mixed.coordinator.post("/enrolments", json=gone)).json()["results"]
    assert result["status"] == "accepted"
    export = await exported(mixed)
    own = next(register for register in export["registers"] if register["school"] == SCHOOL)
    assert recount.enrolled(own) == own["enrolled"] == [{"from": "2026-09-07", "until": "2026-10-09"}]
    assert recount.counts(own) == export["result"]["counts"]
    assert recount.person_count(export) == export["result"]["person_count"] < 12


async def test_a_third_party_leaves_out_what_was_passed_on_of_somebody_who_is_of_age(harness: Harness) -> None:
    of_age = known(person={"birth_date": "2008-09-10"}, transferred={"problematic": 6, "until": "2026-09-30"})
    await harness.coordinator.post("/enrolments", json=of_age)
    export = await exported(harness)
    assert recount.person_count(export) == export["result"]["person_count"] == 0


async def test_marks_that_come_in_meanwhile_are_in_all_of_it_or_in_nothing(
    mixed: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Exports.pupils

    async def read_after_a_mark(*of: Any) -> Any:
        answer = await mixed.coordinator.post("/attendance-records", json=mark(date="2026-09-15"))
        assert answer.json()["results"][0]["status"] == "accepted"
        return await read(*of)

    monkeypatch.setattr(Exports, "pupils", read_after_a_mark)
    export = await exported(mixed)
    own = next(register for register in export["registers"] if register["school"] == SCHOOL)
    assert recount.counts(own) == export["result"]["counts"]
    assert recount.person_count(export) == export["result"]["person_count"]


async def test_the_export_says_what_the_pupils_answer_says(mixed: Harness) -> None:
    export = await exported(mixed)
    shown = (await mixed.coordinator.get("/pupils/123456/1234567/attendance")).json()
    assert export["result"] == {name: shown[name] for name in ("counts", "person_count", "levels_reached")}
    assert (export["complete"], export["person_id"]) == (True, shown["person_id"])
    assert export["compulsory"] == {"from": "2017-09-01", "until": "2029-03-03"}


async def test_replaced_marks_are_there_with_both_their_times(mixed: Harness) -> None:
    export = await exported(mixed)
    marks = next(register["marks"] for register in export["registers"] if register["school"] == SCHOOL)
    replaced, present = [each for each in marks if (each["date"], each["half_day"]) == (DAYS[0], "AM")]
    assert (replaced["status"], replaced["verdict"]) == ("problematic", None)
    assert replaced["recorded_at"] == "2026-10-05T06:52:10Z"
    assert replaced["known_until"] == present["known_since"] == "2026-11-20T09:00:00Z"
    assert (present["status"], present["verdict"], present["known_until"]) == ("justified", "counted", None)
    [future] = [each for each in marks if each["date"] == "2026-12-01"]
    assert future["verdict"] == "date-after-today"


async def test_the_half_days_are_those_with_lessons_for_this_pupil(mixed: Harness) -> None:
    export = await exported(mixed)
    own = next(register for register in export["registers"] if register["school"] == SCHOOL)
    assert (own["calendar_version"], len(own["half_days"])) == (1, 327)
    assert {"date": DAYS[2], "half_day": "AM"} not in own["half_days"]
    assert {"date": DAYS[3], "half_day": "PM"} in own["half_days"], "the pupil had moved to another site"


async def test_nothing_says_who_the_pupil_is(mixed: Harness) -> None:
    text = json.dumps(await exported(mixed))
    assert [said for said in ("Noor", "Voorbeeld", INSZ, "2011-03-04", "given_name", "insz") if said in text] == []


async def test_signals_and_rules_are_there_with_what_they_rest_on(mixed: Harness) -> None:
    export = await exported(mixed)
    concluded = [(each["level"], each["status"]) for each in export["signals"]]
    assert concluded == [(5, "standing"), (10, "standing"), (15, "withdrawn")]
    rule = next(each for each in export["rules"] if each["rule"] == "problematic-half-days")
    assert (rule["version"], rule["levels"]) == (1, [5, 10, 15, 30])


async def test_a_school_gets_its_own_register_and_is_told_that_there_is_more(mixed: Harness) -> None:
    export = (await mixed.by(Role.SCHOOL).get(PATH)).json()
    assert ([each["school"] for each in export["registers"]], export["complete"]) == ([SCHOOL], False)


async def test_who_may_have_the_export(mixed: Harness) -> None:
    await mixed.know("clb-1", Role.CLB, SCHOOL)
    await mixed.know("counsellor-1", Role.COUNSELLOR, OTHER_SCHOOL)
    statuses = {
        role: (await mixed.by(role).get(PATH)).status_code
        for role in (Role.CLB, Role.COUNSELLOR, Role.CASEWORKER, Role.YOUTH_COACH, Role.OPERATOR)
    }
    assert statuses == {
        Role.CLB: 403,
        Role.COUNSELLOR: 404,
        Role.CASEWORKER: 200,
        Role.YOUTH_COACH: 403,
        Role.OPERATOR: 403,
    }


async def test_the_role_alone_refuses_the_export_to_a_clb_contact(mixed: Harness) -> None:
    """So it is refused whichever pupil is asked for, and the rights of the endpoint say so."""
    await mixed.know("clb-1", Role.CLB, SCHOOL)
    refused = [(await mixed.by(role).get(PATH)).json() for role in (Role.CLB, Role.OPERATOR)]
    assert refused[0] == refused[1]


async def test_a_pupil_nobody_heard_of_has_no_export(harness: Harness) -> None:
    assert (await harness.coordinator.get(PATH)).status_code == 404


async def test_a_pupil_without_enrolment_is_exported_alone(harness: Harness) -> None:
    await harness.coordinator.post("/attendance-records", json=mark())
    export = await exported(harness)
    assert (export["person_id"], export["complete"], export["result"]["person_count"]) == (None, True, 0)
    assert [each["verdict"] for each in export["registers"][0]["marks"]] == ["not-enrolled"]
    assert recount.person_count(export) == 0
