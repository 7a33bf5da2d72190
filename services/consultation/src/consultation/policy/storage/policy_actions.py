"""Actions of the education policy, in the database."""

from collections.abc import Collection
from dataclasses import fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import insert

from consultation.domain.seat import Seat
from consultation.policy.domain.action import ActionDetails, PolicyAction
from consultation.policy.domain.queries import ActionQuery
from consultation.storage.policy_tables import objective, policy_action
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection

_ACTION: TypeAdapter[PolicyAction] = TypeAdapter(PolicyAction)
_OF_DETAILS = tuple(field.name for field in fields(ActionDetails))
_OTHERS = tuple(field.name for field in fields(PolicyAction) if field.name not in ("details", "events"))
_DATES = ("since", "until")


class PolicyActions:
    """Actions with their indicators and evaluations: by id, by objective, and by who takes part."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def get(self, action_id: UUID) -> PolicyAction:
        """The action, locked until the transaction ends. Raises NotFound."""
        actions = await self._select(policy_action.c.action_id == action_id, lock=True)
        if not actions:
            raise NotFound("action", action_id)
        return actions[0]

    async def find(self, action_id: UUID, seat: Seat | None = None) -> PolicyAction | None:
        """The action; None if there is none, or it is not of this seat."""
        actions = await self._select(policy_action.c.action_id == action_id, *_of(seat))
        return actions[0] if actions else None

    async def of(self, objective_ids: Collection[UUID], seat: Seat | None = None) -> list[PolicyAction]:
        """All actions of these objectives that are of this seat, oldest first."""
        if not objective_ids:
            return []
        return await self._select(policy_action.c.objective_id.in_(objective_ids), *_of(seat))

    async def page(self, asked: ActionQuery, *, after: UUID | None, limit: int | None) -> list[PolicyAction]:
        """Up to `limit` of the actions asked for that come after the action `after`, oldest first."""
        chosen = list(_of(asked.seat))
        columns = policy_action.c
        if asked.objective_id is not None:
            chosen.append(columns.objective_id == asked.objective_id)
        if asked.theme is not None:
            chosen.append(columns.theme == asked.theme)
        if asked.status is not None:
            chosen.append(columns.status == asked.status.value)
        if asked.owner is not None:
            chosen.append(columns.owner == asked.owner)
        if after is not None:
            chosen.append(columns.action_id > after)
        return await self._select(*chosen, limit=limit)

    async def save(self, action: PolicyAction) -> None:
        """Store the action with its indicators and evaluations."""
        written = _ACTION.dump_python(action, mode="json", exclude={"events"})
        flat = {**written["details"], **{name: written[name] for name in _OTHERS}}
        ids = {name: getattr(action, name) for name in ("action_id", "objective_id", "created_at", "changed_at")}
        row = {**flat, **ids, **{name: getattr(action.details, name) for name in _DATES}}
        statement = insert(policy_action).values(row)
        others = {name: statement.excluded[name] for name in row if name != "action_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["action_id"], set_=others))

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[PolicyAction]:
        statement = sa.select(policy_action).where(*conditions).order_by(policy_action.c.action_id).limit(limit)
        if lock:
            statement = statement.with_for_update()
        return [_action(row) for row in await self._connection.execute(statement)]


def _of(seat: Seat | None) -> tuple[sa.ColumnElement[bool], ...]:
    """An action is of its owner, of its partners, and of who has a stance on its objective."""
    if seat is None:
        return ()
    stances = [objective.c.stances.contains([{"organisation_id": own}]) for own in seat.organisations]
    supported = sa.exists().where(
        objective.c.objective_id == policy_action.c.objective_id, sa.or_(sa.false(), *stances)
    )
    is_theirs = policy_action.c.partners.overlap(list(seat.organisations))
    return (sa.or_(policy_action.c.owner == seat.contact_id, is_theirs, supported),)


def _action(row: Any) -> PolicyAction:
    details = {name: getattr(row, name) for name in _OF_DETAILS}
    return _ACTION.validate_python({"details": details, **{name: getattr(row, name) for name in _OTHERS}})
