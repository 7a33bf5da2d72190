"""Schools' own calendars."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.storage.history_tables import calendar_history
from attendance.register.storage.tables import calendar as calendar_table
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ClosureKind, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear

_NAMES = ("school", "school_year", "version", "base", "sessions", "closures", "extra")
_NOW = [calendar_table.c[name] for name in _NAMES]
_BEFORE = [calendar_history.c[name] for name in _NAMES]


class Calendars:
    """Schools' own calendars: of each the newest version, and those it replaced."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def own(self, schools: Collection[str]) -> list[SchoolCalendar]:
        """All calendars these schools have of their own."""
        rows = await self._connection.execute(
            sa.select(calendar_table).where(
                calendar_table.c.school == sa.any_(sa.literal(list(schools), ARRAY(sa.Text)))
            )
        )
        return [_from_row(row) for row in rows]

    async def save(self, calendar: SchoolCalendar, at: datetime) -> None:
        """Keep a new version of a school's calendar."""
        row = {
            "version": calendar.version,
            "base": calendar.base,
            "sessions": [
                {"from": item.from_.isoformat(), "until": item.until.isoformat()} for item in calendar.sessions
            ],
            "closures": [
                {
                    "date": item.date.isoformat(),
                    "half_day": item.half_day,
                    "reason": item.reason,
                    "site": item.site,
                    "kind": item.kind,
                }
                for item in calendar.closures
            ],
            "extra": [
                {"date": item.date.isoformat(), "half_day": item.half_day, "site": item.site} for item in calendar.extra
            ],
            "changed_at": at,
        }
        key = {"school": calendar.school, "school_year": calendar.school_year.start}
        await self._keep_replaced(calendar, at)
        statement = insert(calendar_table).values(**key, **row)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["school", "school_year"], set_=row)
        )

    async def _keep_replaced(self, calendar: SchoolCalendar, at: datetime) -> None:
        now = calendar_table.c
        replaced = sa.select(*_NOW, now.changed_at, sa.literal(at)).where(
            now.school == calendar.school, now.school_year == calendar.school_year.start
        )
        columns = [*_NAMES, "changed_at", "known_until"]
        await self._connection.execute(sa.insert(calendar_history).from_select(columns, replaced))

    async def version(self, school: str, school_year: SchoolYear, version: int) -> SchoolCalendar | None:
        """A version of a school's own calendar, replaced or not; None if there is no such version."""
        asked = (school, school_year.start, version)
        now, before = (sa.tuple_(*columns[:3]) == asked for columns in (_NOW, _BEFORE))
        either = sa.select(*_NOW).where(now).union_all(sa.select(*_BEFORE).where(before))
        row = (await self._connection.execute(either)).first()
        return _from_row(row) if row else None

    async def own_then(self, schools: Collection[str], at: datetime) -> list[SchoolCalendar]:
        """All calendars these schools had of their own at a time."""
        now, before = calendar_table.c, calendar_history.c
        then = (
            sa.select(*_NOW)
            .where(now.school.in_(schools), now.changed_at <= at)
            .union_all(
                sa.select(*_BEFORE).where(before.school.in_(schools), before.changed_at <= at, before.known_until > at)
            )
        )
        return [_from_row(row) for row in await self._connection.execute(then)]


def _from_row(row: Any) -> SchoolCalendar:
    return SchoolCalendar(
        school=row.school,
        school_year=SchoolYear(row.school_year),
        base=row.base,
        sessions=tuple(Session(_date(item["from"]), _date(item["until"])) for item in row.sessions),
        closures=tuple(
            Closure(
                _date(item["date"]),
                item["half_day"] and HalfDay(item["half_day"]),
                item["reason"],
                item.get("site"),
                ClosureKind(item["kind"]) if item.get("kind") else None,
            )
            for item in row.closures
        ),
        extra=tuple(
            ExtraHalfDay(_date(item["date"]), HalfDay(item["half_day"]), item.get("site")) for item in row.extra
        ),
        version=row.version,
    )


def _date(text: str) -> date:
    return date.fromisoformat(text)
