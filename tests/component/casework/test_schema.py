"""The migrated database is the one the code was written for."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from casework.app import MIGRATIONS
from casework.storage.schema import metadata
from shared.contracts.consultation_meetings import (
    MeetingRestored,
    MeetingScheduled,
    MeetingUnderReview,
    MeetingUnschedulable,
)
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear
from shared.service.migrating import config

from .harness import SCHOOL, Harness, level_reached, level_withdrawn, meeting


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


async def test_what_was_left_to_do_in_cases_that_had_ended_is_dropped(harness: Harness) -> None:
    for pupil in ("P-1", "P-2"):
        signal = level_reached(pupil=pupil)
        await harness.receive(signal, str(signal.person_id))
    ended, goes_on = [case["case_id"] for case in await harness.cases()]
    for case_id in (ended, goes_on):
        await harness.act(case_id, "tasks", text="bellen", owner="cw-1", due="2026-11-30")
    await harness.act(goes_on, "assess", checks={})
    before = "2026_11_29_0600_web_sessions"
    close = sa.text("UPDATE case_record SET status = 'closed', ended_at = opened_at WHERE case_id = :case_id")
    async with harness.service.engine.begin() as connection:
        await connection.run_sync(migrate, before)
        await connection.execute(close, {"case_id": ended})
        await connection.run_sync(migrate, "head")
    for case_id, is_dropped in ((ended, True), (goes_on, False)):
        [task] = (await harness.http.get(f"/cases/{case_id}/tasks")).json()["items"]
        assert (task["dropped_at"] is not None) == is_dropped
    assert "assessed" not in {entry["kind"] for entry in await harness.timeline(goes_on)}


_TOLD = sa.text("SELECT case_id, status FROM meeting JOIN meeting_case USING (meeting_id) WHERE sequence > 0")


async def test_calendars_of_before_are_kept_as_every_service_keeps_them(harness: Harness) -> None:
    days = (
        '{"base": "own", "sessions": [["2026-09-01", "2026-12-18"]], "closures": [["2026-10-05", "AM"],'
        ' ["2026-10-06", null]], "extra": [["2026-10-10", "PM"]]}'
    )
    put = f"INSERT INTO calendar VALUES ('{SCHOOL}', '2026-2027', 4, '{days}')"
    async with harness.service.engine.begin() as connection:
        await connection.run_sync(migrate, "2026_11_29_0130_grounds")
        await connection.exec_driver_sql(put)
        before = list(await connection.execute(sa.text("SELECT * FROM calendar")))
        await connection.run_sync(migrate, "head")
    async with harness.service.units() as uow:
        kept = (await uow.calendars.of(SCHOOL))(SchoolYear(2026))
    assert kept == SchoolCalendar(
        school=SCHOOL,
        school_year=SchoolYear(2026),
        base="own",
        sessions=(Session(date(2026, 9, 1), date(2026, 12, 18)),),
        closures=(Closure(date(2026, 10, 5), HalfDay.AM, ""), Closure(date(2026, 10, 6), None, "")),
        extra=(ExtraHalfDay(date(2026, 10, 10), HalfDay.PM),),
        version=4,
    )
    async with harness.service.engine.begin() as connection:
        await connection.run_sync(migrate, "2026_11_29_0130_grounds")
        assert list(await connection.execute(sa.text("SELECT * FROM calendar"))) == before
        await connection.run_sync(migrate, "head")
