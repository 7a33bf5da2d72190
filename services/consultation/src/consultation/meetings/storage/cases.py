"""What is known of cases, in the database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from consultation.meetings.domain.standing import KnownCase, Standing
from consultation.storage.tables import known_case

_INSERT = insert(known_case)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=["case_id"],
    set_={field.name: _INSERT.excluded[field.name] for field in fields(KnownCase) if field.name != "case_id"},
)
_ASK = _INSERT.on_conflict_do_update(
    index_elements=["case_id"],
    set_={"requests": known_case.c.requests + _INSERT.excluded.requests},
    where=~known_case.c.requests.contains(_INSERT.excluded.requests),
).returning(known_case)


class Cases:
    """What is known of cases, by id."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._locked: dict[UUID, KnownCase | None] = {}

    async def lock(self, case_ids: Collection[UUID]) -> None:
        """Lock these cases until the transaction ends, in the order of their ids, by one statement."""
        statement = sa.select(known_case).where(known_case.c.case_id.in_(case_ids)).order_by(known_case.c.case_id)
        rows = await self._connection.execute(statement.with_for_update())
        self._locked |= {**dict.fromkeys(case_ids), **{row.case_id: _case(row) for row in rows}}

    async def get(self, case_id: UUID) -> KnownCase | None:
        """The case, locked until the transaction ends; None if no event has told of it."""
        if case_id not in self._locked:
            await self.lock([case_id])
        return self._locked[case_id]

    async def asks(self, asking: KnownCase) -> KnownCase | None:
        """Note that a case, at its version, asks for a meeting.

        The case as it is known, locked; as it asks if it was not known. None if that version's request was noted
        before.
        """
        asked = (await self._connection.execute(_ASK, {**_row(asking), "requests": [asking.sequence]})).first()
        if asked is None:
            return None
        self._locked[asking.case_id] = _case(asked)
        return self._locked[asking.case_id]

    async def known(self, case_ids: Iterable[UUID]) -> Mapping[UUID, KnownCase]:
        """By id, those of these cases that an event has told of."""
        statement = sa.select(known_case).where(known_case.c.case_id.in_(list(case_ids)))
        return {row.case_id: _case(row) for row in await self._connection.execute(statement)}

    async def save(self, case: KnownCase) -> None:
        """Store what is known of the case."""
        await self._connection.execute(_SAVE, _row(case))
        self._locked[case.case_id] = case


def _row(case: KnownCase) -> dict[str, Any]:
    return {**asdict(case), "standing": str(case.standing)}


def _case(row: Any) -> KnownCase:
    return KnownCase(
        case_id=row.case_id,
        reference=row.reference,
        standing=Standing(row.standing),
        sequence=row.sequence,
        school=row.school,
        merged_into=row.merged_into,
    )
