"""Which contact of a role takes part: a free contact, a deputy last, then the fewest meetings that week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from consultation.domain.intervals import Interval, Intervals
from consultation.domain.school_time import SchoolTime
from consultation.domain.wanted import Participant, Slot, Wanted
from consultation.planning.diary import Diary
from shared.domain.deputies import line_of
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact who could take part; `preferred` when the case is theirs.

    `rank` is how far they stand back: 0 for who is nobody's deputy, 1 for a deputy, 2 for a deputy's deputy.
    """

    diary: Diary
    rank: int
    preferred: bool

    @property
    def role(self) -> Role:
        return self.diary.contact.role

    @property
    def contact_id(self) -> str:
        return self.diary.contact.contact_id

    def preference(self, day: date) -> tuple[bool, int, int, str]:
        """The smallest is asked first for a meeting on this day."""
        return (not self.preferred, self.rank, self.diary.meetings_in_week_of(day), self.contact_id)


def candidates(wanted: Wanted, everyone: Sequence[Diary]) -> list[Candidate]:
    """Everyone with a role that is wanted who is a contact of the school, or stands in for such a contact."""
    directory = {diary.contact.contact_id: diary.contact for diary in everyone}
    lines = ((diary, line_of(diary.contact, wanted.school, directory)) for diary in everyone)
    return [
        Candidate(diary, len(line) - 1, diary.contact.contact_id == wanted.preferred)
        for diary, line in lines
        if line is not None and diary.contact.role in wanted.roles
    ]


class DayPlan:
    """Who of the candidates is free when on one day."""

    def __init__(self, wanted: Wanted, people: Sequence[Candidate], *, day: date, windows: Intervals) -> None:
        self._wanted = wanted
        self._day = day
        self._free = [(candidate, candidate.diary.free_on(day, windows)) for candidate in people]

    def times(self, school_time: SchoolTime) -> list[Interval]:
        """The times worth trying, earliest first: each begins where someone required becomes free."""
        required = self._wanted.required_roles
        free = (interval for candidate, intervals in self._free if candidate.role in required for interval in intervals)
        begins = {school_time.first_start(interval) for interval in free}
        return [school_time.slot_from(start) for start in sorted(begins)]

    def meeting_at(self, time: Interval) -> Slot | None:
        """The slot at this time with its participants; None if a required role can't."""
        required = [self._choose(role, time) for role in self._wanted.required_roles]
        if None in required:
            return None
        optional = [self._choose(role, time) for role in self._wanted.optional_roles]
        chosen = [(candidate, True) for candidate in required] + [(candidate, False) for candidate in optional]
        return Slot(time, tuple(Participant(c.contact_id, c.role, needed) for c, needed in chosen if c))

    def _choose(self, role: Role, time: Interval) -> Candidate | None:
        can = (
            candidate
            for candidate, intervals in self._free
            if candidate.role is role and any(interval.contains(time) for interval in intervals)
        )
        return min(can, key=lambda candidate: candidate.preference(self._day), default=None)
