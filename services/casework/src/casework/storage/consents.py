"""Consents on cases, in the order in which they were recorded."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.consent import Consent, Ending, Given, Giver, InsteadOfPupil, NotNeeded, Purpose
from casework.storage.case_rows import local
from casework.storage.referral_tables import consent
from casework.storage.tables import case_record
from shared.domain.errors import NotFound


class Consents:
    """The consents."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def save(self, item: Consent) -> None:
        """Store a consent, new or ended."""
        values = {
            "consent_id": item.consent_id,
            "case_id": item.case_id,
            "purpose": item.given.purpose,
            "on": item.given.on,
            "giver": item.given.giver,
            "instead": item.given.instead,
            "not_needed": item.given.not_needed,
            "until": item.given.until,
            "recorded_at": item.recorded_at,
            "recorded_by": item.recorded_by,
            "ended_at": item.ended_at,
            "ended_by": item.ended_by,
            "ending": item.ending,
        }
        ended = {name: values[name] for name in ("ended_at", "ended_by", "ending")}
        statement = insert(consent).values(values)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=[consent.c.consent_id], set_=ended)
        )

    async def get(self, consent_id: UUID) -> Consent:
        """The consent. Raises NotFound. Whoever changes it locks its case before and reads it again."""
        consents = await self._select(consent.c.consent_id == consent_id)
        if not consents:
            raise NotFound("consent", consent_id)
        return consents[0]

    async def of_case(self, case_id: UUID) -> list[Consent]:
        """All consents on a case, the oldest first."""
        return await self._select(consent.c.case_id == case_id)

    async def held(self, case_ids: Collection[UUID], today: date) -> Mapping[UUID, frozenset[Purpose]]:
        """What may be shared of each case today; a case without anything to share is left out."""
        consents = await self._select(consent.c.case_id.in_(case_ids), consent.c.ended_at.is_(None))
        held: dict[UUID, frozenset[Purpose]] = {}
        for item in consents:
            if item.holds_on(today):
                held[item.case_id] = held.get(item.case_id, frozenset()) | {item.given.purpose}
        return held

    async def past(self, today: date, limit: int) -> list[Consent]:
        """Consents whose last day has passed and that have not ended yet."""
        return await self._select(consent.c.ended_at.is_(None), consent.c.until < today, limit=limit)

    async def move(self, source: UUID, target: UUID) -> None:
        """The consents on one case are another's from now on."""
        await self._connection.execute(sa.update(consent).where(consent.c.case_id == source).values(case_id=target))

    async def purge(self, before: datetime) -> int:
        """Remove the consents on cases that ended before; how many."""
        ended = sa.select(case_record.c.case_id).where(case_record.c.ended_at < before)
        return (await self._connection.execute(sa.delete(consent).where(consent.c.case_id.in_(ended)))).rowcount

    async def _select(self, *conditions: sa.ColumnElement[bool], limit: int | None = None) -> list[Consent]:
        statement = sa.select(consent).where(*conditions).order_by(consent.c.consent_id).limit(limit)
        return [_consent(row) for row in await self._connection.execute(statement)]


def _consent(row: sa.Row[Any]) -> Consent:
    return Consent(
        consent_id=row.consent_id,
        case_id=row.case_id,
        given=Given(
            purpose=Purpose(row.purpose),
            on=row.on,
            giver=Giver(row.giver) if row.giver else None,
            instead=InsteadOfPupil(row.instead) if row.instead else None,
            not_needed=NotNeeded(row.not_needed) if row.not_needed else None,
            until=row.until,
        ),
        recorded_at=local(row.recorded_at),
        recorded_by=row.recorded_by,
        ended_at=local(row.ended_at) if row.ended_at else None,
        ended_by=row.ended_by,
        ending=Ending(row.ending) if row.ending else None,
    )
