"""Sessions as they are proposed before they are fixed."""

from dataclasses import dataclass
from datetime import date, datetime

from consultation.domain.wanted import Participant

CLOSED = "no-lessons"
"""The reason of a session for which no day with lessons at all schools is left before the next."""
PLACE_TAKEN = "place-taken"
"""The reason of a session at whose place another meeting is."""
PAST = "past"
"""The reason of a session that would have begun already."""
CONTENDED = "contended"
"""The reason of a session for which others were faster again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedSession:
    """A session that could be fixed, unless there are reasons why it can't.

    `on` is its day by the rhythm. `starts_at` is on that day, or in a later week if a school is closed then; None if
    there is no such time. `participants` are who takes part then, also while somebody is missing.
    Reasons: `no-lessons`, `place-taken`, `past`, `contended`, `no-<role>-for-school`, `<role>-not-free`.
    """

    on: date
    starts_at: datetime | None
    participants: tuple[Participant, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What was proposed for a term: the days it was asked for, both included, and the sessions by the rhythm."""

    first: date
    last: date
    sessions: tuple[ProposedSession, ...]
