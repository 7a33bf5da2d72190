"""Teams, by name."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.team import Team
from casework.storage.people_tables import team
from casework.storage.versioned import keep_version, remove_version


class Teams:
    """The teams of the municipality."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> list[Team]:
        """Every team, by name."""
        rows = await self._connection.execute(sa.select(team).order_by(team.c.name))
        return [_team(row) for row in rows]

    async def find(self, name: str) -> Team | None:
        """The team of this name; None without."""
        row = (await self._connection.execute(sa.select(team).where(team.c.name == name))).first()
        return _team(row) if row else None

    async def save(self, kept: Team) -> int:
        """Store a team in the place of the version that it has; its new version. Raises Conflict."""
        values = {
            "name": kept.name,
            "members": list(kept.members),
            "schools": sorted(kept.schools),
            "case_types": sorted(kept.case_types),
        }
        return await keep_version(self._connection, team, values, before=kept.version)

    async def remove(self, kept: Team) -> None:
        """Remove a team of this version. Raises Conflict."""
        await remove_version(self._connection, team, team.c.name == kept.name, before=kept.version)


def _team(row: sa.Row[Any]) -> Team:
    return Team(
        name=row.name,
        members=tuple(row.members),
        schools=frozenset(row.schools),
        case_types=frozenset(row.case_types),
        version=row.version,
    )
