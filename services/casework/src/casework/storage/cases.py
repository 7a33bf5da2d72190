"""The repository of cases."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Self
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.deadlines import Deadline
from casework.domain.ground import Ground
from casework.domain.person import Placement, Pupil
from casework.storage.case_rows import case_values
from casework.storage.grounds import Grounds
from casework.storage.persons import enrolled_as
from casework.storage.tables import IS_OPEN, case_record, deadline, reference_number
from casework.storage.whole_cases import WholeCases
from shared.domain.errors import Conflict, NotFound
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

_FIRST_OPENED = (case_record.c.opened_at, case_record.c.case_id)
_ONE_OPEN = "case_record_one_open"

_NEXT_NUMBER = (
    insert(reference_number)
    .on_conflict_do_update(
        index_elements=[reference_number.c.year, reference_number.c.case_type],
        set_={"last": reference_number.c.last + 1},
    )
    .returning(reference_number.c.last)
)
_DEADLINE = insert(deadline)
_SAVE_DEADLINE = _DEADLINE.on_conflict_do_update(
    index_elements=[deadline.c.case_id, deadline.c.kind],
    set_={"last_day": _DEADLINE.excluded.last_day, "due_at": _DEADLINE.excluded.due_at, "noticed_at": None},
    where=deadline.c.last_day != _DEADLINE.excluded.last_day,
)


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is stored of a case beside its row, so that only what changed is written."""

    grounds: Mapping[UUID, Ground]
    deadlines: tuple[Deadline, ...]

    @classmethod
    def of(cls, case: Case) -> Self:
        return cls(dict(case.grounds), case.deadlines)


_NOTHING = _Stored({}, ())


class Cases:
    """Cases, whole: with what they rest on and their meetings."""

    def __init__(self, connection: AsyncConnection, whole: WholeCases, grounds: Grounds) -> None:
        self._connection = connection
        self._whole = whole
        self._grounds = grounds
        self._stored: dict[UUID, _Stored] = {}

    async def get(self, case_id: UUID) -> Case:
        """The case. Raises NotFound."""
        return _only(await self._read(sa.select(case_record).where(case_record.c.case_id == case_id)), case_id)

    async def locked(self, case_id: UUID) -> Case:
        """The case, which nobody else changes until the transaction ends. Raises NotFound."""
        statement = sa.select(case_record).where(case_record.c.case_id == case_id).with_for_update()
        return _only(await self._read(statement), case_id)

    async def open_of(self, person_id: UUID, case_type: CaseType) -> Case | None:
        """The person's open case of the type, locked; None without."""
        statement = _of_type(person_id, case_type).where(IS_OPEN).with_for_update()
        return _first(await self._read(statement))

    async def open_or_of_year(self, person_id: UUID, case_type: CaseType, school_year: SchoolYear) -> Case | None:
        """The person's open case of the type, else the case of that school year that ended last, locked.

        A merged case only when there is no other; None without any.
        """
        is_of_year = case_record.c.school_year == str(school_year)
        ended_last = (case_record.c.merged_into.is_not(None), case_record.c.ended_at.desc())
        statement = (
            _of_type(person_id, case_type)
            .where(sa.or_(IS_OPEN, is_of_year))
            .order_by(sa.case((IS_OPEN, 0), else_=1), *ended_last)
            .limit(1)
            .with_for_update()
        )
        return _first(await self._read(statement))

    async def of_person(self, person_id: UUID) -> list[Placement]:
        """Where all cases of a person are, the case opened first in front."""
        return await self._placements(case_record.c.person_id == person_id)

    async def of_pupils(self, pupils: Collection[Pupil]) -> list[Placement]:
        """Where all cases of these register numbers are, the case opened first in front."""
        if not pupils:
            return []
        wanted = [(pupil.school, pupil.number) for pupil in pupils]
        return await self._placements(sa.tuple_(case_record.c.school, case_record.c.pupil).in_(wanted))

    async def pass_on(self, source: UUID, target: UUID) -> None:
        """What had been merged into one case goes on in another from now on."""
        into_source = case_record.c.merged_into == source
        await self._connection.execute(sa.update(case_record).where(into_source).values(merged_into=target))

    async def next_number(self, case_type: CaseType, school_year: SchoolYear) -> int:
        """The next number of a reference, from 1 for each type in each school year.

        The counter's row stays locked until the transaction ends, so that no number is given out twice or lost.
        """
        counted = await self._connection.execute(
            _NEXT_NUMBER, {"year": school_year.start, "case_type": case_type.name, "last": 1}
        )
        return int(counted.scalar_one())

    async def save(self, case: Case) -> None:
        """Store a case with its signals and deadlines.

        Raises Conflict when its person has another open case; nothing more can be done in this transaction then.
        """
        version, case.version = case.version, case.version + 1
        try:
            await self._write(case_values(case), version)
        except IntegrityError as error:
            if _ONE_OPEN in str(error.orig):
                raise Conflict("the person has an open case") from None
            raise
        stored = self._stored.get(case.case_id, _NOTHING)
        await self._save_grounds(case, stored)
        if case.deadlines != stored.deadlines:
            await self._save_deadlines(case)
        self._stored[case.case_id] = _Stored.of(case)

    async def _write(self, values: dict[str, Any], version: int) -> None:
        if version == 0:
            await self._connection.execute(sa.insert(case_record).values(values))
            return
        is_it = sa.and_(case_record.c.case_id == values["case_id"], case_record.c.version == version)
        written = await self._connection.execute(sa.update(case_record).where(is_it).values(values))
        if written.rowcount != 1:
            raise RuntimeError("a case was written without being locked")

    async def _save_grounds(self, case: Case, stored: _Stored) -> None:
        changed = [item for item in case.grounds.values() if stored.grounds.get(item.ground_id) != item]
        if changed:
            await self._grounds.save(case.case_id, *changed)

    async def _save_deadlines(self, case: Case) -> None:
        """Days that no longer count go; a new day for the same thing is brought to notice again."""
        kept = [item.kind for item in case.deadlines]
        gone = sa.and_(deadline.c.case_id == case.case_id, deadline.c.kind.not_in(kept))
        await self._connection.execute(sa.delete(deadline).where(gone))
        if case.deadlines:
            await self._connection.execute(_SAVE_DEADLINE, [_deadline_values(item) for item in case.deadlines])

    async def _read(self, statement: sa.Select[Any]) -> list[Case]:
        cases = await self._whole.read(statement)
        self._stored |= {case.case_id: _Stored.of(case) for case in cases}
        return cases

    async def _placements(self, condition: sa.ColumnElement[bool]) -> list[Placement]:
        columns = case_record.c
        enrolled = enrolled_as(columns.school, columns.pupil).scalar_subquery()
        statement = sa.select(columns.case_id, columns.person_id, sa.func.array(enrolled))
        rows = await self._connection.execute(statement.where(condition).order_by(*_FIRST_OPENED))
        return [Placement(case_id, person_id, tuple(persons)) for case_id, person_id, persons in rows]


def _of_type(person_id: UUID, case_type: CaseType) -> sa.Select[Any]:
    of_person = case_record.c.person_id == person_id
    return sa.select(case_record).where(of_person, case_record.c.case_type == case_type.name)


def _deadline_values(item: Deadline) -> dict[str, Any]:
    due_at = datetime.combine(item.last_day + timedelta(days=1), time(), BRUSSELS)
    return {"case_id": item.case_id, "kind": item.kind, "last_day": item.last_day, "due_at": due_at}


def _first(cases: list[Case]) -> Case | None:
    return cases[0] if cases else None


def _only(cases: list[Case], case_id: UUID) -> Case:
    if not cases:
        raise NotFound("case", case_id)
    return cases[0]
