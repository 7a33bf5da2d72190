"""The repository of cases."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Self
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.deadlines import Deadline
from casework.domain.ground import Ground
from casework.domain.person import Placement, Pupil
from casework.domain.states import OPEN, Status
from casework.domain.timeline import EntryKind
from casework.storage.case_rows import case_values
from casework.storage.grounds import Grounds
from casework.storage.numbers import Numbers
from casework.storage.persons import enrolled_as
from casework.storage.registers import Registers
from casework.storage.tables import IS_OPEN, case_parting, case_record
from casework.storage.whole_cases import WholeCases
from casework.storage.writes import Writes
from shared.domain.errors import NotFound
from shared.domain.school_year import SchoolYear
from shared.runtime.batching import BatchingConnection, Rows
from shared.runtime.clock import BRUSSELS

_FIRST_OPENED = (case_record.c.opened_at, case_record.c.case_id)
_OF_PERSONS = case_record.c.person_id == sa.any_(sa.bindparam("person_ids"))
_LOAD = sa.select(case_record).where(_OF_PERSONS).order_by(case_record.c.case_id).with_for_update(key_share=True)

_COLUMNS = case_record.c
_ENROLLED = sa.func.array(enrolled_as(_COLUMNS.school, _COLUMNS.pupil).scalar_subquery())
_ENROLLED_FIRST = sa.func.array(enrolled_as(_COLUMNS.first_school, _COLUMNS.first_pupil).scalar_subquery())
_PLACEMENT = (
    *(_COLUMNS.case_id, _COLUMNS.person_id, _COLUMNS.status),
    *(_COLUMNS.school, _COLUMNS.pupil, _COLUMNS.first_school, _COLUMNS.first_pupil),
    *(_ENROLLED.label("enrolled"), _ENROLLED_FIRST.label("enrolled_first")),
)
_PART = insert(case_parting).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is stored of a case, so that only what changed is written."""

    version: int
    person_id: UUID
    is_open: bool
    merged_into: UUID | None
    grounds: Mapping[UUID, Ground]
    deadlines: tuple[Deadline, ...]

    @classmethod
    def of(cls, case: Case) -> Self:
        return cls(
            version=case.version,
            person_id=case.person_id,
            is_open=case.is_open,
            merged_into=case.merged_into,
            grounds=dict(case.grounds),
            deadlines=case.deadlines,
        )


class Cases:
    """Cases, whole: with what they rest on and their meetings. A case that was locked is read once."""

    def __init__(
        self,
        connection: BatchingConnection,
        writes: Writes,
        *,
        whole: WholeCases,
        grounds: Grounds,
        registers: Registers,
    ) -> None:
        self._connection = connection
        self._writes = writes
        self._whole = whole
        self._grounds = grounds
        self._registers = registers
        self._numbers = Numbers(connection)
        self._partings = Rows(connection, _PART)
        self._stored: dict[UUID, _Stored] = {}
        self._locked: dict[UUID, Case] = {}
        self._of_persons: dict[UUID, list[Case]] = {}

    async def load(self, person_ids: Collection[UUID], ground_ids: Collection[UUID]) -> None:
        """Lock all cases of these persons, who are locked themselves, and read them together with these grounds."""
        if not person_ids:
            return
        rows = await self._connection.execute(_LOAD, {"person_ids": list(person_ids)})
        by_person: dict[UUID, list[Case]] = {person_id: [] for person_id in person_ids}
        for case in self._now_locked(await self._whole.of_rows(rows.all(), with_grounds=ground_ids)):
            by_person[case.person_id].append(case)
        self._of_persons |= by_person

    async def get(self, case_id: UUID) -> Case:
        """The case. Raises NotFound."""
        if case_id in self._locked:
            return self._locked[case_id]
        return _only(await self._read(sa.select(case_record).where(case_record.c.case_id == case_id)), case_id)

    async def locked(self, case_id: UUID) -> Case:
        """The case, which nobody else changes until the transaction ends. Raises NotFound."""
        if case_id in self._locked:
            return self._locked[case_id]
        statement = sa.select(case_record).where(case_record.c.case_id == case_id)
        return _only(await self._lock(statement.with_for_update(key_share=True)), case_id)

    async def locked_of(self, case_id: UUID, person_id: UUID) -> Case | None:
        """The case, locked as above; None, and nothing is locked, if it is another person's."""
        if case_id in self._locked:
            return self._locked[case_id]
        of_person = (case_record.c.case_id == case_id, case_record.c.person_id == person_id)
        return _first(await self._lock(sa.select(case_record).where(*of_person).with_for_update(key_share=True)))

    async def open_of(self, person_id: UUID, case_type: CaseType) -> Case | None:
        """The person's open case of the type, locked; None without."""
        if person_id in self._of_persons:
            cases = self._of_persons[person_id]
            return next((case for case in cases if case.case_type is case_type and case.is_open), None)
        statement = _of_type(person_id, case_type).where(IS_OPEN).with_for_update(key_share=True)
        return _first(await self._lock(statement))

    async def open_or_of_year(self, person_id: UUID, case_type: CaseType, school_year: SchoolYear) -> Case | None:
        """The person's open case of the type, else the case of that school year that ended last, locked.

        A merged case only when there is no other; None without any.
        """
        if person_id in self._of_persons:
            of_type = [case for case in self._of_persons[person_id] if case.case_type is case_type]
            cases = [case for case in of_type if case.is_open or case.school_year == school_year]
            return max(cases, key=_preferred, default=None)
        is_of_year = case_record.c.school_year == str(school_year)
        ended_last = (case_record.c.merged_into.is_not(None), case_record.c.ended_at.desc())
        statement = (
            _of_type(person_id, case_type)
            .where(sa.or_(IS_OPEN, is_of_year))
            .order_by(sa.case((IS_OPEN, 0), else_=1), *ended_last)
            .limit(1)
            .with_for_update(key_share=True)
        )
        return _first(await self._lock(statement))

    async def of_person(self, person_id: UUID) -> list[Placement]:
        """Where all cases of a person are, the case opened first in front."""
        return await self._placements(case_record.c.person_id == person_id)

    async def of_pupils(self, pupils: Collection[Pupil]) -> list[Placement]:
        """Where all cases are that are or were about these register numbers, the case opened first in front."""
        if self._registers.are_unused(pupils):
            return []
        wanted = [(pupil.school, pupil.number) for pupil in pupils]
        is_in = sa.tuple_(case_record.c.school, case_record.c.pupil).in_(wanted)
        was_in = sa.tuple_(case_record.c.first_school, case_record.c.first_pupil).in_(wanted)
        return await self._placements(sa.or_(is_in, sa.and_(case_record.c.first_school.is_not(None), was_in)))

    async def pass_on(self, source: UUID, target: UUID) -> None:
        """What had been merged into one case goes on in another from now on."""
        into_source = case_record.c.merged_into == source
        await self._connection.execute(sa.update(case_record).where(into_source).values(merged_into=target))
        in_source = case_parting.c.went_on_in == source
        await self._connection.execute(sa.update(case_parting).where(in_source).values(went_on_in=target))
        self._forget()

    async def next_number(self, case_type: CaseType, school_year: SchoolYear) -> int:
        """The next number of a reference, from 1 for each type in each school year."""
        return await self._numbers.next(case_type, school_year)

    async def save(self, case: Case) -> None:
        """Store a case with its grounds and deadlines.

        Raises Conflict when its person has another open case, at the latest when what is kept back is written. Nothing
        more can be done in this transaction then.
        """
        stored = self._stored.get(case.case_id)
        self._keep_row(case)
        self._keep_grounds(case, stored)
        self._keep_deadlines(case, stored)
        if stored and stored.merged_into and not case.merged_into:
            self._partings.add(_parting(case, stored.merged_into))
        self._registers.uses(case.school, case.pupil)
        self._stored[case.case_id] = _Stored.of(case)
        if stored and (stored.person_id != case.person_id or (stored.is_open and not case.is_open)):
            # At once, so that no row meets another that is about to make room for it.
            await self._connection.write()
            self._forget()
        elif stored and case.is_open and not stored.is_open:
            self._forget_who_shares_meetings_with(case)

    def _keep_row(self, case: Case) -> None:
        if case.version == 0:
            self._locked[case.case_id] = case
            self._of_persons.get(case.person_id, []).append(case)
        version, case.version = case.version, case.version + 1
        if version == 0 or case.case_id in self._writes.opened:
            self._writes.opened[case.case_id] = case_values(case)
        else:
            self._writes.changed[case.case_id] = case_values(case)
            self._writes.stored_versions.setdefault(case.case_id, version)

    def _keep_grounds(self, case: Case, stored: _Stored | None) -> None:
        before = stored.grounds if stored else {}
        changed = [item for item in case.grounds.values() if before.get(item.ground_id) != item]
        self._grounds.keep(case.case_id, changed)

    def _keep_deadlines(self, case: Case, stored: _Stored | None) -> None:
        """Days that no longer count go; a new day for the same thing is brought to notice again."""
        before = stored.deadlines if stored else ()
        now = case.deadlines
        if now == before:
            return
        kinds = {item.kind for item in now}
        for item in before:
            if item.kind not in kinds:
                self._writes.deadlines.pop((case.case_id, item.kind), None)
                self._writes.gone[case.case_id, item.kind] = {"case_id": case.case_id, "kind": item.kind}
        for item in now:
            self._writes.deadlines[case.case_id, item.kind] = _deadline_values(item)

    async def _read(self, statement: sa.Select[Any]) -> Sequence[Case]:
        cases = await self._whole.read(statement)
        self._stored |= {case.case_id: _Stored.of(case) for case in cases}
        return cases

    async def _lock(self, statement: sa.Select[Any]) -> Sequence[Case]:
        return self._now_locked(await self._whole.read(statement))

    def _now_locked(self, cases: Sequence[Case]) -> Sequence[Case]:
        """These cases, which were read and locked; of a case that was locked before the object there is."""
        for case in cases:
            if case.case_id not in self._locked:
                self._locked[case.case_id] = case
                self._stored[case.case_id] = _Stored.of(case)
        return [self._locked[case.case_id] for case in cases]

    def _forget(self) -> None:
        """What was read may be otherwise by now: read it again."""
        self._locked.clear()
        self._of_persons.clear()

    def _forget_who_shares_meetings_with(self, case: Case) -> None:
        """A meeting of a case that is open again is no longer about the other case alone: read that again."""
        meetings = {meeting.meeting_id for meeting in case.meetings}
        for other in list(self._locked.values()) if meetings else ():
            if other is not case and not meetings.isdisjoint(meeting.meeting_id for meeting in other.meetings):
                del self._locked[other.case_id]
                self._of_persons.pop(other.person_id, None)

    async def _placements(self, condition: sa.ColumnElement[bool]) -> list[Placement]:
        statement = sa.select(*_PLACEMENT).where(condition).order_by(*_FIRST_OPENED)
        return [_placement(row) for row in await self._connection.execute(statement)]


def _placement(row: sa.Row[Any]) -> Placement:
    return Placement(
        case_id=row.case_id,
        person_id=row.person_id,
        enrolled=tuple(row.enrolled_first or row.enrolled),
        register=Pupil(row.school, row.pupil) if row.school and row.pupil else None,
        first=Pupil(row.first_school, row.first_pupil) if row.first_school and row.first_pupil else None,
        is_open=Status(row.status) in OPEN,
    )


def _parting(case: Case, went_on_in: UUID) -> dict[str, Any]:
    """Raises ValueError when the case was not opened again."""
    [parted_at] = [entry.at for entry in case.entries if entry.kind == EntryKind.CASE_REOPENED]
    return {"case_id": case.case_id, "parted_at": parted_at, "went_on_in": went_on_in}


def _preferred(case: Case) -> tuple[bool, bool, datetime]:
    """The open case in front, then the case that ended last, with merged cases behind."""
    return case.is_open, case.merged_into is None, case.ended_at or case.opened_at


def _of_type(person_id: UUID, case_type: CaseType) -> sa.Select[Any]:
    of_person = case_record.c.person_id == person_id
    return sa.select(case_record).where(of_person, case_record.c.case_type == case_type.name)


def _deadline_values(item: Deadline) -> dict[str, Any]:
    due_at = datetime.combine(item.last_day + timedelta(days=1), time(), BRUSSELS)
    return {"case_id": item.case_id, "kind": item.kind, "last_day": item.last_day, "due_at": due_at}


def _first(cases: Iterable[Case]) -> Case | None:
    return next(iter(cases), None)


def _only(cases: Sequence[Case], case_id: UUID) -> Case:
    if not cases:
        raise NotFound("case", case_id)
    return cases[0]
