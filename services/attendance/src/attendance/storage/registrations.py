"""Enrolments and withdrawals, as they were reported and as they are used."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.domain.enrolment import (
    EducationLevel,
    Enrolment,
    ImplicitEnrolment,
    PersonData,
    Transferred,
    Withdrawal,
)
from attendance.domain.registration import Registration
from attendance.storage import registration_statements as statements


class Registrations:
    """Each pupil's registration, whole."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def load(self, pupil_ids: Collection[int]) -> dict[int, Registration]:
        """The registrations of these pupils; empty where nothing was reported yet."""
        if not pupil_ids:
            return {}
        asked = {"pupil_ids": sorted(pupil_ids)}
        pupils = await self._connection.execute(statements.PUPILS, asked)
        found = {row.pupil_id: Registration(row.school, row.pupil) for row in pupils}
        for row in await self._connection.execute(statements.ENROLMENTS, asked):
            found[row.pupil_id].enrolments[row.valid_from] = _enrolment(row)
        for row in await self._connection.execute(statements.WITHDRAWALS, asked):
            withdrawal = Withdrawal(row.valid_until, row.recorded_at, row.event_id)
            found[row.pupil_id].withdrawals[withdrawal.recorded] = withdrawal
        for row in await self._connection.execute(statements.IMPLICIT, asked):
            assumed = ImplicitEnrolment(row.first, row.last, EducationLevel(row.level), row.recorded_at)
            found[row.pupil_id].implicit[row.first] = assumed
        return found

    async def save(self, registrations: Mapping[int, Registration]) -> None:
        """Keep these registrations, and what follows from each: the days of enrolment and the transferred counts."""
        of_pupil = registrations.items()
        enrolments = [(id_, item) for id_, one in of_pupil for item in one.enrolments.values()]
        withdrawals = [(id_, item) for id_, one in of_pupil for item in one.withdrawals.values()]
        implicit = [(id_, item) for id_, one in of_pupil for item in one.implicit.values()]
        await self._many(statements.SAVE_ENROLMENTS, [_enrolment_row(id_, item) for id_, item in enrolments])
        await self._many(
            statements.SAVE_WITHDRAWALS,
            [
                {"pupil_id": id_, "recorded_at": item.recorded_at, "event_id": item.event_id, "until": item.valid_until}
                for id_, item in withdrawals
            ],
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
        )
        await self._save_what_follows(registrations)

    async def _save_what_follows(self, registrations: Mapping[int, Registration]) -> None:
        days = [(id_, period.first, period.last) for id_, one in registrations.items() for period in one.enrolled]
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
                for id_, one in registrations.items()
                for item in one.transferred.values()
            ],
        )

    async def _many(self, statement: Any, rows: Iterable[Mapping[str, Any]]) -> None:
        """One statement for all rows: each parameter is the column's array."""
        rows = list(rows)
        if rows:
            await self._connection.execute(statement, {name: [row[name] for row in rows] for name in rows[0]})


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


def _enrolment_row(pupil_id: int, enrolment: Enrolment) -> dict[str, Any]:
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
    }
