"""What arrived about cases."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.case_story import CaseEnding, CaseOpening, CaseStory, Ending, MissedHalfDay
from notifications.storage.origins import origin_columns, origin_of
from notifications.storage.tables import case_fact
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

_OPENED, _REOPENED = "opened", "reopened"
_STORY = sa.select(case_fact).where(case_fact.c.case_id == sa.bindparam("of_case")).order_by(case_fact.c.sequence)


class Cases:
    """Repository of case stories."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, case_id: UUID, fact: CaseOpening | CaseEnding) -> None:
        """Keep a fact; one that is known already changes nothing."""
        row = _opening_row(fact) if isinstance(fact, CaseOpening) else _ending_row(fact)
        common = {"case_id": case_id, "sequence": fact.sequence, **origin_columns(fact.origin)}
        await self._connection.execute(insert(case_fact).values(**common, **row).on_conflict_do_nothing())

    async def story(self, case_id: UUID) -> CaseStory:
        """All that arrived about a case, perhaps nothing."""
        rows = (await self._connection.execute(_STORY, {"of_case": case_id})).all()
        return CaseStory(
            case_id,
            openings=tuple(_opening(row) for row in rows if row.kind in (_OPENED, _REOPENED)),
            endings=tuple(_ending(row) for row in rows if row.kind not in (_OPENED, _REOPENED)),
        )

    async def merged_into(self, case_id: UUID) -> list[UUID]:
        """The cases that went on in this one, in the order of their ids."""
        statement = sa.select(case_fact.c.case_id).where(case_fact.c.merged_into == case_id)
        return list(await self._connection.scalars(statement.distinct().order_by(case_fact.c.case_id)))

    async def forget_person(self, person_id: UUID) -> None:
        """Keep no register number and no half days of this person's cases."""
        statement = sa.update(case_fact).where(case_fact.c.person_id == person_id).values(pupil=None, half_days=[])
        await self._connection.execute(statement)


def _opening_row(opening: CaseOpening) -> dict[str, Any]:
    return {
        "kind": _REOPENED if opening.reopened else _OPENED,
        "reference": opening.reference,
        "case_type": opening.case_type,
        "person_id": opening.person_id,
        "school": opening.school,
        "pupil": opening.pupil,
        "school_year": str(opening.school_year),
        "count": opening.count,
        "half_days": [[missed.date.isoformat(), missed.half_day] for missed in opening.half_days],
        "opened_at": opening.opened_at,
    }


def _ending_row(ending: CaseEnding) -> dict[str, Any]:
    return {"kind": ending.ending.value, "ended_at": ending.at, "merged_into": ending.into}


def _ending(row: Any) -> CaseEnding:
    return CaseEnding(row.sequence, Ending(row.kind), origin_of(row), row.ended_at, row.merged_into)


def _opening(row: Any) -> CaseOpening:
    return CaseOpening(
        sequence=row.sequence,
        reopened=row.kind == _REOPENED,
        reference=row.reference,
        case_type=row.case_type,
        person_id=row.person_id,
        school=row.school,
        pupil=row.pupil,
        school_year=SchoolYear.parse(row.school_year),
        count=row.count,
        half_days=tuple(_missed(day, half_day) for day, half_day in row.half_days),
        opened_at=row.opened_at.astimezone(BRUSSELS),
        origin=origin_of(row),
    )


def _missed(day: str, half_day: str) -> MissedHalfDay:
    return MissedHalfDay(date.fromisoformat(day), HalfDay(half_day))
