"""What an import of offers changed, or would change."""

from dataclasses import dataclass, field
from uuid import UUID

from consultation.offers.domain.offer import OfferDetails


@dataclass(frozen=True, slots=True)
class LineMistake:
    """Why a line can't be taken over. `line` is from 1, the header; `field` is None for the line as a whole."""

    line: int
    field: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A line of a file: an offer. `offer_id` is None where the line does not say which offer it is."""

    line: int
    offer_id: UUID | None
    details: OfferDetails


@dataclass(slots=True)
class OfferImport:
    """How many offers an import adds, changes and leaves as they are, and every mistake of the file."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    mistakes: list[LineMistake] = field(default_factory=list)

    @property
    def lines(self) -> int:
        """How many lines there are below the header."""
        return self.added + self.changed + self.unchanged + len(self.mistakes)
