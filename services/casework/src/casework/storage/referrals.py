"""Referrals of cases, in the order in which they were asked."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case import Case
from casework.domain.referral import Asked, DeclineReason, Referral, ReferralFilter, ReferralReason
from casework.domain.referral_states import Receiver, ReferralStatus
from casework.storage.case_rows import local
from casework.storage.referral_tables import referral
from casework.storage.tables import case_record
from casework.storage.whole_cases import WholeCases
from shared.domain.errors import NotFound


class Referrals:
    """The referrals."""

    def __init__(self, connection: AsyncConnection, whole: WholeCases) -> None:
        self._connection = connection
        self._whole = whole

    async def save(self, item: Referral) -> None:
        """Store a referral, new or changed."""
        values = {
            "referral_id": item.referral_id,
            "case_id": item.case_id,
            "receiver": item.asked.to,
            "contact": item.asked.contact,
            "receiver_name": item.asked.name,
            "reason": item.asked.reason,
            "asked_at": item.asked_at,
            "asked_by": item.asked_by,
            "status": item.status,
            "changed_at": item.changed_at,
            "decline_reason": item.decline_reason,
            "led_to": item.led_to,
            "version": item.version,
        }
        changing = {name: values[name] for name in ("status", "changed_at", "decline_reason", "led_to", "version")}
        statement = insert(referral).values(values)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=[referral.c.referral_id], set_=changing)
        )

    async def get(self, referral_id: UUID) -> Referral:
        """The referral. Raises NotFound. Whoever changes it locks its case before and reads it again."""
        rows = await self._select(referral.c.referral_id == referral_id)
        if not rows:
            raise NotFound("referral", referral_id)
        return rows[0]

    async def of_case(self, case_id: UUID) -> list[Referral]:
        """All referrals of a case, the oldest first."""
        return await self._select(referral.c.case_id == case_id)

    async def page(self, wanted: ReferralFilter, *, after: UUID | None, limit: int) -> list[Referral]:
        """Referrals, what was asked last in front, after the given one."""
        conditions: list[sa.ColumnElement[bool]] = []
        if wanted.contact is not None:
            conditions.append(referral.c.contact == wanted.contact)
        if wanted.receivers is not None:
            conditions.append(referral.c.receiver.in_(sorted(wanted.receivers)))
        if wanted.assignees is not None:
            cases = sa.select(case_record.c.case_id).where(case_record.c.assignee.in_(sorted(wanted.assignees)))
            conditions.append(referral.c.case_id.in_(cases))
        if wanted.statuses is not None:
            conditions.append(referral.c.status.in_(sorted(wanted.statuses)))
        if after:
            conditions.append(referral.c.referral_id < after)
        return await self._select(*conditions, newest_first=True, limit=limit)

    async def cases_of(self, referrals: Collection[Referral]) -> Mapping[UUID, Case]:
        """The cases of these referrals, by id, not locked."""
        case_ids = {item.case_id for item in referrals}
        cases = await self._whole.read(sa.select(case_record).where(case_record.c.case_id.in_(sorted(case_ids))))
        return {case.case_id: case for case in cases}

    async def move(self, source: UUID, target: UUID) -> None:
        """The referrals of one case are another's from now on."""
        for column in (referral.c.case_id, referral.c.led_to):
            moved = sa.update(referral).where(column == source).values({column.name: target})
            await self._connection.execute(moved)

    async def purge(self, before: datetime) -> int:
        """Remove the referrals of cases that ended before; how many."""
        ended = sa.select(case_record.c.case_id).where(case_record.c.ended_at < before)
        return (await self._connection.execute(sa.delete(referral).where(referral.c.case_id.in_(ended)))).rowcount

    async def _select(
        self, *conditions: sa.ColumnElement[bool], newest_first: bool = False, limit: int | None = None
    ) -> list[Referral]:
        order = referral.c.referral_id.desc() if newest_first else referral.c.referral_id
        statement = sa.select(referral).where(*conditions).order_by(order).limit(limit)
        return [_referral(row) for row in await self._connection.execute(statement)]


def _referral(row: sa.Row[Any]) -> Referral:
    asked = Asked(Receiver(row.receiver), ReferralReason(row.reason), row.contact, row.receiver_name)
    return Referral(
        referral_id=row.referral_id,
        case_id=row.case_id,
        asked=asked,
        asked_at=local(row.asked_at),
        asked_by=row.asked_by,
        status=ReferralStatus(row.status),
        changed_at=local(row.changed_at),
        decline_reason=DeclineReason(row.decline_reason) if row.decline_reason else None,
        led_to=row.led_to,
        version=row.version,
    )
