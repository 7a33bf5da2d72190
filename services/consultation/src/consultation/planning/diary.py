"""A contact with the meetings already planned for them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from consultation.domain.availability import ALWAYS
from consultation.domain.contact import Contact
from consultation.domain.intervals import Interval, Intervals, subtraction
from consultation.planning.agenda import Agenda


@dataclass(frozen=True)
class Diary:
    """What one contact has on: `busy` are the slots of their meetings, or the agenda in which they are kept."""

    contact: Contact
    busy: Iterable[Interval] = ()

    @cached_property
    def agenda(self) -> Agenda:
        """The slots day by day."""
        return self.busy if isinstance(self.busy, Agenda) else Agenda(self.busy)

    def free_on(self, day: date, windows: Intervals) -> Intervals:
        """The part of that day's windows in which another meeting fits into this diary."""
        return self.left_on(day, self.contact.availability.within(windows))

    def left_on(self, day: date, there: Intervals) -> Intervals:
        """What that day's meetings leave of the time in which the contact is there."""
        busy, limit = self.agenda.on(day), self.contact.availability.max_meetings_per_day
        if not self.contact.valid_on(day) or (limit is not None and len(busy) >= limit):
            return ()
        return subtraction(there, busy)

    def with_time_for_everything(self) -> "Diary":
        """The same meetings, without weekly hours and exceptions: what another availability could give at best."""
        limit = self.contact.availability.max_meetings_per_day
        free = replace(ALWAYS, max_meetings_per_day=limit)
        return Diary(replace(self.contact, availability=free), self.agenda)

    def without_limit(self) -> "Diary":
        """The same hours, without a limit on the number of meetings a day."""
        unlimited = replace(self.contact.availability, max_meetings_per_day=None)
        return Diary(replace(self.contact, availability=unlimited), self.agenda)


def diaries(contacts: Iterable[Contact], busy: Iterable[tuple[str, Interval]]) -> tuple[Diary, ...]:
    """A diary per contact, from the slots in which contacts take part."""
    slots: dict[str, list[Interval]] = {}
    for contact_id, slot in busy:
        slots.setdefault(contact_id, []).append(slot)
    return tuple(Diary(contact, tuple(slots.get(contact.contact_id, ()))) for contact in contacts)
