"""Events that came together: they cost what a single event costs, and end as if they had come one by one."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from tests.conftest import CreateDatabase

from casework.storage.tables import case_record, meeting_case
from shared.contracts.attendance_persons import PersonMerged
from shared.contracts.attendance_signals import EnrolmentFound, EnrolmentMissing
from shared.contracts.consultation_meetings import MeetingHeld, MeetingScheduled
from shared.contracts.contract import Contract
from shared.contracts.notifications_deliveries import NotificationAcknowledged, NotificationSent
from shared.messaging.record import StoredRecord

from .conftest import running_harness
from .harness import OTHER_SCHOOL, SCHOOL, Harness, level_reached, level_withdrawn, meeting, notice, person

Told = tuple[Contract, object, int]


@pytest.fixture
def statements(harness: Harness) -> Iterator[list[str]]:
    """What the service sends to its database."""
    sent: list[str] = []
    engine = harness.service.engine.sync_engine

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(engine, "before_cursor_execute", note)


def gap(kind: type[Contract], signal_id: UUID, person_id: UUID) -> Contract:
    told = {"signal_id": signal_id, "person_id": person_id, "school_year": "2026-2027", "reference_date": "2026-10-01"}
    return kind.model_validate(told)


async def cost(harness: Harness, statements: list[str], events: Sequence[Told]) -> int:
    """How many statements these events take that come together."""
    records = [harness.record(data, key, sequence=sequence) for data, key, sequence in events]
    statements.clear()
    await harness.handle(*records)
    assert await harness.parked() == []
    return len(statements)


async def links(harness: Harness) -> list[tuple[UUID, UUID]]:
    async with harness.service.engine.connect() as connection:
        rows = await connection.execute(sa.select(meeting_case.c.meeting_id, meeting_case.c.case_id))
        return [(row.meeting_id, row.case_id) for row in rows]


async def test_many_events_take_the_statements_of_a_few(harness: Harness, statements: list[str]) -> None:
    costs: dict[str, set[int]] = {}
    for number in (2, 12):
        pupils = [(uuid4(), f"P-{number}-{pupil}") for pupil in range(number)]
        levels = [level_reached(5, person_id=person_id, pupil=pupil) for person_id, pupil in pupils]
        first_meetings = len(await links(harness))

        async def note(kind: str, events: Sequence[Told]) -> None:
            costs.setdefault(kind, set()).add(await cost(harness, statements, events))

        await note("persons", [(person(person_id, (SCHOOL, pupil)), person_id, 1) for person_id, pupil in pupils])
        await note("first levels", [(level, level.person_id, 1) for level in levels])
        higher = [level_reached(10, person_id=person_id, pupil=pupil) for person_id, pupil in pupils]
        await note("next levels", [(level, level.person_id, 2) for level in higher])
        fallen = [(level_withdrawn(level), level.person_id, 3) for level in (*higher, *levels)]
        await note("withdrawals", fallen)
        gaps = [(gap(EnrolmentMissing, uuid4(), person_id), person_id, 1) for person_id, _ in pupils]
        await note("gaps", gaps)
        await end_all_cases(harness)
        again = [(level_reached(5, person_id=person_id, pupil=pupil), person_id, 4) for person_id, pupil in pupils]
        await note("reopened", again)
        of_meetings = (await links(harness))[first_meetings:]
        planned = [(meeting(MeetingScheduled, *pair), pair[0], 1) for pair in of_meetings]
        await note("meetings", planned)
        await note("notices", [about for pair in of_meetings for about in notices(*pair)])
    assert {kind: len(numbers) for kind, numbers in costs.items()} == dict.fromkeys(costs, 1), costs


async def end_all_cases(harness: Harness) -> None:
    async with harness.service.engine.begin() as connection:
        await connection.execute(sa.text("UPDATE case_record SET status = 'withdrawn', ended_at = opened_at"))


def notices(meeting_id: UUID, case_id: UUID) -> list[Told]:
    return [
        (notice(NotificationSent, "case", case_id, "clb", "case-opened"), uuid4(), 1),
        (notice(NotificationSent, "meeting", meeting_id, "clb", "meeting-invitation"), uuid4(), 1),
    ]


def numbered(number: int) -> UUID:
    return UUID(int=number)


def story() -> list[Told]:
    """Pupils of one topic: levels that rise, fall and come again, a merger's levels, gaps, and what comes twice."""
    told: list[Told] = []
    for number in range(1, 7):
        someone, school = numbered(number), SCHOOL if number % 2 else OTHER_SCHOOL
        five, ten = (
            level_reached(
                level, person_id=someone, signal_id=numbered(level * 100 + number), pupil=f"P-{number}", school=school
            )
            for level in (5, 10)
        )
        again = level_reached(
            5, person_id=someone, signal_id=numbered(700 + number), pupil=f"P-{number}", school=school
        )
        told += [(five, someone, 1), (ten, someone, 2)]
        told += [(level_withdrawn(five), someone, 3), (level_withdrawn(ten), someone, 4)] if number % 3 else []
        told += [(again, someone, 5), (five, someone, 1)] if number % 2 else []
        told += [(gap(EnrolmentMissing, numbered(900 + number), someone), someone, 6)]
        told += [(gap(EnrolmentFound, numbered(900 + number), someone), someone, 7)] if number % 2 else []
    early = level_reached(5, person_id=numbered(8), signal_id=numbered(808), pupil="P-8")
    return [*told, (level_withdrawn(early), numbered(8), 2), (early, numbered(8), 1)]


async def outcome(harness: Harness) -> list[Any]:
    """All that can be seen, without the ids that casework gives."""
    async with harness.service.engine.connect() as connection:
        rows = (await connection.execute(sa.select(case_record).order_by(case_record.c.reference))).all()
    cases = []
    for row in rows:
        shown = (await harness.http.get(f"/cases/{row.case_id}")).json()
        timeline = [(entry["kind"], entry["text"]) for entry in await harness.timeline(str(row.case_id))]
        meetings = [(item["status"], item["starts_at"]) for item in shown.pop("meetings")]
        told = [(item["template"], item["status"], item["answer"]) for item in shown.pop("notices")]
        ids = {name: shown.pop(name) for name in ("case_id", "merged_into")}
        cases.append((shown, timeline, meetings, sorted(told, key=str), ids["merged_into"] is None))
    sent = [(name, data["reference"]) for name, data in await harness.sent()]
    return [cases, sent, await harness.parked()]


async def in_parts(harness: Harness, records: Sequence[StoredRecord], size: int) -> None:
    for first in range(0, len(records), size):
        await harness.handle(*records[first : first + size])


async def tell_all(harness: Harness, size: int) -> None:
    """Persons, levels and gaps, meetings and notices, each topic in parts of this size."""

    def records(events: Sequence[Told]) -> list[StoredRecord]:
        return [harness.record(data, key, sequence=sequence) for data, key, sequence in events]

    merged = PersonMerged(person_id=numbered(5), merged_into=numbered(1))
    registers = [(number, SCHOOL if number % 2 else OTHER_SCHOOL) for number in range(1, 7)]
    persons = [(person(numbered(n), (school, f"P-{n}")), numbered(n), 1) for n, school in registers]
    await in_parts(harness, records([*persons, (person(numbered(1), (SCHOOL, "P-1")), numbered(1), 2)]), size)
    await in_parts(harness, records(story()), size)
    moved = (person(numbered(4), (SCHOOL, "P-44")), numbered(4), 2)
    parted = [
        (person(numbered(2), (OTHER_SCHOOL, "P-2"), (OTHER_SCHOOL, "P-4")), numbered(2), 2),
        moved,
        (merged, numbered(5), 2),
    ]
    await in_parts(harness, records(parted), size)
    later = [
        level_reached(15, person_id=numbered(number), signal_id=numbered(1500 + number), pupil=f"P-{number}")
        for number in (5, 1, 4, 2)
    ]
    levels_of_merged: list[Told] = [(level, level.person_id, 8) for level in later]
    levels_of_merged += [(level_withdrawn(level), level.person_id, 9) for level in later]
    await in_parts(harness, records(levels_of_merged), size)
    pairs = await links(harness)
    references = {UUID(case["case_id"]): case["reference"] for case in await harness.cases()}
    pairs.sort(key=lambda pair: references[pair[1]])
    events: list[Told] = []
    for meeting_id, case_id in pairs:
        events += [(meeting(MeetingScheduled, meeting_id, case_id), meeting_id, 1)]
        events += [(meeting(MeetingHeld, meeting_id, case_id), meeting_id, 3)]
        events += [(meeting(MeetingScheduled, meeting_id, case_id), meeting_id, 2)]
    await in_parts(harness, records(events), size)
    mails: list[Told] = []
    for meeting_id, case_id in pairs:
        mails += notices(meeting_id, case_id)
        sent = notice(NotificationSent, "case", case_id, "youth-coach", "case-opened")
        read = NotificationAcknowledged.model_validate(sent.model_dump() | {"acknowledged_at": harness.clock.now()})
        mails += [(read, "n", 2), (sent, "n", 1)]
    await in_parts(harness, records(mails), size)


async def test_the_outcome_is_the_same_however_events_come_together(create_database: CreateDatabase) -> None:
    outcomes = []
    for size in (1, 3, 200):
        async with running_harness(await create_database("casework")) as harness:
            await tell_all(harness, size)
            outcomes.append(await outcome(harness))
    assert len(outcomes[0][0]) > 6
    assert outcomes[0][2] == []
    assert outcomes[1] == outcomes[0]
    assert outcomes[2] == outcomes[0]


async def test_the_event_to_blame_parks_alone_and_the_others_open_their_cases(harness: Harness) -> None:
    levels = [level_reached(5, pupil=f"P-{number}") for number in range(5)]
    levels[2] = level_reached(5, school_year="1500-1501")
    await harness.handle(*(harness.record(level, level.person_id) for level in levels))
    assert await harness.parked() == ["school_year: must start in 1583 to 9997"]
    assert sorted(case["reference"] for case in await harness.cases()) == [f"SP-2026-00000{n}" for n in range(1, 5)]


async def test_an_event_that_only_the_database_refuses_parks_alone_and_the_others_open_their_cases(
    harness: Harness,
) -> None:
    async with harness.service.engine.begin() as connection:
        await connection.execute(sa.text("ALTER TABLE case_record ADD CHECK (pupil <> 'P-2')"))
    levels = [level_reached(5, pupil=f"P-{number}") for number in range(5)]
    await harness.handle(*(harness.record(level, level.person_id) for level in levels))
    assert await harness.parked() == ["IntegrityError"]
    cases = {case["reference"]: case["pupil"] for case in await harness.cases()}
    assert cases == {f"SP-2026-00000{n}": pupil for n, pupil in enumerate(("P-0", "P-1", "P-3", "P-4"), 1)}
    opened = [data["reference"] for name, data in await harness.sent() if name.endswith("case-opened.v1")]
    assert opened == sorted(cases)


async def test_an_event_that_comes_twice_counts_once(harness: Harness) -> None:
    level = level_reached()
    record = harness.record(level, level.person_id)
    await harness.handle(record, record)
    case = await harness.only_case()
    assert case["version"] == 1
    assert [entry["kind"] for entry in await harness.timeline(case["case_id"])] == ["case-opened", "meeting-requested"]


@pytest.mark.parametrize("together", [True, False])
async def test_of_two_cases_that_reopen_only_the_first_asks_for_a_meeting_in_place_of_theirs(
    harness: Harness, together: bool
) -> None:
    levels = [level_reached(5, pupil=f"P-{number}") for number in (1, 2)]
    await harness.handle(*(harness.record(level, level.person_id) for level in levels))
    theirs = [case["case_id"] for case in await harness.cases()]
    planned = meeting(MeetingScheduled, uuid4(), *theirs)
    await harness.receive(planned, "meeting")
    await end_all_cases(harness)
    before = (await harness.sent_types()).count("meeting-requested.v1")
    again = [harness.record(level_reached(5, person_id=level.person_id), level.person_id) for level in levels]
    await in_parts(harness, again, 2 if together else 1)
    assert [case["status"] for case in await harness.cases()] == ["active", "active"]
    assert (await harness.sent_types()).count("meeting-requested.v1") == before + 1
