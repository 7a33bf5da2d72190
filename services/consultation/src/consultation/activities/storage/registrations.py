"""Registrations for activities, in the database."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.activities.domain.registration import Attendee, Registration, RegistrationStatus
from consultation.storage.activity_tables import activity, activity_registration
from shared.runtime.batching import BatchingConnection


class Registrations:
    """Registrations by their activity, in order of arrival."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def of(self, activity_id: UUID) -> tuple[Registration, ...]:
        """All registrations for an activity. Who adds one locks the activity before."""
        return (await self.of_all([activity_id])).get(activity_id, ())

    async def of_all(self, activity_ids: Collection[UUID]) -> dict[UUID, tuple[Registration, ...]]:
        """The registrations for these activities, by activity; without those that have none."""
        columns = activity_registration.c
        statement = (
            sa.select(activity_registration)
            .where(columns.activity_id.in_(activity_ids))
            .order_by(columns.activity_id, columns.number)
        )
        rows: dict[UUID, list[Registration]] = defaultdict(list)
        for row in await self._connection.execute(statement):
            rows[row.activity_id].append(_registration(row))
        return {activity_id: tuple(registrations) for activity_id, registrations in rows.items()}

    async def save(self, activity_id: UUID, registrations: Iterable[Registration]) -> None:
        """Store these registrations for an activity."""
        rows = [_row(activity_id, registration) for registration in registrations]
        if not rows:
            return
        statement = insert(activity_registration).values(rows)
        others = {name: statement.excluded[name] for name in rows[0] if name != "registration_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["registration_id"], set_=others))

    async def forget_names(self, ended_before: date) -> int:
        """Empty the names of people in registrations for activities that ended before this day; how many there were."""
        columns = activity_registration.c
        has_ended = sa.exists().where(activity.c.activity_id == columns.activity_id, activity.c.until < ended_before)
        has_names = sa.or_(columns.name.is_not(None), columns.mentor != "")
        emptied = sa.update(activity_registration).where(has_ended, has_names)
        result = await self._connection.execute(emptied.values(name=None, class_name="", mentor=""))
        return result.rowcount


def _row(activity_id: UUID, registration: Registration) -> dict[str, Any]:
    attendee = registration.attendee
    return {
        "registration_id": registration.registration_id,
        "activity_id": activity_id,
        "number": registration.number,
        "organisation_id": registration.organisation_id,
        "label": registration.label,
        "name": attendee.name if attendee else None,
        "class_name": attendee.class_name if attendee else "",
        "places": registration.places,
        "status": registration.status.value,
        "mentor": registration.mentor,
        "certificates": registration.certificates,
        "registered_at": registration.registered_at,
        "placed_at": registration.placed_at,
        "confirmed_at": registration.confirmed_at,
        "ended_at": registration.ended_at,
    }


def _registration(row: Any) -> Registration:
    return Registration(
        registration_id=row.registration_id,
        number=row.number,
        organisation_id=row.organisation_id,
        label=row.label,
        attendee=Attendee(row.name, row.class_name) if row.name is not None else None,
        places=row.places,
        status=RegistrationStatus(row.status),
        mentor=row.mentor,
        certificates=row.certificates,
        registered_at=row.registered_at,
        placed_at=row.placed_at,
        confirmed_at=row.confirmed_at,
        ended_at=row.ended_at,
    )
