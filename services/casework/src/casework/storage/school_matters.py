"""What attendance says of schools as a whole: a copy."""

from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.school_matter import SchoolMatter
from casework.storage.school_matters_tables import school_matter
from shared.copies.newest import keep_newest


class SchoolMatters:
    """The copy, kept up in the unit of work; the worklist reads it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, matter: SchoolMatter, *, waits: bool, sequence: int) -> None:
        """Take over that the matter waits for somebody, or no more; an older word changes nothing."""
        row = {
            "matter_id": matter.matter_id,
            "kind": matter.kind,
            "school": matter.school,
            "since": matter.since,
            "half_day": matter.half_day,
            "waits": waits,
            "sequence": sequence,
        }
        await self._connection.execute(keep_newest(school_matter, row))
