"""The open cases, counted by who has them and one by one."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case import Case
from casework.domain.case_type import CaseTypes
from casework.domain.caseload import LoadPart
from casework.domain.reassignment import HeldCase
from casework.domain.states import Status
from casework.domain.team import Team
from casework.storage.case_rows import local
from casework.storage.tables import IS_OPEN, case_record
from casework.storage.whole_cases import WholeCases

_COLUMNS = case_record.c
_COUNTED = (sa.func.count().label("cases"), sa.func.min(_COLUMNS.opened_at).label("first_opened"))
_IS_NOBODYS = _COLUMNS.assignee.is_(None)


class Caseloads:
    """The open cases by who has them."""

    def __init__(self, connection: AsyncConnection, case_types: CaseTypes, whole: WholeCases) -> None:
        self._connection = connection
        self._case_types = case_types
        self._whole = whole

    async def parts(self, case_type: str | None = None) -> list[LoadPart]:
        """The open cases (of one type) per assignee, type and state; those of nobody per school too."""
        groups = (_COLUMNS.assignee, _COLUMNS.case_type, _COLUMNS.status)
        school = sa.case((_IS_NOBODYS, _COLUMNS.school)).label("school")
        of_type = [] if case_type is None else [_COLUMNS.case_type == case_type]
        statement = sa.select(*groups, school, *_COUNTED).where(IS_OPEN, *of_type).group_by(*groups, school)
        return [self._part(row) for row in await self._connection.execute(statement)]

    async def held(
        self, names: Collection[str] | None, *, case_types: Collection[str], schools: Collection[str]
    ) -> list[HeldCase]:
        """The open cases of whoever has these names (None: of nobody), in the order they were opened.

        Empty ``case_types`` and ``schools`` leave nothing out.
        """
        conditions = [IS_OPEN, _IS_NOBODYS if names is None else _COLUMNS.assignee.in_(sorted(names))]
        if case_types:
            conditions.append(_COLUMNS.case_type.in_(sorted(case_types)))
        if schools:
            conditions.append(_COLUMNS.school.in_(sorted(schools)))
        wanted = (_COLUMNS.case_id, _COLUMNS.person_id, _COLUMNS.case_type, _COLUMNS.status)
        statement = sa.select(*wanted).where(*conditions).order_by(_COLUMNS.opened_at, _COLUMNS.case_id)
        rows = await self._connection.execute(statement)
        return [HeldCase(row.case_id, row.person_id, self._weight(row.case_type, row.status)) for row in rows]

    async def of_team(self, team: Team, names: Collection[str], *, limit: int) -> list[Case]:
        """The open cases of the team: of whoever has these names, and those of nobody that are for the team."""
        nobodys = [_IS_NOBODYS]
        if team.case_types:
            nobodys.append(_COLUMNS.case_type.in_(sorted(team.case_types)))
        if team.schools:
            nobodys.append(_COLUMNS.school.in_(sorted(team.schools)))
        theirs = sa.or_(_COLUMNS.assignee.in_(sorted(names)), sa.and_(*nobodys))
        statement = sa.select(case_record).where(IS_OPEN, theirs).order_by(_COLUMNS.opened_at, _COLUMNS.case_id)
        return await self._whole.read(statement.limit(limit))

    def _part(self, row: sa.Row[Any]) -> LoadPart:
        return LoadPart(
            assignee=row.assignee,
            case_type=row.case_type,
            status=Status(row.status),
            cases=row.cases,
            weight=row.cases * self._weight(row.case_type, row.status),
            first_opened=local(row.first_opened),
            school=row.school,
        )

    def _weight(self, case_type: str, status: str) -> int:
        return self._case_types[case_type].weight_in(Status(status))
