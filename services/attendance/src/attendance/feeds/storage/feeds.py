"""The feeds of schools: the half days that a school reported, and the half days about which it is silent."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zlib import crc32

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.feeds.domain.feed import FeedHalfDay, Silence, SilenceFilter
from attendance.feeds.storage import feed_statements as statements
from attendance.feeds.storage.tables import silence as silence_table
from attendance.register.storage.encoding import HALF_DAYS, NUMBER_OF_HALF_DAY
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear

_FEEDS = 0x66656564


class Feeds:
    """One feed per school."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def schools(self) -> list[str]:
        """Every school that has a pupil, in order."""
        return list((await self._connection.execute(statements.SCHOOLS)).scalars())

    async def take(self, school: str) -> bool:
        """Keep others from listening to this school until the transaction ends; false when another one does."""
        key = crc32(school.encode()) & 0x7FFFFFFF
        return bool(await self._connection.scalar(statements.TAKE, {"space": _FEEDS, "key": key}))

    async def reports_since(self, school: str, calendar: SchoolCalendar) -> FeedHalfDay | None:
        """The first half day of this calendar from which on the school tells of every half day; None: it does not."""
        of_year = {"school": school, "school_year": calendar.school_year.start}
        row = (await self._connection.execute(statements.KNOWN_SINCE, of_year)).first()
        noted_since = None if row is None else _half_day(row)
        since = None
        # What is known saves looking any further; that it still holds, or something earlier does, is asked every time.
        for last in (noted_since and noted_since[0], calendar.last_day):
            if last is not None and since is None:
                bounds = {**of_year, "first": calendar.first_day, "last": last}
                rows = await self._connection.execute(statements.REPORTS_SINCE, bounds)
                since = next((half_day for half_day in map(_half_day, rows) if calendar.contains(*half_day)), None)
        if since is not None and since != noted_since:
            noted = {**of_year, "date": since[0], "half_day": NUMBER_OF_HALF_DAY[since[1]]}
            await self._connection.execute(statements.NOTE_SINCE, noted)
        return since

    async def unheard(self, school: str, due: Sequence[FeedHalfDay]) -> list[FeedHalfDay]:
        """The half days, among these and in order, about which the school sent nothing. The reported half days are
        stored for the next call.
        """
        bounds = {"school": school, "first": due[0][0], "last": due[-1][0]}
        rows = await self._connection.execute(statements.HEARD, bounds)
        heard = {_half_day(row) for row in rows}
        missing = [half_day for half_day in due if half_day not in heard]
        if not missing:
            return []
        marked = await self._among(statements.NOTE_MARKED, school, missing)
        return [half_day for half_day in missing if half_day not in marked]

    async def expected(self, school: str, half_days: Sequence[FeedHalfDay]) -> set[FeedHalfDay]:
        """Those of these half days on which a pupil is expected."""
        return await self._among(statements.EXPECTED, school, half_days) if half_days else set()

    async def _among(self, statement: Any, school: str, half_days: Sequence[FeedHalfDay]) -> set[FeedHalfDay]:
        rows = await self._connection.execute(statement, {"school": school, **_columns(half_days)})
        return {_half_day(row) for row in rows}

    async def last_recorded_at(self, school: str) -> datetime | None:
        """When the school recorded the newest of its marks."""
        last: datetime | None = await self._connection.scalar(statements.LAST_RECORDED, {"school": school})
        return last

    async def silent(self, school: str, school_year: SchoolYear) -> dict[FeedHalfDay, UUID]:
        """The silent half days of a school in a school year, each with its silence."""
        asked = {"school": school, "school_year": school_year.start}
        rows = await self._connection.execute(statements.SILENT, asked)
        return {_half_day(row): row.silence_id for row in rows}

    async def silent_then(self, school: str, school_year: SchoolYear, at: datetime) -> set[FeedHalfDay]:
        """The half days of a school year about which the school was silent at a given time."""
        asked = {"school": school, "school_year": school_year.start, "at": at}
        rows = await self._connection.execute(statements.SILENT_THEN, asked)
        return {_half_day(row) for row in rows}

    async def years_with_silences(self, school: str) -> list[SchoolYear]:
        """The school years in which a silence of the school is open."""
        rows = await self._connection.execute(statements.OPEN_YEARS, {"school": school})
        return [SchoolYear(start) for start in rows.scalars()]

    async def begin(self, silence: Silence) -> None:
        """Keep a new silence; its half days are kept by `keep_silent`."""
        await self._connection.execute(
            statements.ADD_SILENCE,
            {
                "silence_id": silence.silence_id,
                "school": silence.school,
                "school_year": silence.school_year.start,
                "school_days": silence.school_days,
                "last_recorded_at": silence.last_recorded_at,
                "concluded_at": silence.concluded_at,
            },
        )

    async def keep_silent(
        self,
        school: str,
        school_year: SchoolYear,
        new: Mapping[FeedHalfDay, UUID],
        *,
        heard: Collection[FeedHalfDay],
        at: datetime,
    ) -> None:
        """Keep half days that are silent by now; those that are no more move to the history."""
        if new:
            asked = {"school": school, "school_year": school_year.start, "at": at, **_columns(list(new))}
            await self._connection.execute(statements.ADD_SILENT, {**asked, "silence_ids": list(new.values())})
        if heard:
            asked = {"school": school, "at": at, **_columns(list(heard))}
            await self._connection.execute(statements.DROP_SILENT, asked)

    async def end(self, school: str, at: datetime) -> list[tuple[UUID, SchoolYear]]:
        """End the silences of this school that have no half day left."""
        rows = await self._connection.execute(statements.END, {"school": school, "at": at})
        return [(row.silence_id, SchoolYear(row.school_year)) for row in rows]

    async def list(self, wanted: SilenceFilter, after: UUID | None, limit: int) -> Sequence[Silence]:
        """At most `limit` silences in the order in which they were concluded."""
        chosen = sa.select(silence_table).order_by(silence_table.c.silence_id).limit(limit)
        for condition in _conditions(wanted, after):
            chosen = chosen.where(condition)
        rows = (await self._connection.execute(chosen)).all()
        half_days: dict[UUID, list[FeedHalfDay]] = {row.silence_id: [] for row in rows}
        for row in await self._connection.execute(statements.HALF_DAYS, {"ids": list(half_days)}):
            half_days[row.silence_id].append(_half_day(row))
        return [_silence(row, tuple(half_days[row.silence_id])) for row in rows]


def _conditions(wanted: SilenceFilter, after: UUID | None) -> Sequence[sa.ColumnElement[bool]]:
    columns = silence_table.c
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.school is not None:
        conditions.append(columns.school == wanted.school)
    if wanted.schools is not None:
        conditions.append(columns.school.in_(wanted.schools))
    if wanted.status is not None:
        conditions.append(columns.ended_at.is_(None) if wanted.status == "open" else columns.ended_at.is_not(None))
    if after is not None:
        conditions.append(columns.silence_id > after)
    return conditions


def _half_day(row: Any) -> FeedHalfDay:
    return row.date, HALF_DAYS[row.half_day]


def _columns(half_days: Sequence[FeedHalfDay]) -> dict[str, list[Any]]:
    return {
        "dates": [day for day, _ in half_days],
        "half_days": [NUMBER_OF_HALF_DAY[half_day] for _, half_day in half_days],
    }


def _silence(row: Any, half_days: tuple[FeedHalfDay, ...]) -> Silence:
    return Silence(
        silence_id=row.silence_id,
        school=row.school,
        school_year=SchoolYear(row.school_year),
        half_days=half_days,
        school_days=row.school_days,
        last_recorded_at=row.last_recorded_at,
        concluded_at=row.concluded_at,
        ended_at=row.ended_at,
    )
