"""What consultation itself counts, added up in the database."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from consultation.overview.domain.requests import Requests
from consultation.storage.body_tables import body_session, policy_body
from consultation.storage.offer_tables import offer, offer_request
from consultation.storage.tables import meeting
from shared.domain.school_year import SchoolYear
from shared.runtime.batching import BatchingConnection
from shared.runtime.clock import BRUSSELS


class OwnFigures:
    """Meetings and sessions that were held in a school year."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def meetings_held(self, school_year: SchoolYear) -> Mapping[str, int]:
        """How many meetings about cases were held, by their kind."""
        kind, columns = meeting.c.meeting_type, meeting.c
        statement = sa.select(kind.label("kind"), sa.func.count().label("number")).where(
            columns.status == "held", _lies_in(columns.starts_at, school_year)
        )
        return await self._counted(statement.group_by(kind))

    async def sessions_held(self, school_year: SchoolYear) -> Mapping[str, int]:
        """How many sessions of consultation bodies were held, by the kind of the body."""
        kind, columns = policy_body.c.kind, body_session.c
        statement = sa.select(kind.label("kind"), sa.func.count().label("number")).join_from(
            body_session, policy_body, policy_body.c.body_id == columns.body_id
        )
        held = statement.where(columns.status == "held", _lies_in(columns.starts_at, school_year))
        return await self._counted(held.group_by(kind))

    async def requests(self, school_year: SchoolYear) -> Sequence[Requests]:
        """How many requests schools made in a school year, by offer and school; those they withdrew do not count."""
        columns = offer_request.c
        groups = (columns.offer_id, offer.c.theme, columns.school)
        statement = sa.select(*groups, sa.func.count().label("number")).join_from(
            offer_request, offer, offer.c.offer_id == columns.offer_id
        )
        made = statement.where(columns.status != "withdrawn", _lies_in(columns.asked_at, school_year))
        rows = await self._connection.execute(made.group_by(*groups).order_by(*groups))
        return [Requests(row.offer_id, row.theme, row.school, row.number) for row in rows]

    async def _counted(self, statement: sa.Select[tuple[str, int]]) -> Mapping[str, int]:
        return {row.kind: row.number for row in await self._connection.execute(statement)}


def _lies_in(time: sa.ColumnElement[object], school_year: SchoolYear) -> sa.ColumnElement[bool]:
    day = sa.cast(sa.func.timezone(BRUSSELS.key, time), sa.Date)
    return day.between(school_year.first_day, school_year.last_day)
