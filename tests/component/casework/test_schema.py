"""The migrated database is the one the code was written for."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from casework.app import MIGRATIONS
from casework.storage.tables import metadata
from shared.contracts.consultation_meetings import (
    MeetingRestored,
    MeetingScheduled,
    MeetingUnderReview,
    MeetingUnschedulable,
)
from shared.service.migrating import config

from .harness import Harness, level_reached, level_withdrawn, meeting


async def test_migrations_make_the_tables_of_the_code(harness: Harness) -> None:
    def differences(connection: Connection) -> list[object]:
        found: list[object] = compare_metadata(MigrationContext.configure(connection), metadata)
        return found

    async with harness.service.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


def migrate(connection: Connection, version: str) -> None:
    alembic = config(MIGRATIONS)
    alembic.attributes["connection"] = connection
    (command.upgrade if version == "head" else command.downgrade)(alembic, version)


async def test_meetings_of_before_stand_as_their_cases_let_them(harness: Harness) -> None:
    """What consultation did not tell then: that a meeting is under review, or was dropped with its case."""

    async def case_with(kind: Any, pupil: str) -> tuple[Any, str]:
        signal = level_reached(pupil=pupil)
        await harness.receive(signal, str(signal.person_id))
        [case_id] = [case["case_id"] for case in await harness.cases() if case["pupil"] == pupil]
        meeting_id = uuid4()
        await harness.receive(meeting(kind, meeting_id, case_id), str(meeting_id))
        return signal, case_id

    _, planned = await case_with(MeetingScheduled, "P-1")
    _, without_slot = await case_with(MeetingUnschedulable, "P-2")
    signal, fallen = await case_with(MeetingScheduled, "P-3")
    _, closed = await case_with(MeetingUnschedulable, "P-4")
    _, reopened = await case_with(MeetingUnschedulable, "P-5")
    harness.clock.advance(timedelta(hours=1))
    await harness.receive(level_withdrawn(signal), str(signal.person_id), sequence=2)
    for case_id in (closed, reopened):
        await harness.act(case_id, "close", outcome="other", reason="reden")
    await harness.act(reopened, "reopen", reason="reden")
    async with harness.service.engine.begin() as connection:
        await connection.run_sync(migrate, "2026_11_28_2155_told_years")
        await connection.run_sync(migrate, "head")
        found = await connection.execute(_TOLD)
        status = {str(row.case_id): row.status for row in found}
    expected = {planned: "scheduled", without_slot: "proposed", fallen: "under-review"}
    assert status == {**expected, closed: "cancelled", reopened: "cancelled"}


async def test_the_version_before_can_read_what_a_downgrade_leaves(harness: Harness) -> None:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    case_id, meeting_id = (await harness.only_case())["case_id"], uuid4()
    for sequence, kind in enumerate((MeetingScheduled, MeetingUnderReview, MeetingRestored), start=1):
        await harness.receive(meeting(kind, meeting_id, case_id), str(meeting_id), sequence=sequence)
    async with harness.service.engine.begin() as connection:
        await connection.run_sync(migrate, "2026_11_23_not_enrolled")
        kinds = set(await connection.scalars(sa.text("SELECT kind FROM timeline")))
        meetings = list(await connection.scalars(sa.text("SELECT meeting_id FROM meeting")))
        await connection.run_sync(migrate, "head")
    assert kinds == {"case-opened", "meeting-requested", "meeting-scheduled"}
    assert meetings == [meeting_id]


_TOLD = sa.text("SELECT case_id, status FROM meeting JOIN meeting_case USING (meeting_id) WHERE sequence > 0")
