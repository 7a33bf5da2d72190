"""A contact with the meetings already planned for them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from consultation.domain.availability import ALWAYS
from consultation.domain.contact import Contact
from consultation.domain.intervals import Interval, Intervals, subtraction
from consultation.domain.local_time import local_day, monday_of


@dataclass(frozen=True, slots=True)
class Diary:
    """What one contact has on: `busy` are the slots of their meetings."""

    contact: Contact
    busy: Intervals = ()

    def free_on(self, day: date, windows: Intervals) -> Intervals:
        """The part of that day's windows in which another meeting fits into this diary."""
        limit = self.contact.availability.max_meetings_per_day
        if not self.contact.valid_on(day) or (limit is not None and self._meetings_on(day) >= limit):
            return ()
        return subtraction(self.contact.availability.within(windows), self.busy)

    def meetings_in_week_of(self, day: date) -> int:
        """How many meetings there are in this day's week, Monday to Sunday."""
        monday = monday_of(day)
        return sum(monday <= local_day(slot.start) < monday + timedelta(days=7) for slot in self.busy)

    def with_time_for_everything(self) -> "Diary":
        """The same meetings, without weekly hours and exceptions: what another availability could give at best."""
        limit = self.contact.availability.max_meetings_per_day
        free = replace(ALWAYS, max_meetings_per_day=limit)
        return replace(self, contact=replace(self.contact, availability=free))

    def without_limit(self) -> "Diary":
        """The same hours, without a limit on the number of meetings a day."""
        unlimited = replace(self.contact.availability, max_meetings_per_day=None)
        return replace(self, contact=replace(self.contact, availability=unlimited))

    def _meetings_on(self, day: date) -> int:
        return sum(local_day(slot.start) == day for slot in self.busy)


def diaries(contacts: Iterable[Contact], busy: Iterable[tuple[str, Interval]]) -> tuple[Diary, ...]:
    """A diary per contact, from the slots in which contacts take part."""
    slots: dict[str, list[Interval]] = {}
    for contact_id, slot in busy:
        slots.setdefault(contact_id, []).append(slot)
    return tuple(Diary(contact, tuple(slots.get(contact.contact_id, ()))) for contact in contacts)
