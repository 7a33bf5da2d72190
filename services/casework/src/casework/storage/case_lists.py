"""Cases in lists, found by a filter."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case import Case
from casework.domain.lists import CaseFilter, Seen, ShownCases
from casework.storage.case_search import SearchShape, found_by, search_values
from casework.storage.shown_cases import ReadsShownCases
from casework.storage.tables import IS_OPEN, TEXTS, case_record, person_enrolment
from casework.storage.whole_cases import WholeCases

_COLUMNS = case_record.c
_CONDITIONS: Mapping[str, sa.ColumnElement[bool]] = {
    "reference": _COLUMNS.reference == sa.bindparam("reference"),
    "statuses": _COLUMNS.status == sa.any_(sa.bindparam("statuses", type_=TEXTS)),
    "assignee": _COLUMNS.assignee == sa.bindparam("assignee"),
    "school": _COLUMNS.school == sa.bindparam("school"),
    "person_id": _COLUMNS.person_id == sa.bindparam("person_id"),
    "due_before": _COLUMNS.respond_by < sa.bindparam("due_before"),
    "case_type": _COLUMNS.case_type == sa.bindparam("case_type"),
}
"""What a filter may ask for, by the name of its field."""


class CaseLists:
    """Cases to read."""

    def __init__(self, connection: AsyncConnection, whole: WholeCases, shown: ReadsShownCases) -> None:
        self._connection = connection
        self._whole = whole
        self._shown = shown

    async def page(
        self, wanted: CaseFilter, *, today: date, after: UUID | None, limit: int, newest_first: bool = False
    ) -> ShownCases:
        """Cases in the order they were opened, or the other way round, after the given case."""
        asked = {name: getattr(wanted, name) for name in _CONDITIONS if getattr(wanted, name) is not None}
        search = SearchShape.of(wanted.search)
        shape = ListShape(
            frozenset(asked), SeenShape.of(wanted.seen), search, goes_on=after is not None, newest_first=newest_first
        )
        values = {**asked, **seen_values(wanted.seen), **search_values(wanted.search, today)}
        if wanted.statuses is not None:
            values["statuses"] = sorted(wanted.statuses)
        rows = await self._connection.execute(list_statement(shape), {**values, "after": after, "most": limit})
        return await self._shown.of_rows(list(rows), today)

    async def of_ids(self, case_ids: Collection[UUID]) -> list[Case]:
        """These cases, in no order, not locked."""
        if not case_ids:
            return []
        return await self._whole.read(sa.select(case_record).where(case_record.c.case_id.in_(sorted(case_ids))))

    async def open_of(self, names: Collection[str], seen: Seen | None, *, after: UUID | None, limit: int) -> list[Case]:
        """The open cases of whoever has these names, in the order they were opened; of those ``seen`` (None: all)."""
        statement = sa.select(case_record).where(IS_OPEN, case_record.c.assignee.in_(sorted(names)))
        if shape := SeenShape.of(seen):
            statement = statement.where(seen_by(shape)).params(**seen_values(seen))
        if after:
            statement = statement.where(case_record.c.case_id > after)
        return await self._whole.read(statement.order_by(case_record.c.case_id).limit(limit))

    async def enrolled_elsewhere(self, today: date, *, after: UUID | None, limit: int) -> list[UUID]:
        """Open cases of persons who are enrolled at another school today, in the order of their ids after ``after``."""
        elsewhere = sa.exists().where(
            person_enrolment.c.person_id == case_record.c.person_id,
            person_enrolment.c.school != case_record.c.school,
            person_enrolment.c.valid_from <= today,
            sa.or_(person_enrolment.c.valid_until.is_(None), person_enrolment.c.valid_until >= today),
        )
        statement = sa.select(case_record.c.case_id).where(IS_OPEN, elsewhere)
        if after:
            statement = statement.where(case_record.c.case_id > after)
        rows = await self._connection.execute(statement.order_by(case_record.c.case_id).limit(limit))
        return list(rows.scalars())


@dataclass(frozen=True, slots=True)
class SeenShape:
    """What the SQL for the cases somebody sees depends on: whether schools, or cases that were given, count."""

    schools: bool
    given: bool

    @classmethod
    def of(cls, seen: Seen | None) -> "SeenShape | None":
        """The shape of what somebody sees; None for who sees all cases."""
        return cls(seen.schools is not None, bool(seen.given_to and seen.given_types)) if seen else None


@dataclass(frozen=True, slots=True)
class ListShape:
    """What the SQL of a list depends on beside its values: the fields that are asked for, and where it begins."""

    fields: frozenset[str]
    seen: SeenShape | None
    search: SearchShape | None
    goes_on: bool
    newest_first: bool


@lru_cache(maxsize=256)  # to build it takes SQLAlchemy longer than PostgreSQL needs for most lists
def list_statement(shape: ListShape) -> sa.Select[Any]:
    """The statement of every list of this shape."""
    conditions = _conditions(shape)
    if not shape.search:
        return _page(sa.select(case_record).where(*conditions), _COLUMNS.case_id, shape)
    matches = found_by(shape.search, *conditions)
    page = _page(sa.select(matches.c.case_id), matches.c.case_id, shape).subquery("page")
    statement = sa.select(case_record).join(page, page.c.case_id == _COLUMNS.case_id)
    return statement.order_by(_ordered(_COLUMNS.case_id, shape))


def _conditions(shape: ListShape) -> list[sa.ColumnElement[bool]]:
    conditions = [_CONDITIONS[name] for name in sorted(shape.fields)]
    if shape.seen:
        conditions.append(seen_by(shape.seen))
    if shape.goes_on:
        after: sa.BindParameter[UUID] = sa.bindparam("after")
        conditions.append(_COLUMNS.case_id < after if shape.newest_first else _COLUMNS.case_id > after)
    return conditions


def _page(cases: sa.Select[Any], case_id: sa.ColumnElement[UUID], shape: ListShape) -> sa.Select[Any]:
    return cases.order_by(_ordered(case_id, shape)).limit(sa.bindparam("most"))


def _ordered(case_id: sa.ColumnElement[UUID], shape: ListShape) -> sa.ColumnElement[UUID]:
    return case_id.desc() if shape.newest_first else case_id


def seen_by(shape: SeenShape) -> sa.ColumnElement[bool]:
    """Cases of the types and schools that the asker sees, and cases that the asker was given."""
    own = _COLUMNS.case_type == sa.any_(sa.bindparam("seen_types", type_=TEXTS))
    if shape.schools:
        own = sa.and_(own, _COLUMNS.school == sa.any_(sa.bindparam("seen_schools", type_=TEXTS)))
    if not shape.given:
        return own
    given_types = sa.bindparam("given_types", type_=TEXTS)
    given_to = sa.bindparam("given_to", type_=TEXTS)
    mine = sa.and_(_COLUMNS.assignee == sa.any_(given_to), _COLUMNS.case_type == sa.any_(given_types))
    return sa.or_(own, mine)


def seen_values(seen: Seen | None) -> Mapping[str, Any]:
    """The values for the cases somebody sees."""
    if seen is None:
        return {}
    return {
        "seen_types": sorted(seen.types),
        "seen_schools": sorted(seen.schools or ()),
        "given_to": sorted(seen.given_to),
        "given_types": sorted(seen.given_types),
    }
