"""Where a receiver reads on."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Links:
    """The links in notices. ``address`` has no slash at the end.

    They lead to the pages for people, or to the API of an address that has no such pages.
    """

    address: str
    has_pages: bool = True

    def to_case(self, case_id: UUID, reference: str) -> str:
        """The link to a case."""
        return f"{self.address}/dossiers/{reference}" if self.has_pages else f"{self.address}/cases/{case_id}"

    def to_meeting(self, meeting_id: UUID) -> str:
        """The link to a meeting."""
        return f"{self.address}/{'overleg' if self.has_pages else 'meetings'}/{meeting_id}"
