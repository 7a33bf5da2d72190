"""The trajectory of a youth coach: written down as a whole, kept as it was, and what it asks for on the worklist."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.tokens import bearer

from casework.application.erase_person import erase_person
from casework.application.purge_trajectories import purge_trajectories
from shared.contracts.attendance_calendars import CalendarChanged
from shared.testing.logs import Logs

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, person
from .of_types import opened

COACH = bearer("youth-coach", contact="coach-1")
GOAL = {"text": "Elke dag op school"}
WEEKLY = {"number": 1, "unit": "school-weeks"}


@pytest.fixture
async def case_id(harness: Harness) -> str:
    """A case at another school than the coach's own, that the coach was given."""
    await harness.receive(contact("coach-1", "youth-coach", SCHOOL), "coach-1")
    case_id = str((await opened(harness, "dropout-risk", OTHER_SCHOOL))["case_id"])
    await harness.act(case_id, "assign", assignee="coach-1")
    return case_id


async def put(
    harness: Harness, case_id: str, version: int | None = None, headers: dict[str, str] = COACH, **said: Any
) -> httpx.Response:
    known = {} if version is None else {"If-Match": f'"{version}"'}
    return await harness.http.put(f"/cases/{case_id}/trajectory", json=said, headers=headers | known)


async def why(harness: Harness, headers: dict[str, str] = COACH) -> list[tuple[str, str | None]]:
    """The reasons of the only item of the worklist."""
    [item] = (await harness.http.get("/worklist", headers=headers)).json()["items"]
    return [(reason["kind"], reason["due"]) for reason in item["why"]]


async def reached(harness: Harness, case_id: str, on: str, party: str = "pupil", *, reached: bool = True) -> None:
    body = {"on": on, "party": party, "means": "talk", "text": "Gesproken", "reached": reached}
    assert (await harness.http.post(f"/cases/{case_id}/contacts", json=body, headers=COACH)).status_code == 200


async def test_each_version_is_kept_and_told_without_a_word_of_the_goals(harness: Harness, case_id: str) -> None:
    path = f"/cases/{case_id}/trajectory"
    assert (await harness.http.get(path, headers=COACH)).status_code == 404
    first = await put(harness, case_id, intake={"on": "2026-11-25"}, goals=[GOAL], contact_every=WEEKLY)
    assert (first.status_code, first.headers["ETag"]) == (200, '"1"'), first.text
    assert (first.json()["contact_by"], first.json()["by"]) == ("2026-11-25", "coach-1")

    later = {
        "intake": {"on": "2026-11-20", "done": True},
        "goals": [GOAL | {"state": "reached"}, {"text": "Een stage vinden"}],
        "contact_every": {"number": 2, "unit": "school-weeks"},
        "evaluations": [{"on": "2026-12-18"}, {"on": "2026-11-23", "judgement": "on-track"}],
        "hand_over": {"role": "youth-coach", "on": "2027-06-30", "contact": "coach-1"},
    }
    assert (await put(harness, case_id, **later)).status_code == 428
    assert (await put(harness, case_id, 7, **later)).status_code == 412
    second = (await put(harness, case_id, 1, **later)).json()
    assert [item["on"] for item in second["evaluations"]] == ["2026-11-23", "2026-12-18"]
    assert (second["version"], second["contact_by"], second["next_evaluation"]) == (2, "2026-12-04", "2026-12-18")
    assert (await harness.http.get(path, headers=COACH)).json() == second

    page = (await harness.http.get(f"{path}/revisions", params={"limit": 1}, headers=COACH)).json()
    rest = (await harness.http.get(f"{path}/revisions", params={"cursor": page["next"]}, headers=COACH)).json()
    assert [(item["version"], len(item["goals"])) for item in page["items"] + rest["items"]] == [(1, 1), (2, 2)]
    told = [entry["text"] for entry in await harness.timeline(case_id) if entry["kind"] == "trajectory-changed"]
    assert told == [
        "Traject bewaard, versie 1. Doelen: 1, bereikt: 0. Contact: elke schoolweek.",
        (
            "Traject bewaard, versie 2. Intake gebeurd op 20/11/2026. Doelen: 2, bereikt: 1. Contact: elke 2 "
            "schoolweken. Evaluatie: het loopt goed. Overdracht aan de jongerencoach op 30/6/2027."
        ),
    ]
    assert "stage" not in str(await harness.sent())


async def test_contact_and_evaluation_are_work_of_whoever_has_the_case(harness: Harness, case_id: str) -> None:
    await harness.act(case_id, "start")
    await put(harness, case_id, contact_every=WEEKLY, evaluations=[{"on": "2026-12-01"}])
    term = ("term", "2027-03-08")
    assert await why(harness) == [("evaluation", "2026-12-01"), ("contact", "2026-12-04"), term]
    await reached(harness, case_id, "2026-11-12", reached=False)
    await reached(harness, case_id, "2026-11-23", "parents")
    assert await why(harness) == [("evaluation", "2026-12-01"), ("contact", "2026-12-04"), term]
    await reached(harness, case_id, "2026-11-12")
    assert await why(harness) == [("contact", "2026-11-20"), ("evaluation", "2026-12-01"), term]
    work = (await harness.http.get("/worklist", headers=COACH)).json()
    assert (work["items"][0]["overdue"], work["counts"]) == (True, {"contact": 1, "evaluation": 1, "term": 1})
    assert (await harness.http.get("/worklist")).json()["items"] == []  # a caseworker has work of the own

    await reached(harness, case_id, "2026-11-23")
    await reached(harness, case_id, "2026-11-16")  # told later, and no longer the last
    shown = (await harness.http.get(f"/cases/{case_id}/trajectory", headers=COACH)).json()
    assert (shown["version"], shown["last_contact"], shown["contact_by"]) == (1, "2026-11-23", "2026-12-04")
    await harness.act(case_id, "hold", until="2026-12-24", reason="reden")
    assert await why(harness) == [("evaluation", "2026-12-01"), ("hold-ends", "2026-12-24")]


async def test_a_case_with_a_day_of_its_trajectory_ahead_is_not_stuck(harness: Harness, case_id: str) -> None:
    other = (await opened(harness, "truancy"))["case_id"]
    for started in (case_id, other):
        await harness.act(started, "start")
    await put(harness, other, evaluations=[{"on": "2027-05-28"}], headers=bearer("caseworker", contact="cw-1"))
    harness.clock.advance(timedelta(days=150))
    stuck = (await harness.http.get("/cases/stuck")).json()["items"]
    assert [item["case_id"] for item in stuck] == [case_id]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("intake", {"intake": {"on": "2026-11-24", "done": True}}),
        ("evaluations", {"evaluations": [{"on": "2026-11-24", "judgement": "adjust"}]}),
        ("hand_over", {"hand_over": {"role": "clb", "on": "2026-12-01", "contact": "coach-1"}}),
        ("hand_over", {"hand_over": {"role": "clb", "on": "2026-12-01", "contact": "nobody"}}),
        ("hand_over.role", {"hand_over": {"role": "school", "on": "2026-12-01"}}),
        ("contact_every.number", {"contact_every": {"number": 0, "unit": "school-days"}}),
        ("goals.0.text", {"goals": [{"text": " "}]}),
    ],
)
async def test_what_does_not_fit_names_its_field(
    harness: Harness, case_id: str, field: str, said: dict[str, Any]
) -> None:
    wrong = await put(harness, case_id, **said)
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, field)
    assert (await harness.http.get(f"/cases/{case_id}/trajectory", headers=COACH)).status_code == 404


async def test_a_contact_who_left_may_stay_named_in_what_does_not_change(harness: Harness, case_id: str) -> None:
    over = {"role": "youth-coach", "on": "2027-06-30", "contact": "coach-2"}
    await harness.receive(contact("coach-2", "youth-coach", SCHOOL), "coach-2")
    await put(harness, case_id, hand_over=over)
    gone = contact("coach-2", "youth-coach", SCHOOL, valid_until="2026-11-22")
    await harness.receive(gone, "coach-2", sequence=2)
    assert (await put(harness, case_id, 1, goals=[GOAL], hand_over=over)).status_code == 200
    assert (await put(harness, case_id, 2, hand_over=over | {"on": "2027-05-31"})).status_code == 422


async def test_it_is_for_whoever_acts_on_a_case_of_a_type_that_has_one(harness: Harness, case_id: str) -> None:
    await put(harness, case_id, goals=[GOAL])
    path = f"/cases/{case_id}/trajectory"
    await harness.receive(contact("counsellor-1", "counsellor", OTHER_SCHOOL), "counsellor-1")
    await harness.receive(contact("coach-2", "youth-coach", OTHER_SCHOOL), "coach-2")
    for role, status in (("caseworker", 200), ("coordinator", 200), ("counsellor", 403), ("clb", 403)):
        shown = await harness.http.get(path, headers=bearer(role, contact=f"{role}-1"))
        assert (role, shown.status_code) == (role, status)
    assert (await put(harness, case_id, 1, bearer("youth-coach", contact="coach-2"))).status_code == 403
    newcomer = (await opened(harness, "newcomer"))["case_id"]
    assert (await put(harness, newcomer, headers=bearer("coordinator"))).status_code == 403

    await harness.act(case_id, "close", outcome="other", reason="reden", causes=["unknown"])
    refused = await put(harness, case_id, 1, goals=[GOAL])
    assert (refused.status_code, refused.json()["allowed"]) == (409, ["reopen"])


async def test_contacts_count_by_the_calendar_of_the_school_that_the_case_goes_on_at(
    harness: Harness, case_id: str
) -> None:
    await put(harness, case_id, contact_every={"number": 2, "unit": "school-days"})
    assert await why(harness) == [("contact", "2026-11-25"), ("respond", "2026-12-07")]
    free = [{"date": "2026-11-24", "half_day": None, "reason": "studiedag"}]
    told = {"school": SCHOOL, "school_year": "2026-2027", "version": 1, "base": "flanders", "sessions": []}
    calendar = CalendarChanged.model_validate(told | {"closures": free, "extra": []})
    await harness.receive(calendar, f"{SCHOOL}:2026-2027")
    case = (await harness.http.get(f"/cases/{case_id}")).json()
    registers = ((OTHER_SCHOOL, case["pupil"]), (SCHOOL, "P-9"))
    await harness.receive(person(case["person_id"], *registers), case["person_id"], sequence=2)
    moved = await harness.act(case_id, "transfer", school=SCHOOL, pupil="P-9", reason="ouders belden")
    assert moved.status_code == 200, moved.text
    assert ("contact", "2026-11-26") in await why(harness)


async def test_contacts_are_counted_anew_when_the_calendar_of_the_school_changes(
    harness: Harness, case_id: str
) -> None:
    await put(harness, case_id, contact_every={"number": 2, "unit": "school-days"})
    school = (await harness.http.get(f"/cases/{case_id}")).json()["school"]
    entries = await harness.timeline(case_id)
    free = [{"date": "2026-11-24", "half_day": None, "reason": "studiedag"}]
    told = {"school": school, "school_year": "2026-2027", "base": "flanders", "sessions": [], "extra": []}
    for version, closures, day in ((1, free, "2026-11-26"), (2, [], "2026-11-25"), (1, free, "2026-11-25")):
        calendar = CalendarChanged.model_validate(told | {"version": version, "closures": closures})
        await harness.receive(calendar, f"{school}:2026-2027", sequence=version)
        assert ("contact", day) in await why(harness), version
    assert (await harness.http.get(f"/cases/{case_id}/trajectory")).json()["version"] == 1
    assert (await harness.timeline(case_id), await harness.parked()) == (entries, [])


async def test_it_goes_along_when_its_case_is_merged(harness: Harness, case_id: str) -> None:
    other = str((await opened(harness, "dropout-risk", OTHER_SCHOOL))["case_id"])
    source, target = UUID(case_id), UUID(other)
    await put(harness, case_id, goals=[GOAL], contact_every=WEEKLY)
    await put(harness, case_id, 1, goals=[GOAL], contact_every=WEEKLY)
    async with harness.service.units() as uow:
        await uow.trajectories.move(target, source)
        await uow.trajectories.move(source, target)
    revisions = f"/cases/{other}/trajectory/revisions"
    assert [item["version"] for item in (await harness.http.get(revisions)).json()["items"]] == [1, 2]
    await put(harness, case_id, goals=[{"text": "Een stage vinden"}])
    async with harness.service.units() as uow:
        await uow.trajectories.move(source, target)
    joined = (await harness.http.get(f"/cases/{other}/trajectory")).json()
    assert (joined["version"], [goal["text"] for goal in joined["goals"]]) == (3, [GOAL["text"], "Een stage vinden"])
    assert len((await harness.http.get(revisions)).json()["items"]) == 3


async def test_it_is_removed_with_its_person_and_after_its_term(harness: Harness, case_id: str, logs: Logs) -> None:
    async def is_there(of: str) -> bool:
        return (await harness.http.get(f"/cases/{of}/trajectory")).status_code == 200

    ended = str((await opened(harness, "dropout-risk", OTHER_SCHOOL))["case_id"])
    headers = bearer("caseworker", contact="cw-1")
    for of in (case_id, ended):
        await put(harness, of, goals=[GOAL], headers=headers)
        await put(harness, of, 1, headers=headers)
    await harness.act(ended, "close", outcome="other", reason="reden", causes=["unknown"])
    harness.clock.advance(timedelta(days=31))
    units, clock = harness.service.units, harness.clock
    await purge_trajectories(units, clock=clock, kept_days=None)
    assert await is_there(ended)
    await purge_trajectories(units, clock=clock, kept_days=30)
    assert (await is_there(ended), await is_there(case_id)) == (False, True)
    assert logs.line("case.trajectories_purged")["purged"] == 1
    person_id = (await harness.http.get(f"/cases/{case_id}")).json()["person_id"]
    async with units() as uow:
        await erase_person(uow, UUID(person_id), clock=clock)
    assert not await is_there(case_id)
