"""Consultation bodies, in the database."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.bodies.domain.body import (
    BodyDetails,
    BodyForm,
    BodyKind,
    Deciding,
    Expectation,
    PolicyBody,
    SchoolPupils,
)
from consultation.bodies.domain.body_query import BodyQuery
from consultation.bodies.domain.member import Member
from consultation.storage.body_tables import body_member, policy_body
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection


class PolicyBodies:
    """Bodies with their members: by id, by kind, and by who sits in them."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def get(self, body_id: UUID) -> PolicyBody:
        """The body, locked until the transaction ends. Raises NotFound."""
        bodies = await self._select(policy_body.c.body_id == body_id, lock=True)
        if not bodies:
            raise NotFound("body", body_id)
        return bodies[0]

    async def find(self, body_id: UUID) -> PolicyBody | None:
        """The body; None if there is no such body."""
        bodies = await self._select(policy_body.c.body_id == body_id)
        return bodies[0] if bodies else None

    async def names(self, body_ids: Collection[UUID]) -> dict[UUID, str]:
        """What people call these bodies."""
        columns = policy_body.c
        asked = sa.select(columns.body_id, columns.name).where(columns.body_id.in_(body_ids))
        return {row.body_id: row.name for row in await self._connection.execute(asked)}

    async def page(self, asked: BodyQuery, *, after: UUID | None, limit: int) -> list[PolicyBody]:
        """Up to `limit` of the bodies asked for that come after the body `after`, oldest first."""
        chosen = []
        if asked.kind is not None:
            chosen.append(policy_body.c.kind == asked.kind.value)
        if asked.seat is not None:
            columns = body_member.c
            is_theirs = sa.or_(
                columns.contact_id == asked.seat.contact_id,
                columns.organisation_id.in_(asked.seat.organisations),
                columns.represented_by.contains([asked.seat.contact_id]),
            )
            held = sa.and_(
                columns.since <= asked.seat.today,
                sa.or_(columns.until.is_(None), columns.until >= asked.seat.today),
            )
            chosen.append(sa.exists().where(columns.body_id == policy_body.c.body_id, is_theirs, held))
        if after is not None:
            chosen.append(policy_body.c.body_id > after)
        return await self._select(*chosen, limit=limit)

    async def save(self, body: PolicyBody) -> None:
        """Store the body with its members."""
        row = _row(body)
        statement = insert(policy_body).values(row)
        others = {name: statement.excluded[name] for name in row if name != "body_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["body_id"], set_=others))
        if not body.members:
            return
        rows = [
            {
                **asdict(member),
                "represented_by": list(member.represented_by),
                "body_id": body.body_id,
                "position": position,
            }
            for position, member in enumerate(body.members)
        ]
        members = insert(body_member).values(rows)
        new = {name: members.excluded[name] for name in rows[0] if name != "member_id"}
        await self._connection.execute(members.on_conflict_do_update(index_elements=["member_id"], set_=new))

    async def purge_members(self, ended_before: date) -> int:
        """Remove the memberships that ended before this day; how many there were."""
        result = await self._connection.execute(sa.delete(body_member).where(body_member.c.until < ended_before))
        return result.rowcount

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[PolicyBody]:
        statement = sa.select(policy_body).where(*conditions).order_by(policy_body.c.body_id).limit(limit)
        if lock:
            statement = statement.with_for_update()
        rows = list(await self._connection.execute(statement))
        members = await self._members_of([row.body_id for row in rows])
        return [_body(row, tuple(members[row.body_id])) for row in rows]

    async def _members_of(self, body_ids: Collection[UUID]) -> dict[UUID, list[Member]]:
        members: dict[UUID, list[Member]] = defaultdict(list)
        if body_ids:
            asked = sa.select(body_member).where(body_member.c.body_id.in_(body_ids)).order_by(body_member.c.position)
            for row in await self._connection.execute(asked):
                members[row.body_id].append(_member(row))
        return members


def _row(body: PolicyBody) -> dict[str, Any]:
    details = body.details
    return {
        **asdict(details),
        "body_id": body.body_id,
        "kind": details.kind.value,
        "form": details.form.value,
        "deciding": details.deciding.value,
        "expectations": [asdict(expectation) for expectation in details.expectations],
        "pupils": [asdict(row) for row in details.pupils],
        "version": body.version,
        "created_at": body.created_at,
        "changed_at": body.changed_at,
    }


def _member(row: Any) -> Member:
    return Member(
        member_id=row.member_id,
        contact_id=row.contact_id,
        organisation_id=row.organisation_id,
        since=row.since,
        until=row.until,
        mandate=row.mandate,
        mandate_until=row.mandate_until,
        represented_by=tuple(row.represented_by),
    )


def _body(row: Any, members: tuple[Member, ...]) -> PolicyBody:
    details = BodyDetails(
        kind=BodyKind(row.kind),
        form=BodyForm(row.form),
        name=row.name,
        purpose=row.purpose,
        expectations=tuple(Expectation(**expectation) for expectation in row.expectations),
        money=row.money,
        rooms=row.rooms,
        deciding=Deciding(row.deciding),
        quorum=row.quorum,
        times_a_year=row.times_a_year,
        lop=row.lop,
        lok=row.lok,
        pupils=tuple(SchoolPupils(**pupils) for pupils in row.pupils),
        since=row.since,
        until=row.until,
    )
    return PolicyBody(
        body_id=row.body_id,
        details=details,
        members=members,
        created_at=row.created_at,
        changed_at=row.changed_at,
        version=row.version,
    )
