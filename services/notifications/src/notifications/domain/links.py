"""Where a receiver reads on."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses, without a slash at the end, that the links in a mail begin with."""

    cases: str
    meetings: str

    def case(self, case_id: UUID) -> str:
        """The case."""
        return f"{self.cases}/cases/{case_id}"

    def meeting(self, meeting_id: UUID) -> str:
        """The meeting."""
        return f"{self.meetings}/meetings/{meeting_id}"
