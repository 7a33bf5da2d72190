"""A contact with the meetings already planned for them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from consultation.domain.availability import ALWAYS
from consultation.domain.contact import Contact
from consultation.domain.intervals import Interval, Intervals, subtraction
from consultation.domain.planning_rules import AS_THEY_ARE_FREE, PlanningRules
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

    def left_on(
        self, day: date, there: Intervals, *, at: str | None = None, rules: PlanningRules = AS_THEY_ARE_FREE
    ) -> Intervals:
        """What that day's meetings leave of the time in which the contact is there, for another at this place."""
        availability = self.contact.availability
        limit = availability.max_meetings_per_day
        if limit is None:
            limit = rules.most_a_day.get(self.contact.role)
        if not self.contact.valid_on(day) or (limit is not None and len(self.agenda.on(day)) >= limit):
            return ()
        minutes = availability.minutes_between_places
        travel = rules.travel if minutes is None else timedelta(minutes=minutes)
        return subtraction(there, self.agenda.on_the_way_to(at, day, travel=travel))

    def comes_to(self, place: str | None, school: str, day: date) -> bool:
        """Whether it takes a trip to be at this place, which is that school's, on that day.

        Whoever belongs to one school alone is there without a trip.
        """
        return self.contact.details.schools != (school,) and not self.agenda.is_at(place, day)

    def with_time_for_everything(self) -> "Diary":
        """The same meetings, without weekly hours and exceptions: what another availability could give at best."""
        limit = self.contact.availability.max_meetings_per_day
        free = replace(ALWAYS, max_meetings_per_day=limit)
        return Diary(replace(self.contact, availability=free), self.agenda)

    def without_limit(self) -> "Diary":
        """The same hours, without a limit on the number of meetings a day."""
        unlimited = replace(self.contact.availability, max_meetings_per_day=None)
        return Diary(replace(self.contact, availability=unlimited), self.agenda)

    def also_busy(self, times: Iterable[Interval]) -> "Diary":
        """The same contact, with these times taken too."""
        return Diary(self.contact, self.agenda.beside(times))


class Visit(NamedTuple):
    """That a contact has a meeting at a time, and at which place as it is compared, if it has a place."""

    contact_id: str
    time: Interval
    place: str | None = None


def diaries(contacts: Iterable[Contact], busy: Iterable[Visit]) -> tuple[Diary, ...]:
    """A diary per contact, from the meetings in which contacts take part."""
    agendas = {contact.contact_id: (contact, Agenda()) for contact in contacts}
    for meeting in busy:
        if meeting.contact_id in agendas:
            agendas[meeting.contact_id][1].take(meeting.time, meeting.place)
    return tuple(Diary(contact, agenda) for contact, agenda in agendas.values())
