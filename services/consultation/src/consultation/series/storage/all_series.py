"""Series, in the database."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import insert

from consultation.series.domain.proposal import Proposal
from consultation.series.domain.rhythm import Rhythm
from consultation.series.domain.series import Series, SeriesDetails
from consultation.storage.tables import meeting
from consultation.storage.tables import series as table
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.batching import BatchingConnection

_PROPOSAL: TypeAdapter[Proposal] = TypeAdapter(Proposal)
_MINUTE = timedelta(minutes=1)


class AllSeries:
    """Series by id, and by the schools they are for."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def get(self, series_id: UUID) -> Series:
        """The series, locked until the transaction ends. Raises NotFound."""
        rows = await self._select(table.c.series_id == series_id, lock=True)
        if not rows:
            raise NotFound("series", series_id)
        return rows[0]

    async def find(self, series_id: UUID) -> Series | None:
        """The series; None if there is no such series."""
        rows = await self._select(table.c.series_id == series_id)
        return rows[0] if rows else None

    async def page(self, *, school: str | None, after: UUID | None, limit: int) -> list[Series]:
        """Up to `limit` series that come after the series `after`, oldest first; of one school with `school`."""
        chosen = []
        if school is not None:
            chosen.append(sa.or_(table.c.school == school, table.c.other_schools.contains([school])))
        if after is not None:
            chosen.append(table.c.series_id > after)
        return await self._select(*chosen, limit=limit)

    async def save(self, series: Series) -> None:
        """Store the series."""
        row = _row(series)
        statement = insert(table).values(row)
        others = {name: statement.excluded[name] for name in row if name != "series_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["series_id"], set_=others))

    async def purge(self, over_before: date) -> int:
        """Remove the series whose last day was before this and that have no sessions; how many there were.

        A series without a last day goes on.
        """
        has_sessions = sa.exists().where(meeting.c.series_id == table.c.series_id)
        result = await self._connection.execute(sa.delete(table).where(table.c.until < over_before, ~has_sessions))
        return result.rowcount

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[Series]:
        statement = sa.select(table).where(*conditions).order_by(table.c.series_id).limit(limit)
        if lock:
            statement = statement.with_for_update()
        return [_series(row) for row in await self._connection.execute(statement)]


def _row(series: Series) -> dict[str, Any]:
    details = series.details
    return {
        "series_id": series.series_id,
        "title": details.title,
        "meeting_type": details.meeting_type,
        "school": details.school,
        "other_schools": list(details.other_schools),
        "first_on": details.rhythm.first_on,
        "at": details.rhythm.at,
        "every_weeks": details.rhythm.every_weeks,
        "minutes": details.length // _MINUTE,
        "until": details.until,
        "place": details.place,
        "required_roles": _words(details.required_roles),
        "optional_roles": _words(details.optional_roles),
        "contacts": list(details.contacts),
        "proposal": _PROPOSAL.dump_python(series.proposal, mode="json") if series.proposal else sa.null(),
        "version": series.version,
        "created_at": series.created_at,
        "changed_at": series.changed_at,
    }


def _words(roles: Sequence[Role]) -> list[str]:
    return [str(role) for role in roles]


def _series(row: Any) -> Series:
    details = SeriesDetails(
        title=row.title,
        meeting_type=row.meeting_type,
        school=row.school,
        other_schools=tuple(row.other_schools),
        rhythm=Rhythm(first_on=row.first_on, at=row.at, every_weeks=row.every_weeks),
        length=row.minutes * _MINUTE,
        place=row.place,
        required_roles=tuple(Role(role) for role in row.required_roles),
        optional_roles=tuple(Role(role) for role in row.optional_roles),
        contacts=tuple(row.contacts),
        until=row.until,
    )
    return Series(
        series_id=row.series_id,
        details=details,
        created_at=row.created_at,
        changed_at=row.changed_at,
        proposal=_PROPOSAL.validate_python(row.proposal) if row.proposal is not None else None,
        version=row.version,
    )
