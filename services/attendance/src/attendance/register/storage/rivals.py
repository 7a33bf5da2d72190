"""Enrolments that another one of the same person, from the same day on, competes with.

Which of them was said last decides whose words about the person hold.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.domain.registration import Registration

# In steps, each by one array: joined to one statement, a plan made before there was much would look through all pupils.
_PERSONS = text("""
    SELECT pupil_id, person_id FROM pupil WHERE pupil_id = ANY(CAST(:ids AS integer[])) AND person_id IS NOT NULL
    UNION
    SELECT pupil_id, person_id FROM person_history WHERE pupil_id = ANY(CAST(:ids AS integer[]))
""")
_PUPILS = text("""
    SELECT person_id, pupil_id FROM pupil WHERE person_id = ANY(CAST(:ids AS uuid[]))
    UNION
    SELECT person_id, pupil_id FROM person_history WHERE person_id = ANY(CAST(:ids AS uuid[]))
""")
_FIRST_DAYS = text("SELECT pupil_id, valid_from FROM enrolment WHERE pupil_id = ANY(CAST(:ids AS integer[]))")


async def rivalled(connection: AsyncConnection, registrations: Mapping[int, Registration]) -> list[tuple[int, date]]:
    """Pupil and first day of each enrolment from which day on another pupil of the same person was enrolled too."""
    others = await _others(connection, list(registrations))
    if not others:
        return []
    first_days = defaultdict[int, set[date]](set)
    asked = {"ids": list(set[int]().union(*others.values()))}
    for pupil_id, valid_from in await connection.execute(_FIRST_DAYS, asked):
        first_days[pupil_id].add(valid_from)
    return [
        (pupil_id, valid_from)
        for pupil_id, pupils in others.items()
        for valid_from in registrations[pupil_id].enrolments
        if any(valid_from in first_days[other] for other in pupils)
    ]


async def _others(connection: AsyncConnection, pupil_ids: list[int]) -> dict[int, set[int]]:
    """Of each of these pupils that has any, the others who are or were the same person."""
    persons = (await connection.execute(_PERSONS, {"ids": pupil_ids})).all()
    members = defaultdict[object, set[int]](set)
    for person_id, pupil_id in await connection.execute(_PUPILS, {"ids": list({row.person_id for row in persons})}):
        members[person_id].add(pupil_id)
    others = defaultdict[int, set[int]](set)
    for pupil_id, person_id in persons:
        others[pupil_id] |= members[person_id] - {pupil_id}
    return {pupil_id: pupils for pupil_id, pupils in others.items() if pupils}
