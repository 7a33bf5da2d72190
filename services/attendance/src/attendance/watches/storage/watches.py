"""Watches: at most one of a case runs."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.watches.domain.criterion import Criterion, CriterionKind
from attendance.watches.domain.watch import Watch
from attendance.watches.storage import statements


class Watches:
    """One row per case that was ever watched, until its term ends."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def current_person(self, person_id: UUID) -> UUID | None:
        """The person that this person is by now; None if there is no such person, or no more."""
        person: UUID | None = await self._connection.scalar(statements.CURRENT_PERSON, {"person_id": person_id})
        return person

    async def ask(self, watch: Watch) -> bool:
        """Keep this watch instead of the one before; false if what is known of the case is newer."""
        asked = {
            "case_id": watch.case_id,
            "version": watch.version,
            "person_id": watch.person_id,
            "asked_on": watch.asked_on,
            "criteria": orjson.dumps([_to_json(criterion) for criterion in watch.criteria]).decode(),
        }
        return await self._connection.scalar(statements.ASK, asked) is not None

    async def end(self, case_id: UUID, version: int, at: datetime) -> bool:
        """Forget what was watched; false if what is known of the case is newer."""
        asked = {"case_id": case_id, "version": version, "at": at}
        return await self._connection.scalar(statements.END, asked) is not None

    async def persons(self) -> set[UUID]:
        """The persons who are watched and not broken: some hundreds in a municipality."""
        return set((await self._connection.execute(statements.PERSONS)).scalars())

    async def cases(self) -> list[UUID]:
        """The cases whose watch is not broken, in order."""
        return list((await self._connection.execute(statements.CASES)).scalars())

    async def lock(self, cases: Collection[UUID] = (), persons: Collection[UUID] = ()) -> list[Watch]:
        """The watches of these cases and persons that are not broken, locked until the transaction ends."""
        rows = await self._connection.execute(statements.LOCK, {"cases": list(cases), "persons": list(persons)})
        return [_watch(row) for row in rows]

    async def note_met(self, case_id: UUID, at: datetime) -> None:
        """Keep that it was told that the criteria are met."""
        await self._connection.execute(statements.NOTE_MET, {"case_id": case_id, "at": at})

    async def note_broken(self, case_id: UUID, at: datetime) -> None:
        """Keep that it was told that a criterion is broken: the watch is over."""
        await self._connection.execute(statements.NOTE_BROKEN, {"case_id": case_id, "at": at})

    async def follow_merges(self) -> None:
        """Give the watches of persons that were merged to the persons they go on as."""
        await self._connection.execute(statements.FOLLOW_MERGES)

    async def forget(self, before: datetime) -> None:
        """Delete the watches that were ended, or told of for the last time, before this time."""
        await self._connection.execute(statements.FORGET, {"before": before})

    async def of_person(self, person_id: UUID) -> Sequence[Watch]:
        """All that is watched of a person, or was and was not ended."""
        rows = await self._connection.execute(statements.OF_PERSON, {"person_id": person_id})
        return [_watch(row) for row in rows]


def _to_json(criterion: Criterion) -> list[Any]:
    return [str(criterion.kind), criterion.school_weeks, criterion.rate]


def _watch(row: Any) -> Watch:
    return Watch(
        row.case_id,
        row.version,
        row.person_id,
        row.asked_on,
        tuple(Criterion(CriterionKind(kind), weeks, rate) for kind, weeks, rate in row.criteria),
        met=row.met_at is not None,
        broken=row.broken_at is not None,
    )
