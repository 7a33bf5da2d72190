"""Guests of cases."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.guest import Guest
from casework.storage.case_rows import local
from casework.storage.guest_tables import case_guest
from casework.storage.tables import case_record
from shared.domain.errors import NotFound
from shared.domain.guest_roles import GuestRole

_GUEST = case_guest.c


class Guests:
    """The guests of cases, each kept with one case."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, case_id: UUID, guest: Guest) -> None:
        """Keep a guest of this case."""
        await self._connection.execute(sa.insert(case_guest).values({"case_id": case_id, **asdict(guest)}))

    async def get(self, case_id: UUID, guest_id: UUID) -> Guest:
        """A guest of this case. Raises NotFound."""
        statement = sa.select(case_guest).where(_is(case_id, guest_id))
        row = (await self._connection.execute(statement)).first()
        if row is None:
            raise NotFound("guest", guest_id)
        return _to_guest(row)

    async def of_case(self, case_id: UUID, after: UUID | None, limit: int) -> Sequence[Guest]:
        """The guests of a case, in the order they were added, after the given guest."""
        statement = sa.select(case_guest).where(_GUEST.case_id == case_id).order_by(_GUEST.guest_id).limit(limit)
        if after:
            statement = statement.where(_GUEST.guest_id > after)
        return [_to_guest(row) for row in await self._connection.execute(statement)]

    async def save(self, case_id: UUID, guest: Guest) -> None:
        """Keep what a guest of this case is now."""
        statement = sa.update(case_guest).where(_is(case_id, guest.guest_id)).values(asdict(guest))
        await self._connection.execute(statement)

    async def remove(self, case_id: UUID, guest_id: UUID) -> None:
        """Keep nothing of a guest of this case."""
        await self._connection.execute(sa.delete(case_guest).where(_is(case_id, guest_id)))

    async def move(self, source: UUID, target: UUID) -> None:
        """The guests of one case are another's from now on."""
        moved = sa.update(case_guest).where(_GUEST.case_id == source).values(case_id=target)
        await self._connection.execute(moved)

    async def erase_of(self, person_id: UUID) -> None:
        """Remove all guests of a person's cases."""
        cases = sa.select(case_record.c.case_id).where(case_record.c.person_id == person_id)
        await self._connection.execute(sa.delete(case_guest).where(_GUEST.case_id.in_(cases)))

    async def purge(self, ended_before: datetime) -> int:
        """Remove the guests of cases that ended before this moment; how many."""
        cases = sa.select(case_record.c.case_id).where(case_record.c.ended_at < ended_before)
        return (await self._connection.execute(sa.delete(case_guest).where(_GUEST.case_id.in_(cases)))).rowcount


def _is(case_id: UUID, guest_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(_GUEST.case_id == case_id, _GUEST.guest_id == guest_id)


def _to_guest(row: sa.Row[Any]) -> Guest:
    return Guest(row.guest_id, GuestRole(row.role), row.name, row.phone, local(row.at), row.by, row.version)
