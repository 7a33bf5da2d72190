"""A register in which nothing was reported yet, for the next example."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_USED = """
SELECT quote_ident(tablename) FROM pg_tables
WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version', 'rule')
"""


async def empty(engine: AsyncEngine) -> None:
    """Leave nothing but the rules."""
    async with engine.begin() as connection:
        await connection.execute(text(f"TRUNCATE {', '.join(await connection.scalars(text(_USED)))}"))


async def set_levels(engine: AsyncEngine, levels: Sequence[int]) -> None:
    """Levels that few marks reach."""
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE rule SET levels = :levels"), {"levels": list(levels)})
