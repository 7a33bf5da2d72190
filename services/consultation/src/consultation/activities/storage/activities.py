"""Activities, in the database."""

from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import insert

from consultation.activities.domain.activity import Activity, ActivityDetails
from consultation.activities.domain.activity_query import ActivityQuery
from consultation.activities.domain.states import ActivityStatus
from consultation.storage.activity_tables import activity, activity_registration
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection

_ACTIVITY: TypeAdapter[Activity] = TypeAdapter(Activity)
_NESTED = ("sessions", "stock", "attachments")
_DETAILS = [field.name for field in fields(ActivityDetails)]
_OWN = [field.name for field in fields(Activity) if field.name not in ("events", "details")]


class Activities:
    """Activities by id, and those that somebody asks for."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def get(self, activity_id: UUID) -> Activity:
        """The activity, locked until the transaction ends. Raises NotFound."""
        activities = await self._select(activity.c.activity_id == activity_id, lock=True)
        if not activities:
            raise NotFound("activity", activity_id)
        return activities[0]

    async def find(self, activity_id: UUID) -> Activity | None:
        """The activity; None if there is no such activity."""
        activities = await self._select(activity.c.activity_id == activity_id)
        return activities[0] if activities else None

    async def page(self, asked: ActivityQuery, *, after: UUID | None, limit: int) -> list[Activity]:
        """Up to `limit` of the activities asked for that come after the activity `after`, in the order asked for."""
        chosen = _chosen(asked)
        if after is not None:
            chosen.append(activity.c.activity_id < after if asked.newest_first else activity.c.activity_id > after)
        return await self._select(*chosen, limit=limit, newest_first=asked.newest_first)

    async def between(self, since: date, until: date) -> list[Activity]:
        """The activities with a day in common with these days, oldest first."""
        return await self._select(activity.c.since <= until, activity.c.until >= since)

    async def save(self, changed: Activity) -> None:
        """Store the activity."""
        written = _ACTIVITY.dump_python(changed, mode="json", include=set(_NESTED))
        details = {name: getattr(changed.details, name) for name in _DETAILS}
        row = {**details, **{name: written.get(name, getattr(changed, name)) for name in _OWN}}
        row["status"] = changed.status.value
        statement = insert(activity).values(row)
        others = {name: statement.excluded[name] for name in row if name != "activity_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["activity_id"], set_=others))

    async def purge(self, ended_before: date) -> int:
        """Remove the activities that ended before this day, with their registrations; how many there were."""
        result = await self._connection.execute(sa.delete(activity).where(activity.c.until < ended_before))
        return result.rowcount

    async def _select(
        self,
        *conditions: sa.ColumnElement[bool],
        lock: bool = False,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> list[Activity]:
        order = activity.c.activity_id.desc() if newest_first else activity.c.activity_id
        statement = sa.select(activity).where(*conditions).order_by(order).limit(limit)
        if lock:
            statement = statement.with_for_update()
        return [_activity(row) for row in await self._connection.execute(statement)]


def _chosen(asked: ActivityQuery) -> list[sa.ColumnElement[bool]]:
    columns = activity.c
    chosen = [
        columns[name] == value
        for name in ("kind", "action_id", "provider", "theme")
        if (value := getattr(asked, name)) is not None
    ]
    if asked.status is not None:
        chosen.append(columns.status == asked.status.value)
    if asked.organisations is not None:
        is_own = sa.or_(columns.provider.in_(asked.organisations), columns.confirmed_by.in_(asked.organisations))
        seen = sa.or_(is_own, columns.status != ActivityStatus.PLANNED.value) if asked.with_others else is_own
        chosen.append(seen)
    if asked.registered is not None:
        registration = activity_registration.c
        has_registered = sa.exists().where(
            registration.activity_id == columns.activity_id, registration.organisation_id.in_(asked.registered)
        )
        chosen.append(has_registered)
    return chosen


def _activity(row: Any) -> Activity:
    details = ActivityDetails(**{name: getattr(row, name) for name in _DETAILS})
    return _ACTIVITY.validate_python({**{name: getattr(row, name) for name in _OWN}, "details": details})
