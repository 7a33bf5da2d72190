"""Events of many cases that came together end as they would one by one, for a number of statements that stays."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from consultation.domain.availability import Availability
from consultation.meetings.domain.states import Status
from consultation.meetings.storage.agendas import of_place
from consultation.storage.tables import agenda
from consultation.storage.tables import meeting as meetings
from consultation.storage.tables import participant as participants
from shared.contracts.casework_cases import (
    TOPIC,
    CaseClosed,
    CaseOpened,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)
from shared.domain.roles import Role
from shared.messaging.parsing import Received
from shared.messaging.record import StoredRecord
from shared.messaging.tables import dead_letter

from .conftest import Opened
from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness

SCHOOLS = (SCHOOL, OTHER_SCHOOL)


def record(event: Received[Any]) -> StoredRecord:
    value = event.data.model_dump_json(by_alias=True).encode()
    return StoredRecord(TOPIC, 0, 0, 0, str(event.data.case_id).encode(), value, event.envelope.headers())


async def handle(harness: Harness, events: Sequence[Received[Any]], *, together: int = 200) -> None:
    """Handle these events as they are handled when they arrive, so many at once."""
    handling = harness.service.consumers.readings[TOPIC].handling
    for first in range(0, len(events), together):
        await handling.handle([record(event) for event in events[first : first + together]])


async def two_schools(harness: Harness) -> None:
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL, availability=Availability(max_meetings_per_day=3))
    await harness.add("worker-2", Role.CASEWORKER)
    await harness.add("deputy-1", Role.COUNSELLOR, "125009", deputy_of="counsellor-1")


def cases(number: int) -> list[Case]:
    """Always the same ones, of the two schools in turn."""
    return [Case(UUID(int=n + 1), f"SP-2026-{n:06d}", SCHOOLS[n % 2]) for n in range(number)]


def story(number: int) -> list[Received[Any]]:
    """Cases that are opened, ask, and then go different ways, with their events mixed."""
    opened = cases(number)
    events = [case.event(kind, **_terms(case, kind)) for case in opened for kind in (CaseOpened, MeetingRequested)]
    events += [case.event(WithdrawalProposed) for case in opened[::3]]
    events += [case.event(CaseWithdrawn) for case in opened[::6]]
    events += [case.event(WithdrawalDropped) for case in opened[3::6]]
    events += [case.event(CaseClosed, outcome="attends-again") for case in opened[1::6]]
    events += [case.event(MeetingRequested, **_terms(case, MeetingRequested)) for case in opened[2::6]]
    merged, remaining = opened[4], opened[5]
    events.append(merged.event(CaseClosed, outcome="merged", merged_into=remaining.case_id))
    later = cases(number + 4)[number:]
    return events + [case.event(MeetingRequested, **_terms(case, MeetingRequested)) for case in later]


def _terms(case: Case, kind: type) -> dict[str, object]:
    if kind is not MeetingRequested:
        return {}
    name = UUID(int=1_000_000 + 1_000 * case.sequence + case.case_id.int)
    return {"meeting_id": name, "hold_by": date(2026, 11, 20)}


async def outcome(harness: Harness) -> list[object]:
    """All that is stored of meetings, and what was told."""
    async with harness.service.engine.connect() as connection:
        left_out = ("changed_at", "created_at")
        columns = [column for column in meetings.columns if column.name not in left_out]
        rows = (await connection.execute(sa.select(*columns).order_by(meetings.c.meeting_id))).all()
        people = (
            await connection.execute(
                sa.select(participants).order_by(participants.c.meeting_id, participants.c.position)
            )
        ).all()
        parked = (await connection.execute(sa.select(sa.func.count()).select_from(dead_letter))).scalar()
    return [rows, people, await harness.sent(), parked]


@pytest.fixture
def statements(harness: Harness) -> Iterable[list[str]]:
    """The statements that were sent to the database."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_):
        sent.append(statement)

    engine = harness.service.engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(engine, "before_cursor_execute", note)


async def test_many_cases_take_as_many_statements_as_one(harness: Harness, statements: list[str]):
    await two_schools(harness)
    await handle(harness, [case.event(MeetingRequested) for case in cases(2)])
    taken = []
    for number in (1, 30):
        statements.clear()
        opened = [Case(school=SCHOOLS[n % 2]) for n in range(number)]
        await handle(harness, [case.event(kind) for case in opened for kind in (CaseOpened, MeetingRequested)])
        taken.append(len(statements))
    assert taken == [8, 8]
    statements.clear()
    await handle(harness, [case.event(CaseWithdrawn) for case in opened])
    assert len(statements) <= 10


async def test_together_in_parts_or_one_by_one_they_end_alike(create_database, clock):
    ends = []
    for together in (1, 7, 200):
        harness = Harness.on(await create_database("consultation"), clock, {})
        await two_schools(harness)
        await handle(harness, story(30), together=together)
        ends.append(await outcome(harness))
        await harness.close()
    one_by_one, *others = ends
    statuses = {row.status for row in one_by_one[0]}
    assert statuses == {Status.SCHEDULED, Status.CANCELLED, Status.PROPOSED}
    for end in others:
        for part, expected in zip(end, one_by_one, strict=True):
            assert part == expected


async def test_the_event_to_blame_is_parked_alone(harness: Harness):
    await two_schools(harness)
    opened = cases(9)
    events = [case.event(MeetingRequested) for case in opened]
    opened[4].sequence += 1
    wrong = opened[4].event(MeetingRequested, sequence=1, not_before=date(2026, 11, 28))
    events[4] = wrong
    await handle(harness, [*events, events[0]])
    rows, _, sent, parked = await outcome(harness)
    assert (len(rows), parked) == (8, 1)
    assert [kind for kind, _ in sent if kind.startswith("meeting")] == ["meeting-scheduled"] * 8


async def test_a_slot_that_is_freed_in_a_batch_goes_to_the_next_case_of_it(harness: Harness):
    await harness.staff()
    first, second, third = Case(), Case(), Case()
    await handle(harness, [first.event(MeetingRequested)])
    (before,) = await harness.meetings_of(first)
    to_and_fro = [second.event(MeetingRequested), second.event(CaseWithdrawn), third.event(MeetingRequested)]
    await handle(harness, [first.event(CaseWithdrawn), *to_and_fro])
    (after,) = await harness.meetings_of(third)
    assert after.slot == before.slot
    assert [meeting.status for meeting in await harness.meetings_of(second)] == [Status.CANCELLED]


class TestWhatIsRemembered:
    """A process remembers agendas, directory and calendars, and hears of whatever changed since."""

    async def test_a_meeting_that_another_process_planned(self, open_harness: Opened):
        ours, others = await open_harness(), await open_harness()
        await ours.staff()
        for harness in (ours, others, ours, others):
            await handle(harness, [Case().event(MeetingRequested), Case().event(MeetingRequested)])
        rows, *_, parked = await outcome(ours)
        assert len({row.starts_at for row in rows}) == 8
        assert parked == 0

    async def test_what_was_cancelled_or_moved_by_hand(self, harness: Harness):
        await harness.staff()
        first, second = Case(), Case()
        await handle(harness, [first.event(MeetingRequested), second.event(MeetingRequested)])
        [early], [late] = await harness.meetings_of(first), await harness.meetings_of(second)
        async with harness.asking("caseworker") as client:
            await client.post(f"/meetings/{early.meeting_id}/cancel")
            body = {"starts_at": "2026-11-19T10:00:00+01:00"}
            assert (await client.post(f"/meetings/{late.meeting_id}/reschedule", json=body)).status_code == 200
        again = [Case(), Case()]
        await handle(harness, [case.event(MeetingRequested) for case in again])
        [third], [fourth] = [await harness.meetings_of(case) for case in again]
        assert (third.slot.time, fourth.slot.time) == (early.slot.time, late.slot.time)

    async def test_a_contact_who_is_new_and_one_who_is_away(self, harness: Harness):
        await harness.staff()
        await handle(harness, [Case().event(MeetingRequested)])
        await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
        async with harness.asking("coordinator") as client:
            body = {"exceptions": [{"from": "2026-11-01", "until": "2026-12-31"}]}
            path = "/contacts/counsellor-1/availability"
            assert (await client.put(path, json=body, headers={"If-Match": "*"})).status_code == 200
        case = Case()
        await handle(harness, [case.event(MeetingRequested)])
        [meeting] = await harness.meetings_of(case)
        assert meeting.slot.participants[0].contact_id == "counsellor-2"

    async def test_a_day_on_which_the_school_is_closed_from_now_on(self, harness: Harness):
        await harness.staff()
        await handle(harness, [Case().event(MeetingRequested)])
        await harness.close_school(date(2026, 11, 17))
        case = Case()
        await handle(harness, [case.event(MeetingRequested)])
        [meeting] = await harness.meetings_of(case)
        assert meeting.slot.time.start.date() == date(2026, 11, 18)

    async def test_nothing_of_a_transaction_that_came_to_nothing(self, harness: Harness):
        await harness.staff()
        await handle(harness, [Case().event(MeetingRequested)])
        case = Case()
        with pytest.raises(ZeroDivisionError):
            async with harness.units() as uow:
                await uow.load(sorted(keys_of(harness, case)))
                await harness.handle(uow, case.event(MeetingRequested))
                raise ZeroDivisionError
        after = Case()
        await handle(harness, [after.event(MeetingRequested)])
        [meeting] = await harness.meetings_of(after)
        assert f"{meeting.slot.time.start:%H:%M}" == "08:15"  # UTC

    async def test_a_slot_taken_behind_its_back_is_planned_anew(self, harness: Harness):
        await harness.staff()
        opened = [Case() for _ in range(3)]
        await handle(harness, [opened[0].event(MeetingRequested)])
        async with harness.service.engine.begin() as connection:
            moved = sa.text(
                "UPDATE meeting_participant SET slot = tstzrange(lower(slot) + '45 min', upper(slot) + '45 min')"
            )
            await connection.execute(moved)
        await handle(harness, [case.event(MeetingRequested) for case in opened[1:]])
        [second], [third] = [await harness.meetings_of(case) for case in opened[1:]]
        starts = [f"{meeting.slot.time.start:%H:%M}" for meeting in (second, third)]
        assert starts == ["09:00", "09:45"]  # UTC
        assert (await outcome(harness))[-1] == 0


def keys_of(harness: Harness, case: Case):
    [subscription] = [each for each in harness.service.subscriptions if each.topic == TOPIC]
    [on] = [on for on in subscription.handlers if on.contract is MeetingRequested]
    return on.keys(case.event(MeetingRequested, sequence=1).data)


async def test_processes_that_plan_for_the_same_people_at_once_wait_for_each_other(open_harness: Opened):
    processes = [await open_harness() for _ in range(3)]
    await two_schools(processes[0])
    batches = [[Case(school=SCHOOLS[n % 2]).event(MeetingRequested) for n in range(6)] for _ in range(6)]
    await asyncio.gather(
        *(handle(process, batch) for number, process in enumerate(processes) for batch in batches[number::3])
    )
    rows, *_, parked = await outcome(processes[0])
    planned = [(row.school, row.starts_at) for row in rows if row.status == Status.SCHEDULED]
    assert (len(rows), parked, len(planned)) == (36, 0, len(set(planned)))
    async with processes[0].service.engine.connect() as connection:
        at_school = agenda.c.name == of_place(f"Zorglokaal, school {SCHOOL}")
        taken = await connection.scalar(sa.select(agenda.c.version).where(at_school))
    assert taken == len(batches), "nobody planned in vain"
