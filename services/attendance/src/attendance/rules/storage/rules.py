"""The versions of the rules."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.storage.encoding import NUMBER_OF_STATUS
from attendance.rules.domain.description import described, form_of
from attendance.rules.domain.rule import LevelRule, RuleMode
from shared.domain.school_year import SchoolYear

_COLUMNS = "name, version, valid_from, valid_until, levels, source, mode, form, pack"

_ADD = text(f"""
    INSERT INTO rule ({_COLUMNS}, statuses, added_at) VALUES (
        :name, :version, :valid_from, :valid_until, CAST(:levels AS integer[]), :source, :mode, CAST(:form AS jsonb),
        :pack, :statuses, :added_at
    )
""")  # noqa: S608 - constant

_ALL = text(f"SELECT {_COLUMNS} FROM rule")  # noqa: S608 - constant
_LIVE = text(f"SELECT {_COLUMNS} FROM rule WHERE name IN (SELECT name FROM live_rule)")  # noqa: S608 - constant


class Rules:
    """Every version of every rule; a version never changes."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> list[LevelRule]:
        """All versions there are."""
        return [_from_row(row) for row in await self._connection.execute(_ALL)]

    async def live(self) -> list[LevelRule]:
        """All versions of the rules that have a version in force in some school year."""
        return [_from_row(row) for row in await self._connection.execute(_LIVE)]

    async def add(self, rule: LevelRule, at: datetime) -> None:
        """Keep a new version."""
        await self._connection.execute(_ADD, _row(rule, at))


def _row(rule: LevelRule, at: datetime) -> dict[str, Any]:
    """The row of a version; `statuses` has a bit for each status it has to hear of."""
    return {
        "name": rule.name,
        "version": rule.version,
        "valid_from": rule.valid_from.start,
        "valid_until": rule.valid_until.start if rule.valid_until else None,
        "levels": list(rule.levels),
        "source": rule.source,
        "mode": rule.mode.value,
        "form": json.dumps(described(rule.form)),
        "pack": rule.pack,
        "statuses": sum(1 << NUMBER_OF_STATUS[status] for status in rule.form.marked_with),
        "added_at": at,
    }


def _from_row(row: Any) -> LevelRule:
    return LevelRule(
        row.name,
        row.version,
        SchoolYear(row.valid_from),
        tuple(row.levels),
        row.source,
        RuleMode(row.mode),
        form_of(row.form),
        SchoolYear(row.valid_until) if row.valid_until is not None else None,
        row.pack,
    )
