"""Where letters to contacts go: for which organisation they work, and its postal address."""

from notifications.storage.tables import employer, organisation_post
from shared.copies.newest import newest_of
from shared.runtime.batching import BatchingConnection, Rows

_EMPLOYERS = newest_of(employer, "organisation_id", "sequence")
_POSTS = newest_of(organisation_post, "name", "street", "postcode", "municipality", "sequence")


class Posts:
    """Kept up for all, whether letters are printed or not: who turns them on has the addresses.

    What is taken over is kept back, and written together.
    """

    def __init__(self, connection: BatchingConnection) -> None:
        self._employers = Rows(connection, _EMPLOYERS)
        self._posts = Rows(connection, _POSTS)

    def note_employer(self, contact_id: str, organisation_id: str, sequence: int) -> None:
        """Take over for which organisation a contact works, by the contact's version that says so.

        It holds as long as the copy of the contact is of this version: a contact without an organisation needs no row.
        """
        self._employers.add({"contact_id": contact_id, "organisation_id": organisation_id, "sequence": sequence})

    def note_address(
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
        self._posts.add(
            {
                "organisation_id": organisation_id,
                "name": name,
                "street": street,
                "postcode": postcode,
                "municipality": municipality,
                "sequence": sequence,
            }
        )
