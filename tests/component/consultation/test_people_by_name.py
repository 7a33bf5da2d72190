"""Who takes part by name: in place of who would be chosen, beside them, and refused where they are no contact."""

from datetime import date

import pytest

from consultation.domain.availability import Availability, AvailabilityException
from shared.contracts.casework_cases import CaseAssigned, CaseOpened
from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness

MONDAY = "2026-11-16T08:30:00+01:00"
AWAY_ON_MONDAY = Availability(
    exceptions=(AvailabilityException(date(2026, 11, 13), date(2026, 11, 16), available=False),)
)


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL)
    await harness.add("coach-2", Role.YOUTH_COACH, availability=AWAY_ON_MONDAY)
    await harness.add("coach-3", Role.YOUTH_COACH, valid_until=date(2026, 11, 12))
    return harness


async def asked(harness: Harness, **fields: object) -> tuple[int, dict[str, object]]:
    case = Case()
    await harness.tell(case.event(CaseOpened))
    async with harness.asking("caseworker") as client:
        answer = await client.post("/meetings", json={"case_ids": [str(case.case_id)], **fields})
    return answer.status_code, answer.json()


async def moved(harness: Harness, meeting: dict[str, object], **fields: object) -> tuple[int, dict[str, object]]:
    async with harness.asking("caseworker") as client:
        answer = await client.post(f"/meetings/{meeting['meeting_id']}/reschedule", json=fields)
    return answer.status_code, answer.json()


def named(contact_id: str, role: str, required: bool = True) -> dict[str, object]:
    return {"contact_id": contact_id, "role": role, "required": required}


def people(meeting: dict[str, object]) -> list[tuple[str, bool]]:
    return [(person["contact_id"], person["required"]) for person in meeting["participants"]]


async def test_who_is_named_comes_in_place_of_who_would_be_chosen_and_several_of_a_role_together(staffed: Harness):
    both = [
        named("counsellor-1", "counsellor"),
        named("counsellor-2", "counsellor"),
        named("coach-2", "youth-coach", False),
    ]
    _, meeting = await asked(staffed, participants=both, starts_at=MONDAY)
    assert people(meeting) == [("worker-1", True), ("counsellor-1", True), ("counsellor-2", True), ("clb-1", False)]
    await staffed.look()
    # A counsellor of another school was chosen by people: nobody has to be asked about it.
    _, same = await moved(staffed, meeting, starts_at=MONDAY)
    assert (same["attention"], same["version"]) == (None, meeting["version"])
    status, _ = await asked(staffed, participants=[named("counsellor-2", "counsellor")], starts_at=MONDAY)
    assert status == 409
    _, tuesday = await asked(staffed, participants=[named("coach-2", "youth-coach")])
    assert (tuesday["starts_at"], people(tuesday)[-2:]) == (
        "2026-11-17T08:30:00+01:00", [("coach-2", True), ("clb-1", False)],
    )  # fmt: skip


async def test_other_people_by_name_at_the_same_time_or_at_the_next_at_which_they_can(staffed: Harness):
    await staffed.add("worker-2", Role.CASEWORKER)
    _, meeting = await asked(staffed, starts_at=MONDAY)
    _, replaced = await moved(staffed, meeting, participants=[named("worker-2", "caseworker")])
    assert (replaced["starts_at"], [person for person, _ in people(replaced)]) == (
        MONDAY, ["counsellor-1", "worker-2", "clb-1", "coach-1"],
    )  # fmt: skip
    _, added = await moved(
        staffed, meeting, participants=[named("worker-2", "caseworker"), named("worker-1", "caseworker", False)]
    )
    assert (added["starts_at"], people(added)[-1]) == (MONDAY, ("worker-1", False))
    _, later = await moved(staffed, meeting, participants=[named("coach-2", "youth-coach")])
    assert (later["starts_at"], people(later)[2]) == ("2026-11-17T08:30:00+01:00", ("coach-2", True))
    status, _ = await moved(staffed, meeting, participants=[named("coach-2", "youth-coach")], starts_at=MONDAY)
    assert status == 409
    _, nobody = await moved(staffed, meeting, participants=[])
    assert [person for person, _ in people(nobody)] == ["counsellor-1", "worker-1", "coach-1", "clb-1"]
    kinds = [kind for kind, _ in await staffed.sent(meeting["meeting_id"])]
    assert kinds == ["meeting-scheduled", *["meeting-rescheduled"] * 4]


async def test_who_is_named_keeps_the_seat_when_the_case_goes_to_somebody_else(staffed: Harness):
    await staffed.add("worker-2", Role.CASEWORKER)
    case = Case()
    await staffed.tell(case.event(CaseOpened))
    async with staffed.asking("caseworker") as client:
        body = {"case_ids": [str(case.case_id)], "participants": [named("worker-2", "caseworker")]}
        meeting = (await client.post("/meetings", json=body)).json()
    await staffed.tell(case.event(CaseAssigned, assignee="worker-1"))
    (now,) = await staffed.meetings_of(case)
    assert now.has_participant("worker-2")
    assert len(await staffed.sent(meeting["meeting_id"])) == 1


@pytest.mark.parametrize(
    ("participants", "field"),
    [
        ([named("nobody", "clb")], "participants.0.contact_id"),
        ([named("clb-1", "clb"), named("coach-3", "youth-coach")], "participants.1.contact_id"),
        ([named("clb-1", "youth-coach")], "participants.0.role"),
        ([named("clb-1", "clb"), named("clb-1", "clb", False)], "participants.1.contact_id"),
        ([{"contact_id": "clb-1", "role": "clb", "name": "Els"}], "participants.0.name"),
        ([named("worker-1", "caseworker", False), named("counsellor-1", "counsellor", False)], "required_roles"),
    ],
)
async def test_who_is_no_contact_in_that_role_is_refused_at_their_entry(
    staffed: Harness, participants: list[dict[str, object]], field: str
):
    status, refused = await asked(staffed, participants=participants)
    assert (status, [error["field"] for error in refused["errors"]]) == (422, [field])
    _, meeting = await asked(staffed)
    status, refused = await moved(staffed, meeting, participants=participants)
    assert (status, [error["field"] for error in refused["errors"]]) == (422, [field])


async def test_without_a_time_for_who_is_named_the_reason_is_their_role(staffed: Harness):
    await staffed.add("clb-2", Role.CLB, SCHOOL, availability=AWAY_ON_MONDAY)
    _, meeting = await asked(staffed, participants=[named("clb-2", "clb")], hold_by="2026-11-16")
    assert (meeting["status"], meeting["reasons"]) == ("proposed", ["clb-not-free"])
