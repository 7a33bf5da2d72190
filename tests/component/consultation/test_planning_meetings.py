"""A case asks for a meeting: it is planned, told and kept."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from consultation.domain.availability import Availability
from consultation.domain.local_time import BRUSSELS
from consultation.domain.weekly_hours import parse_weekly
from consultation.meetings.domain.states import Status
from consultation.storage.tables import meeting as meeting_table
from consultation.storage.tables import participant
from shared.contracts.casework_cases import MeetingRequested
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.testing.logs import captured_logs

from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness


def start_of(meeting) -> str:
    return f"{meeting.slot.time.start.astimezone(BRUSSELS):%Y-%m-%d %H:%M}"


async def test_a_meeting_is_planned_and_told(harness: Harness):
    await harness.staff()
    meeting = await harness.request()
    assert (meeting.status, start_of(meeting)) == (Status.SCHEDULED, "2026-11-17 08:30")
    ((kind, told),) = await harness.sent(meeting.meeting_id)
    assert kind == "meeting-scheduled"
    assert told["starts_at"] == "2026-11-17T08:30:00+01:00"
    assert told["place"] == f"Zorglokaal, school {SCHOOL}"
    assert [(participant["contact_id"], participant["required"]) for participant in told["participants"]] == [
        ("counsellor-1", True),
        ("worker-1", True),
        ("clb-1", False),
        ("coach-1", False),
    ]


async def test_a_planned_meeting_is_a_milestone_in_the_log(harness: Harness):
    await harness.staff()
    with captured_logs("consultation") as logs:
        meeting = await harness.request()
        line = logs.line("meeting.scheduled")
    assert line["aggregate_id"] == str(meeting.meeting_id)
    assert "Voorbeeld" not in logs.text


async def test_meetings_of_one_counsellor_follow_each_other(harness: Harness):
    await harness.staff()
    starts = [start_of(await harness.request(Case())) for _ in range(5)]
    assert starts == [f"2026-11-17 {clock}" for clock in ("08:30", "09:15", "10:00", "10:45", "13:00")]


async def test_meetings_are_spread_over_the_counsellors_of_a_school(harness: Harness):
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
    await harness.add("worker-2", Role.CASEWORKER)
    meetings = [await harness.request(Case()) for _ in range(2)]
    assert [meeting.slot.participants[0].contact_id for meeting in meetings] == ["counsellor-1", "counsellor-2"]


async def test_a_place_has_one_meeting_at_a_time(harness: Harness):
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
    await harness.add("worker-2", Role.CASEWORKER)
    starts = [start_of(await harness.request(Case())) for _ in range(2)]
    assert starts == ["2026-11-17 08:30", "2026-11-17 09:15"]


async def test_where_the_place_is_always_taken_the_meeting_says_so(harness: Harness):
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
    await harness.add("worker-2", Role.CASEWORKER)
    one_day = {"not_before": date(2026, 11, 18), "hold_by": date(2026, 11, 18)}
    for _ in range(4):  # a Wednesday has room for four
        await harness.request(Case(), **one_day)
    meeting = await harness.request(Case(), **one_day)
    assert (meeting.no_slot.reasons, meeting.no_slot.relax) == (("place-taken",), ("place", "hold_by"))


async def test_without_a_counsellor_the_meeting_stays_proposed_and_says_why(harness: Harness):
    await harness.add("worker-1", Role.CASEWORKER)
    await harness.add("counsellor-9", Role.COUNSELLOR, OTHER_SCHOOL)
    meeting = await harness.request()
    assert meeting.status is Status.PROPOSED
    ((kind, told),) = await harness.sent(meeting.meeting_id)
    assert kind == "meeting-unschedulable"
    assert (told["reasons"], told["relax"]) == (["no-counsellor-for-school"], ["contacts"])


async def test_a_second_request_plans_the_meeting_that_had_no_slot(harness: Harness):
    await harness.add("worker-1", Role.CASEWORKER)
    case = Case()
    unplanned = await harness.request(case)
    await harness.add("counsellor-1", Role.COUNSELLOR, SCHOOL)
    planned = await harness.request(case)
    assert planned.meeting_id == unplanned.meeting_id
    assert await harness.sent_kinds(planned) == ["meeting-unschedulable", "meeting-scheduled"]


async def test_a_second_request_of_a_case_with_a_meeting_plans_another(harness: Harness):
    await harness.staff()
    case = Case()
    assert (await harness.request(case)).meeting_id != (await harness.request(case)).meeting_id


async def test_the_caseworker_of_the_case_takes_part(harness: Harness):
    await harness.staff()
    await harness.add("worker-2", Role.CASEWORKER)
    meeting = await harness.request(assignee="worker-2")
    assert meeting.slot.participants[1].contact_id == "worker-2"


async def test_a_case_of_somebody_who_is_no_contact_gives_nobody_else_s_seat_away(harness: Harness):
    await harness.staff()
    await harness.add("worker-2", Role.CASEWORKER)
    for assignee in ("local-caseworker", "Worker-2", "clb-1"):
        meeting = await harness.request(Case(), assignee=assignee)
        seats = [(seat.contact_id, seat.role) for seat in meeting.slot.participants]
        assert [contact_id for contact_id, role in seats if role is Role.CASEWORKER] != [assignee]
        assert {contact_id for contact_id, _ in seats} <= {"counsellor-1", "worker-1", "worker-2", "clb-1", "coach-1"}


async def test_the_schools_own_calendar_counts(harness: Harness):
    await harness.staff()
    await harness.close_school(date(2026, 11, 17), version=1)
    assert start_of(await harness.request()) == "2026-11-18 08:30"
    await harness.close_school(version=1)
    assert start_of(await harness.request()) == "2026-11-18 09:15"
    await harness.close_school(version=2)
    assert start_of(await harness.request()) == "2026-11-17 08:30"


async def test_availability_comes_back_as_it_was_stored(harness: Harness):
    hours = Availability(weekly=parse_weekly("4 13:00-16:00"), max_meetings_per_day=1)
    await harness.add("worker-1", Role.CASEWORKER)
    await harness.add("counsellor-1", Role.COUNSELLOR, SCHOOL, availability=hours)
    starts = [start_of(await harness.request(Case())) for _ in range(2)]
    assert starts == ["2026-11-19 13:00", "2026-11-26 13:00"]


async def test_terms_that_contradict_each_other_can_never_be_planned(harness: Harness):
    with pytest.raises(InvalidField, match="hold_by"):
        await harness.request(not_before=date(2026, 11, 20), hold_by=date(2026, 11, 19))
    assert await harness.sent() == []


async def test_a_request_of_long_ago_is_never_planned_in_the_past(harness: Harness):
    await harness.staff()
    harness.clock.advance(timedelta(days=60))
    meeting = await harness.request()
    assert meeting.status is Status.PROPOSED
    assert meeting.no_slot.reasons == ("hold-by-passed",)


async def test_the_database_itself_refuses_a_double_booking(harness: Harness):
    await harness.staff()
    meeting = await harness.request()
    other = await harness.request(Case())
    overlap = sa.update(participant).where(participant.c.meeting_id == other.meeting_id)
    start, end = meeting.slot.time.start, meeting.slot.time.end
    with pytest.raises(sa.exc.IntegrityError, match="contact_in_one_meeting_at_a_time"):
        async with harness.units() as uow:
            await uow.connection.execute(overlap.values(slot=sa.func.tstzrange(start, end)))


async def test_the_database_itself_refuses_two_meetings_at_one_place(harness: Harness):
    await harness.staff()
    meeting, other = await harness.request(), await harness.request(Case())
    overlap = sa.update(meeting_table).where(meeting_table.c.meeting_id == other.meeting_id)
    with pytest.raises(sa.exc.IntegrityError, match="one_meeting_at_a_place_at_a_time"):
        async with harness.units() as uow:
            await uow.connection.execute(overlap.values(starts_at=meeting.slot.time.start))


async def test_a_request_without_sequence_goes_to_the_dead_letters(harness: Harness):
    event = Case().event(MeetingRequested)
    nameless = Received(Envelope(id="1", source="/casework", type=MeetingRequested.event_type), event.data)
    with pytest.raises(Exception, match="sequence"):
        await harness.tell(nameless)
