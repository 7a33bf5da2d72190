"""Cases on the agendas of sessions: they come, make room, leave, and find another place; each is told once."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status
from shared.contracts.casework_cases import (
    CaseClosed,
    CaseEscalated,
    CaseOpened,
    CaseTransferred,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalProposed,
)
from shared.domain.roles import Role

from .conftest import Opened
from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness
from .standing import fixed, staffed_for_two

RULE = "problematic-half-days"
WEEKLY = {"every_weeks": 1, "minutes": 30, "until": "2026-12-03"}
"""Sessions on 19 and 26 November and 3 December, for two cases each."""


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await staffed_for_two(harness)
    return harness


async def agenda(harness: Harness, session: dict[str, Any]) -> list[str]:
    """The references on the agenda, as a coordinator sees it."""
    async with harness.asking("coordinator") as client:
        response = await client.get(f"/sessions/{session['meeting_id']}/agenda")
    return [item["reference"] for item in response.json()["items"]]


async def ask(harness: Harness, *references: str, **fields: Any) -> list[Case]:
    """Cases of truancy that were opened and ask for their meeting."""
    level = fields.pop("level", 5)
    school = fields.pop("school", SCHOOL)
    # Ids in the order of the references, which cases that asked at one moment go by.
    cases = [Case(UUID(int=int(reference[-6:])), reference, school) for reference in references]
    for case in cases:
        await harness.tell(case.event(CaseOpened, level=level, rule=RULE))
        await harness.tell(case.event(MeetingRequested, **fields))
    return cases


async def meeting_of(harness: Harness, case: Case) -> Meeting:
    """The newest meeting of the case that is to come."""
    meetings = [meeting for meeting in await harness.meetings_of(case) if meeting.is_awaited]
    assert len(meetings) == 1
    return meetings[0]


async def told_of(harness: Harness, case: Case) -> list[str]:
    """What was told of meetings of this case."""
    return [kind for kind, data in await harness.sent() if str(case.case_id) in _named(data)]


def _named(data: dict[str, Any]) -> list[str]:
    return [*data.get("came", data.get("case_ids", ())), *data.get("left", ())]


async def test_without_a_series_a_case_has_a_meeting_of_its_own(staffed: Harness):
    (case,) = await ask(staffed, "SP-2026-000001")
    assert (await meeting_of(staffed, case)).session is None


async def test_cases_come_on_the_next_agendas_and_what_does_not_fit_in_time_is_ad_hoc(staffed: Harness):
    first, second, third = await fixed(staffed, **WEEKLY)
    await ask(staffed, "SP-2026-000001", "SP-2026-000002", "SP-2026-000003", "SP-2026-000004")
    (fifth,) = await ask(staffed, "SP-2026-000005")
    assert await agenda(staffed, first) == ["SP-2026-000001", "SP-2026-000002"]
    assert await agenda(staffed, second) == ["SP-2026-000003", "SP-2026-000004"]
    assert await agenda(staffed, third) == []
    assert (await meeting_of(staffed, fifth)).session is None


async def test_the_case_is_told_with_the_name_it_gave_and_nobody_is_invited_again(staffed: Harness):
    session, *_ = await fixed(staffed, **WEEKLY)
    name = Case().case_id
    (case,) = await ask(staffed, "SP-2026-000001", meeting_id=name)
    *_, (kind, data) = await staffed.sent(session["meeting_id"])
    assert (kind, data["came"], data["ical_sequence"]) == ("meeting-agenda-changed", [str(case.case_id)], 0)
    assert data["agenda"] == [{"case_id": str(case.case_id), "minutes": 15, "in_place_of": str(name)}]
    assert await staffed.sent(name) == []


async def test_a_more_urgent_case_comes_first_and_a_less_urgent_one_makes_room(staffed: Harness):
    first, second, *_ = await fixed(staffed, **WEEKLY)
    await ask(staffed, "SP-2026-000001", "SP-2026-000002")
    await ask(staffed, "SP-2026-000030", level=30)
    assert await agenda(staffed, first) == ["SP-2026-000030", "SP-2026-000001"]
    assert await agenda(staffed, second) == ["SP-2026-000002"]


async def test_a_level_that_is_reached_gives_a_case_its_turn(staffed: Harness):
    session, *_ = await fixed(staffed, **WEEKLY)
    _, second = await ask(staffed, "SP-2026-000001", "SP-2026-000002")
    await staffed.tell(second.event(CaseEscalated, level=15, rule=RULE))
    assert await agenda(staffed, session) == ["SP-2026-000002", "SP-2026-000001"]


async def test_what_is_agreed_on_can_let_a_level_meet_ad_hoc(open_harness: Opened, tmp_path: Path):
    entry = '[[urgency]]\ncase_type = "truancy"\nminutes = 15\n'
    level = f'rule = "{RULE}"\nfrom_level = 15\nmeets = "ad-hoc"\n'
    (tmp_path / "agreed.toml").write_text(entry + level + entry + 'meets = "session"\n')
    harness = await open_harness(FLANKEREND_URGENCIES_FILE=str(tmp_path / "agreed.toml"))
    await staffed_for_two(harness)
    session, *_ = await fixed(harness, **WEEKLY)
    (case,) = await ask(harness, "SP-2026-000001")
    assert await agenda(harness, session) == ["SP-2026-000001"]
    await harness.tell(case.event(CaseEscalated, level=15, rule=RULE))
    assert (await agenda(harness, session), (await meeting_of(harness, case)).session) == ([], None)


async def test_a_case_that_ends_leaves_and_its_session_goes_on(staffed: Harness):
    session, *_ = await fixed(staffed, **WEEKLY)
    first, second = await ask(staffed, "SP-2026-000001", "SP-2026-000002")
    await staffed.tell(first.event(WithdrawalProposed))
    assert await agenda(staffed, session) == ["SP-2026-000001", "SP-2026-000002"]
    await staffed.tell(first.event(CaseWithdrawn))
    await staffed.tell(second.event(CaseClosed, outcome="attends-again"))
    assert await agenda(staffed, session) == []
    *_, before_last, (kind, data) = await staffed.sent(session["meeting_id"])
    assert [before_last[1]["left"], data["left"]] == [[str(first.case_id)], [str(second.case_id)]]
    assert (kind, data["status"]) == ("meeting-agenda-changed", "scheduled")


async def test_a_transferred_case_leaves_and_is_asked_for_at_the_new_school(staffed: Harness):
    session, *_ = await fixed(staffed, **WEEKLY)
    (case,) = await ask(staffed, "SP-2026-000001")
    told = {"from_school": SCHOOL, "to_school": OTHER_SCHOOL, "pupil": "p-2", "on": date(2026, 11, 13)}
    person = {"person_id": case.case_id, "school_year": "2026-2027"}
    await staffed.tell(case.event(CaseTransferred, **told, **person))
    assert await agenda(staffed, session) == []
    await staffed.tell(case.event(MeetingRequested, school=OTHER_SCHOOL, replaces=session["meeting_id"]))
    assert await agenda(staffed, session) == ["SP-2026-000001"]
    assert (await meeting_of(staffed, case)).school_of(case.case_id) == OTHER_SCHOOL


async def test_a_session_that_moves_too_far_gives_its_cases_another_place(staffed: Harness):
    first, second, *_ = await fixed(staffed, **WEEKLY)
    early, late = [
        (await ask(staffed, reference, hold_by=day))[0]
        for reference, day in (("SP-2026-000001", date(2026, 11, 20)), ("SP-2026-000002", date(2026, 12, 11)))
    ]
    async with staffed.asking("coordinator") as client:
        body = {"starts_at": "2026-11-24T10:00:00+01:00"}
        await client.post(f"/meetings/{first['meeting_id']}/reschedule", json=body)
    await staffed.look()
    assert (await agenda(staffed, first), await agenda(staffed, second)) == (["SP-2026-000002"], [])
    assert (await meeting_of(staffed, early)).session is None
    assert (await told_of(staffed, late))[-1] == "meeting-rescheduled"
    assert (await told_of(staffed, late)).count("meeting-rescheduled") == 1


async def test_a_session_that_is_called_off_gives_its_cases_the_next_one(staffed: Harness):
    first, second, *_ = await fixed(staffed, **WEEKLY)
    (case,) = await ask(staffed, "SP-2026-000001")
    async with staffed.asking("coordinator") as client:
        await client.post(f"/meetings/{first['meeting_id']}/cancel")
    for _ in range(2):
        await staffed.look()
    assert await agenda(staffed, second) == ["SP-2026-000001"]
    assert await told_of(staffed, case) == ["meeting-agenda-changed", "meeting-cancelled", "meeting-agenda-changed"]


async def test_the_agenda_is_told_some_school_days_before_and_closed_then(staffed: Harness):
    session, *_ = await fixed(staffed, **WEEKLY)
    await ask(staffed, "SP-2026-000001")
    staffed.clock.advance(timedelta(days=1))
    await staffed.look()
    assert "meeting-agenda-ready" not in [kind for kind, _ in await staffed.sent()]
    staffed.clock.advance(timedelta(days=2))
    for _ in range(2):
        await staffed.look()
    told = [data["meeting_id"] for kind, data in await staffed.sent() if kind == "meeting-agenda-ready"]
    assert told == [session["meeting_id"]]
    await ask(staffed, "SP-2026-000002")
    assert await agenda(staffed, session) == ["SP-2026-000001"]


@pytest.mark.parametrize(("setting", "status"), [("keep", Status.SCHEDULED), ("cancel", Status.CANCELLED)])
async def test_an_empty_session_is_kept_or_called_off(open_harness: Opened, setting: str, status: Status):
    harness = await open_harness(FLANKEREND_EMPTY_SESSIONS=setting)
    await staffed_for_two(harness)
    session, other, *_ = await fixed(harness, **WEEKLY)
    harness.clock.advance(timedelta(days=4))
    await harness.look()
    async with harness.asking("coordinator") as client:
        answers = [(await client.get(f"/meetings/{own['meeting_id']}")).json() for own in (session, other)]
    assert [answer["status"] for answer in answers] == [status, Status.SCHEDULED]


class TestByHand:
    async def put(self, harness: Harness, session: dict[str, Any], *items: tuple[Case, int]) -> Any:
        body = {"items": [{"case_id": str(case.case_id), "minutes": minutes} for case, minutes in items]}
        async with harness.asking("caseworker") as client:
            path = f"/sessions/{session['meeting_id']}/agenda"
            version = (await client.get(path)).headers["ETag"]
            return await client.put(path, json=body, headers={"If-Match": version})

    async def test_order_and_minutes(self, staffed: Harness):
        session, *_ = await fixed(staffed, **WEEKLY)
        first, second = await ask(staffed, "SP-2026-000001", "SP-2026-000002")
        answer = (await self.put(staffed, session, (second, 20), (first, 10))).json()
        items = [(item["reference"], item["minutes"], item["starts_at"][11:16]) for item in answer["items"]]
        assert items == [("SP-2026-000002", 20, "10:00"), ("SP-2026-000001", 10, "10:20")]
        assert (answer["minutes"], answer["minutes_left"]) == (30, 0)

    async def test_a_case_that_is_left_out_gets_another_place(self, staffed: Harness):
        first, second, *_ = await fixed(staffed, **WEEKLY)
        (case,) = await ask(staffed, "SP-2026-000001")
        assert (await self.put(staffed, first)).json()["items"] == []
        assert await agenda(staffed, second) == [case.reference]

    async def test_what_is_refused(self, staffed: Harness):
        session, *_ = await fixed(staffed, **WEEKLY)
        (case,) = await ask(staffed, "SP-2026-000001", hold_by=date(2026, 11, 18))
        ended = Case()
        await staffed.tell(ended.event(CaseClosed, outcome="attends-again"))
        elsewhere = Case(school="125009")
        await staffed.tell(elsewhere.event(CaseOpened))
        for items, status in (
            [((case, 15),), 409],
            [((Case(), 15),), 422],
            [((ended, 15),), 422],
            [((elsewhere, 15),), 422],
            [((case, 15), (case, 5)), 422],
            [((case, 31),), 422],
        ):
            assert (await self.put(staffed, session, *items)).status_code == status

    async def test_a_case_without_a_slot_comes_on_an_agenda(self, staffed: Harness):
        session, *_ = await fixed(staffed, **WEEKLY)
        (case,) = await ask(staffed, "SP-2026-000001", not_before=date(2026, 11, 11), hold_by=date(2026, 11, 11))
        assert (await staffed.meetings_of(case))[0].waits_for_a_slot
        assert (await self.put(staffed, session, (case, 15))).status_code == 200
        assert [meeting.status for meeting in await staffed.meetings_of(case)].count(Status.CANCELLED) == 1
        assert await agenda(staffed, session) == [case.reference]


async def test_a_counsellor_sees_the_cases_of_the_own_school_and_how_many_others(staffed: Harness):
    session, *_ = await fixed(staffed, **WEEKLY)
    own, other = [
        (await ask(staffed, reference, school=school))[0]
        for reference, school in (("SP-2026-000001", OTHER_SCHOOL), ("SP-2026-000002", SCHOOL))
    ]
    await staffed.add("counsellor-9", Role.COUNSELLOR, "125009")
    async with staffed.asking("counsellor", "counsellor-2") as client:
        answer = (await client.get(f"/sessions/{session['meeting_id']}/agenda")).json()
        meeting = (await client.get(f"/meetings/{session['meeting_id']}")).json()
        entry = (await client.get(f"/meetings/{session['meeting_id']}.ics")).text
    assert ([item["reference"] for item in answer["items"]], answer["others"]) == ([own.reference], 1)
    assert meeting["case_ids"] == [str(own.case_id)]
    assert own.reference in entry
    assert other.reference not in entry
    async with staffed.asking("counsellor", "counsellor-9") as client:
        assert (await client.get(f"/sessions/{session['meeting_id']}/agenda")).status_code == 404
