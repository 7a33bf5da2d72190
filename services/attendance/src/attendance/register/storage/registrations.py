"""Enrolments and withdrawals, as they were reported and as they are used."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import TextClause
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.domain.enrolment import (
    EducationLevel,
    Enrolment,
    ImplicitEnrolment,
    PersonData,
    Transferred,
    Withdrawal,
)
from attendance.register.domain.registration import Registration
from attendance.register.storage import registration_statements as statements
from attendance.register.storage.rivals import rivalled
from shared.domain.school_year import SchoolYear


class _Reports(NamedTuple):
    """The statements that read each kind of report."""

    enrolments: TextClause
    withdrawals: TextClause
    implicit: TextClause


_NOW = _Reports(statements.ENROLMENTS, statements.WITHDRAWALS, statements.IMPLICIT)
_THEN = _Reports(statements.ENROLMENTS_THEN, statements.WITHDRAWALS_THEN, statements.IMPLICIT_THEN)


class Registrations:
    """Each pupil's registration, whole."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def load(self, pupil_ids: Collection[int]) -> dict[int, Registration]:
        """The registrations of these pupils; empty where nothing was reported yet."""
        return await self._load({"pupil_ids": sorted(pupil_ids)}, _NOW)

    async def load_then(self, pupil_ids: Collection[int], at: datetime) -> dict[int, Registration]:
        """The registrations of these pupils as they were known at a time."""
        return await self._load({"pupil_ids": sorted(pupil_ids), "at": at}, _THEN)

    async def _load(self, asked: dict[str, Any], reports: _Reports) -> dict[int, Registration]:
        if not asked["pupil_ids"]:
            return {}
        pupils = await self._connection.execute(statements.PUPILS, {"pupil_ids": asked["pupil_ids"]})
        registrations = {row.pupil_id: Registration(row.school, row.pupil) for row in pupils}
        for row in await self._connection.execute(reports.enrolments, asked):
            registrations[row.pupil_id].enrolments[row.valid_from] = _enrolment(row)
        for row in await self._connection.execute(reports.withdrawals, asked):
            withdrawal = Withdrawal(row.valid_until, row.recorded_at, row.event_id)
            registrations[row.pupil_id].withdrawals[withdrawal.recorded] = withdrawal
        for row in await self._connection.execute(reports.implicit, asked):
            assumed = ImplicitEnrolment(row.first, row.last, EducationLevel(row.level), row.recorded_at)
            registrations[row.pupil_id].implicit[row.first] = assumed
        return registrations

    async def waiting(self) -> Sequence[int]:
        """The ids of pupils with a withdrawal that may annul an enrolment, and has not annulled it so far."""
        return (await self._connection.execute(statements.WAITING)).scalars().all()

    async def taught_at(self, school: str, school_year: SchoolYear) -> set[tuple[EducationLevel, str | None]]:
        """What pupils of a school are enrolled in during a school year: levels and main structures."""
        asked = {"school": school, "first": school_year.first_day, "last": school_year.last_day}
        rows = await self._connection.execute(statements.TAUGHT, asked)
        return {(EducationLevel(level), structure) for level, structure in rows}

    async def save(self, registrations: Mapping[int, Registration], at: datetime) -> None:
        """Keep these registrations, and what follows from each: until when each enrolment holds, the days of enrolment
        and the transferred counts.

        What they replace moves to the history; an enrolment that says the same again as before replaces nothing.
        """
        of_pupil = registrations.items()
        enrolments = [
            _enrolment_row(id_, registration.enrolments[first], last)
            for id_, registration in of_pupil
            for first, last in registration.last_days.items()
        ]
        withdrawals = [(id_, item) for id_, registration in of_pupil for item in registration.withdrawals.values()]
        implicit = [(id_, item) for id_, registration in of_pupil for item in registration.implicit.values()]
        rivals = await rivalled(self._connection, registrations)
        await self._many(
            statements.SAVE_ENROLMENTS,
            enrolments,
            at=at,
            rivalled=[id_ for id_, _ in rivals],
            rivalled_from=[first for _, first in rivals],
        )
        await self._many(
            statements.SAVE_WITHDRAWALS,
            [
                {"pupil_id": id_, "recorded_at": item.recorded_at, "event_id": item.event_id, "until": item.valid_until}
                for id_, item in withdrawals
            ],
            at=at,
        )
        await self._many(
            statements.SAVE_IMPLICIT,
            [
                {
                    "pupil_id": id_,
                    "first": item.first,
                    "last": item.last,
                    "level": item.level.value,
                    "recorded_at": item.recorded_at,
                }
                for id_, item in implicit
            ],
            at=at,
        )
        await self._save_what_follows(registrations)

    async def _save_what_follows(self, registrations: Mapping[int, Registration]) -> None:
        days = [
            (id_, period.first, period.last)
            for id_, registration in registrations.items()
            for period in registration.enrolled
        ]
        await self._connection.execute(
            statements.SAVE_ENROLLED_DAYS,
            {
                "pupil_ids": list(registrations),
                "of_pupil": [id_ for id_, _, _ in days],
                "firsts": [first for _, first, _ in days],
                "lasts": [last for _, _, last in days],
            },
        )
        await self._connection.execute(statements.DROP_TRANSFERRED, {"pupil_ids": list(registrations)})
        await self._many(
            statements.SAVE_TRANSFERRED,
            [
                {"pupil_id": id_, "until": item.until, "problematic": item.problematic, "school_year": item.school_year}
                for id_, registration in registrations.items()
                for item in registration.transferred.values()
            ],
        )

    async def _many(self, statement: TextClause, rows: Iterable[Mapping[str, Any]], **more: Any) -> None:
        """One statement for all rows: each parameter is the column's array, or one of `more`."""
        rows = list(rows)
        if rows:
            columns = {name: [row[name] for row in rows] for name in rows[0]}
            await self._connection.execute(statement, columns | more)


def _enrolment(row: Any) -> Enrolment:
    transferred = None
    if row.transferred_until is not None:
        transferred = Transferred(row.transferred_problematic, row.transferred_until)
    return Enrolment(
        valid_from=row.valid_from,
        level=EducationLevel(row.level),
        recorded_at=row.recorded_at,
        event_id=row.event_id,
        class_name=row.class_name,
        structure=row.structure,
        person=PersonData(row.given_name, row.family_name, row.birth_date, row.insz_key, row.registered_on),
        transferred=transferred,
        site=row.site,
        ses=row.ses,
    )


def _enrolment_row(pupil_id: int, enrolment: Enrolment, last: date | None) -> dict[str, Any]:
    person, transferred = enrolment.person, enrolment.transferred
    return {
        "pupil_id": pupil_id,
        "valid_from": enrolment.valid_from,
        "level": enrolment.level.value,
        "class_name": enrolment.class_name,
        "structure": enrolment.structure,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birth_date": person.birth_date,
        "insz_key": person.insz_key,
        "transferred_problematic": transferred.problematic if transferred else None,
        "transferred_until": transferred.until if transferred else None,
        "recorded_at": enrolment.recorded_at,
        "event_id": enrolment.event_id,
        "site": enrolment.site,
        "registered_on": person.registered_on,
        "ses": enrolment.ses,
        "holds_until": date.max if last is None else last,
    }
