"""Which offers somebody asks for."""

from dataclasses import dataclass
from datetime import date

from consultation.domain.themes import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferQuery:
    """Offers that match all of this; None is any.

    The offer is there on a day from `since` to `until`. `words` are parts of the title, spelled about right.
    `on` leaves out what is withdrawn, or ended before this day. `providers` are several organisations.
    """

    theme: Theme | None = None
    level: str | None = None
    age: int | None = None
    school: str | None = None
    providers: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    words: str | None = None
    on: date | None = None
