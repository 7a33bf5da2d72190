"""The versions of the rules."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.domain.rule import LevelRule, RuleMode
from shared.domain.school_year import SchoolYear


class Rules:
    """Every version of every rule; none is ever changed."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> list[LevelRule]:
        """All versions there are."""
        rows = await self._connection.execute(text("SELECT name, version, valid_from, levels, source, mode FROM rule"))
        return [
            LevelRule(name, version, SchoolYear(valid_from), tuple(levels), source, RuleMode(mode))
            for name, version, valid_from, levels, source, mode in rows
        ]

    async def add(self, rule: LevelRule, at: datetime) -> None:
        """Keep a new version."""
        await self._connection.execute(
            text(
                "INSERT INTO rule (name, version, valid_from, levels, source, mode, added_at) VALUES"
                " (:name, :version, :valid_from, CAST(:levels AS integer[]), :source, :mode, :added_at)"
            ),
            {
                "name": rule.name,
                "version": rule.version,
                "valid_from": rule.valid_from.start,
                "levels": list(rule.levels),
                "source": rule.source,
                "mode": rule.mode.value,
                "added_at": at,
            },
        )
