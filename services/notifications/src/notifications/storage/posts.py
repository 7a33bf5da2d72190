"""Where letters to contacts go: for which organisation they work, and its postal address."""

from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.storage.tables import employer, organisation_post
from shared.copies.newest import keep_newest


class Posts:
    """Kept up for all, whether letters are printed or not: who turns them on has the addresses."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note_employer(self, contact_id: str, organisation_id: str | None, sequence: int) -> None:
        """Take over for which organisation a contact works, unless the copy is as new."""
        row = {"contact_id": contact_id, "organisation_id": organisation_id, "sequence": sequence}
        await self._connection.execute(keep_newest(employer, row))

    async def note_address(
        self,
        organisation_id: str,
        *,
        name: str,
        street: str | None,
        postcode: str | None,
        municipality: str | None,
        sequence: int,
    ) -> None:
        """Take over where post of an organisation goes, unless the copy is as new."""
        row = {
            "organisation_id": organisation_id,
            "name": name,
            "street": street,
            "postcode": postcode,
            "municipality": municipality,
            "sequence": sequence,
        }
        await self._connection.execute(keep_newest(organisation_post, row))
