"""Objectives of the education policy, in the database."""

from dataclasses import fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import insert

from consultation.domain.seat import Seat
from consultation.policy.domain.objective import Objective, ObjectiveDetails
from consultation.policy.domain.queries import ObjectiveQuery
from consultation.storage.policy_tables import objective, policy_action
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection

_OBJECTIVE: TypeAdapter[Objective] = TypeAdapter(Objective)
_OF_DETAILS = tuple(field.name for field in fields(ObjectiveDetails))
_OTHERS = tuple(field.name for field in fields(Objective) if field.name != "details")


class Objectives:
    """Objectives: by id, by school year, and by who supports them."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def get(self, objective_id: UUID) -> Objective:
        """The objective, locked until the transaction ends. Raises NotFound."""
        objectives = await self._select(objective.c.objective_id == objective_id, lock=True)
        if not objectives:
            raise NotFound("objective", objective_id)
        return objectives[0]

    async def find(self, objective_id: UUID, seat: Seat | None = None) -> Objective | None:
        """The objective; None if there is none, or it is not of this seat."""
        objectives = await self._select(objective.c.objective_id == objective_id, *_of(seat))
        return objectives[0] if objectives else None

    async def page(self, asked: ObjectiveQuery, *, after: UUID | None, limit: int | None) -> list[Objective]:
        """Up to `limit` of the objectives asked for that come after the objective `after`, oldest first."""
        chosen = list(_of(asked.seat))
        if asked.status is not None:
            chosen.append(objective.c.status == asked.status.value)
        if asked.school_year is not None:
            chosen.append(objective.c.first_year <= asked.school_year)
            chosen.append(objective.c.last_year >= asked.school_year)
        if after is not None:
            chosen.append(objective.c.objective_id > after)
        return await self._select(*chosen, limit=limit)

    async def between(self, first_year: str, last_year: str) -> list[Objective]:
        """The objectives for at least one of these school years, such as 2026-2027, oldest first."""
        return await self._select(objective.c.first_year <= last_year, objective.c.last_year >= first_year)

    async def save(self, changed: Objective) -> None:
        """Store the objective."""
        written = _OBJECTIVE.dump_python(changed, mode="json")
        flat = {**written["details"], **{name: written[name] for name in _OTHERS}}
        kept = {name: getattr(changed, name) for name in ("objective_id", "created_at", "changed_at")}
        row = {**flat, **kept}
        statement = insert(objective).values(row)
        others = {name: statement.excluded[name] for name in row if name != "objective_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["objective_id"], set_=others))

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[Objective]:
        statement = sa.select(objective).where(*conditions).order_by(objective.c.objective_id).limit(limit)
        if lock:
            statement = statement.with_for_update()
        return [_objective(row) for row in await self._connection.execute(statement)]


def _of(seat: Seat | None) -> tuple[sa.ColumnElement[bool], ...]:
    """An objective is of a seat that has a stance on it, and of a seat with one of its actions."""
    if seat is None:
        return ()
    stances = [objective.c.stances.contains([{"organisation_id": own}]) for own in seat.organisations]
    actions = sa.exists().where(
        policy_action.c.objective_id == objective.c.objective_id,
        sa.or_(policy_action.c.owner == seat.contact_id, policy_action.c.partners.overlap(list(seat.organisations))),
    )
    return (sa.or_(*stances, actions),)


def _objective(row: Any) -> Objective:
    details = {name: getattr(row, name) for name in _OF_DETAILS}
    return _OBJECTIVE.validate_python({"details": details, **{name: getattr(row, name) for name in _OTHERS}})
