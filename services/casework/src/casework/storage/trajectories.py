"""Trajectories of youth coaches, in all their versions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.trajectory import CurrentTrajectory, Trajectory
from casework.storage.case_rows import local
from casework.storage.tables import IS_OPEN, case_record
from casework.storage.trajectory_rows import content_values, to_content
from casework.storage.trajectory_tables import trajectory, trajectory_revision
from shared.domain.school_year import SchoolYear


class Trajectories:
    """The trajectories of cases, at most one of each."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, case_id: UUID) -> CurrentTrajectory | None:
        """The trajectory of a case as it is; None for a case without a trajectory."""
        return (await self.of_cases([case_id])).get(case_id)

    async def of_cases(self, case_ids: Collection[UUID]) -> Mapping[UUID, CurrentTrajectory]:
        """The trajectories of these cases as they are, by case id."""
        statement = sa.select(trajectory).where(trajectory.c.case_id.in_(sorted(case_ids)))
        return {row.case_id: _to_current(row) for row in await self._connection.execute(statement)}

    async def by_type(self, school_year: SchoolYear) -> Mapping[str, int]:
        """How many cases of a school year have a trajectory, by the type of the case; merged cases do not count."""
        columns = case_record.c
        statement = sa.select(columns.case_type, sa.func.count().label("cases")).join(
            trajectory, trajectory.c.case_id == columns.case_id
        )
        of_year = statement.where(columns.school_year == str(school_year), columns.merged_into.is_(None))
        rows = await self._connection.execute(of_year.group_by(columns.case_type))
        return {row.case_type: row.cases for row in rows}

    async def persons_at(self, school: str) -> Mapping[UUID, UUID]:
        """The open cases at a school that have a trajectory, each with its person."""
        columns = case_record.c
        statement = sa.select(columns.case_id, columns.person_id).join(
            trajectory, trajectory.c.case_id == columns.case_id
        )
        statement = statement.where(columns.school == school, IS_OPEN).order_by(columns.case_id)
        return {row.case_id: row.person_id for row in await self._connection.execute(statement)}

    async def revisions(self, case_id: UUID, after: int, limit: int) -> Sequence[Trajectory]:
        """The versions of a trajectory after a version, the oldest first; the trajectory as it is, is the last."""
        versions = (
            sa.select(*(table.c[name] for name in ("version", "at", "by", "content"))).where(
                table.c.case_id == case_id, table.c.version > after
            )
            for table in (trajectory, trajectory_revision)
        )
        every = sa.union_all(*versions).subquery()
        rows = await self._connection.execute(sa.select(every).order_by(every.c.version).limit(limit))
        return [_to_trajectory(row) for row in rows]

    async def save(self, case_id: UUID, item: CurrentTrajectory) -> None:
        """Keep a new version; the version of before becomes a revision."""
        names = ["case_id", "version", "at", "by", "content"]
        before = sa.select(*(trajectory.c[name] for name in names)).where(trajectory.c.case_id == case_id)
        await self._connection.execute(sa.insert(trajectory_revision).from_select(names, before))
        values = {
            "version": item.version,
            "at": item.at,
            "by": item.by,
            "content": content_values(item.content),
            "began_on": item.began_on,
            "contact_by": item.contact_by,
            "evaluate_on": item.content.next_evaluation,
        }
        statement = insert(trajectory).values({"case_id": case_id, **values})
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["case_id"], set_=values))

    async def count_contact(self, case_id: UUID, contact_by: date | None) -> None:
        """Keep the last day to reach the youngster, which is counted and no part of a version."""
        statement = sa.update(trajectory).where(trajectory.c.case_id == case_id)
        await self._connection.execute(statement.values(contact_by=contact_by))

    async def move(self, source: UUID, target: UUID) -> None:
        """The trajectory of one case goes on in another's: joined by the other's, as its newest version."""
        moving, staying = await self.find(source), await self.find(target)
        if moving is None:
            return
        if staying is None:
            moved = sa.update(trajectory).where(trajectory.c.case_id == source).values(case_id=target)
            await self._connection.execute(moved)
            return
        joined = CurrentTrajectory(
            version=staying.version + 1,
            at=max(staying.at, moving.at),
            by=moving.by,
            content=staying.content.joined_by(moving.content),
            began_on=min(staying.began_on, moving.began_on),
            contact_by=staying.contact_by,
        )
        await self.save(target, joined)

    async def erase_of(self, person_id: UUID) -> None:
        """Remove all trajectories of a person's cases."""
        await self._remove(case_record.c.person_id == person_id)

    async def purge(self, ended_before: datetime) -> int:
        """Remove the trajectories of cases that ended before this moment; how many."""
        return await self._remove(case_record.c.ended_at < ended_before)

    async def _remove(self, of_cases: sa.ColumnElement[bool]) -> int:
        cases = sa.select(case_record.c.case_id).where(of_cases)
        return (await self._connection.execute(sa.delete(trajectory).where(trajectory.c.case_id.in_(cases)))).rowcount


def _to_trajectory(row: sa.Row[Any]) -> Trajectory:
    return Trajectory(version=row.version, at=local(row.at), by=row.by, content=to_content(row.content))


def _to_current(row: sa.Row[Any]) -> CurrentTrajectory:
    return CurrentTrajectory(
        version=row.version,
        at=local(row.at),
        by=row.by,
        content=to_content(row.content),
        began_on=row.began_on,
        contact_by=row.contact_by,
    )
