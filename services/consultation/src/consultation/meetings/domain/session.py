"""A session: a meeting of a series (a standing *zorgoverleg*), with the cases on its agenda."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from consultation.domain.wanted import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A case on the agenda of a session.

    `wanted` is what the case asks of a meeting: its school, who has to be there and between which days. `rank` is how
    urgent it is: 0 for the most urgent. `in_place_of` is what the case called the meeting that it asked for.
    """

    case_id: UUID
    wanted: Wanted
    minutes: int
    rank: int
    asked_at: datetime
    in_place_of: UUID | None = None

    @property
    def turn(self) -> tuple[int, date, datetime, UUID]:
        """The smallest comes first: by urgency, then by the last day, then by when it was asked."""
        return (self.rank, self.wanted.hold_by, self.asked_at, self.case_id)

    def can_be_on(self, day: date) -> bool:
        """Whether a meeting on this day is within what the case asks."""
        return self.wanted.not_before <= day <= self.wanted.hold_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a meeting of a series has beside what every meeting has.

    `fixed_for` is the start for which the session was fixed, wherever it moved since. `other_schools` are those of the
    series beside the school where it is. `agenda_told_at` is when the participants were told of the agenda.
    """

    series_id: UUID
    fixed_for: datetime
    other_schools: tuple[str, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    agenda_told_at: datetime | None = None

    @property
    def case_ids(self) -> tuple[UUID, ...]:
        """The cases on the agenda, in order."""
        return tuple(item.case_id for item in self.agenda)

    @property
    def time_taken(self) -> timedelta:
        """How long the cases on the agenda take together."""
        return timedelta(minutes=sum(item.minutes for item in self.agenda))

    def item(self, case_id: UUID) -> AgendaItem | None:
        """The case as it is on the agenda; None if it is not."""
        return next((item for item in self.agenda if item.case_id == case_id), None)

    def merged(self, case_id: UUID, remaining: UUID) -> "Session":
        """The session when a case on the agenda goes on in another; a case is on the agenda once."""
        agenda: dict[UUID, AgendaItem] = {}
        for item in self.agenda:
            own = remaining if item.case_id == case_id else item.case_id
            agenda.setdefault(own, replace(item, case_id=own))
        return replace(self, agenda=tuple(agenda.values()))
