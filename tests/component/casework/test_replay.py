"""Every topic read again from its start, though nobody remembers having read it, changes nothing."""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from shared.contracts.attendance_persons import PersonMerged
from shared.contracts.consultation_meetings import MeetingCancelled, MeetingScheduled
from shared.contracts.contract import Contract
from shared.contracts.notifications_deliveries import NotificationSent
from shared.messaging.tables import inbox

from .harness import OTHER_SCHOOL, SCHOOL, Harness, level_reached, level_withdrawn, meeting, notice, person


async def everything(harness: Harness) -> list[Any]:
    """All that can be seen of the service."""
    cases = await harness.cases()
    timelines = [await harness.timeline(case["case_id"]) for case in cases]
    return [cases, timelines, await harness.sent(), await harness.parked()]


async def test_a_replay_of_everything_changes_nothing(harness: Harness) -> None:
    one, other = uuid4(), uuid4()
    mine = level_reached(5, person_id=one)
    theirs = level_reached(5, person_id=other, school=OTHER_SCHOOL, pupil="P-2")
    told: list[tuple[Contract, str, int, str]] = []

    async def tell(event: Contract, key: object, sequence: int = 1) -> None:
        event_id = await harness.receive(event, str(key), sequence=sequence)
        told.append((event, str(key), sequence, event_id))

    await tell(person(one, (SCHOOL, "P-1")), one)
    await tell(person(other, (OTHER_SCHOOL, "P-2")), other)
    await tell(mine, one)
    await tell(theirs, other)
    case, second = await harness.cases()
    planned = uuid4()
    await tell(meeting(MeetingScheduled, planned, second["case_id"]), planned)
    await tell(notice(NotificationSent, "case", case["case_id"], "clb", "case-opened"), "n-1")
    await tell(notice(NotificationSent, "meeting", planned, "clb", "meeting-invitation"), "n-2")
    await tell(PersonMerged(person_id=other, merged_into=one), other, 2)
    await tell(person(one, (SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2")), one, 2)
    await tell(level_withdrawn(mine), one, 2)
    await tell(level_withdrawn(theirs), one, 3)
    assert (await harness.act(case["case_id"], "withdraw", reason="reden")).status_code == 200
    await tell(meeting(MeetingCancelled, planned, case["case_id"]), planned, 2)
    before = await everything(harness)

    async with harness.service.engine.begin() as connection:
        await connection.execute(sa.delete(inbox))
    for event, key, sequence, event_id in told:
        await harness.receive(event, key, sequence=sequence, event_id=event_id)
    assert await everything(harness) == before
