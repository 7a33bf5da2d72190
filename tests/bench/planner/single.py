"""How long the slot of one meeting takes, with an empty term and with a term that is booked.

It is measured in processor time, and each slot is looked for some times, so that others on the machine count little.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random
from statistics import median
from time import thread_time

from consultation.domain.availability import Availability
from consultation.domain.contact import Contact, ContactDetails
from consultation.domain.local_time import midnight
from consultation.domain.planning_rules import PlanningRules, SlotWeights, TermWeights
from consultation.domain.school_time import SchoolTime, half_days_by
from consultation.domain.wanted import Slot, Wanted
from consultation.domain.weekly_hours import WeeklyHours
from consultation.kinds.registry import meeting_kinds
from consultation.planning.agenda import Agenda
from consultation.planning.diary import Diary
from consultation.planning.planner import Planner
from consultation.planning.rating import best, best_slot
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.roles import Role

from .terms import MEETING, Municipality, Size, later

_KIND = meeting_kinds()["care-meeting"]
_STEP = timedelta(minutes=5)
_HALVES = ((time(8, 30), time(12)), (time(13), time(16)))
_WORKING_DAYS = 20
_TURNS = 3
_OF_TERM = TermWeights()
_AS_A_TERM = SlotWeights(
    wait=_OF_TERM.wait,
    trip=_OF_TERM.trip,
    absent=_OF_TERM.absent,
    deputy=_OF_TERM.deputy,
    other=_OF_TERM.other,
    week=_OF_TERM.unfair,
    day=_OF_TERM.unfair,
)
_ALIKE = SlotWeights(trip=1, absent=1, deputy=1, other=1, week=1, day=1)


@dataclass(frozen=True)
class SingleCase:
    """Milliseconds that a meeting takes: the median, and the longest of all."""

    empty: float
    booked: float
    empty_most: float
    booked_most: float

    @property
    def times_as_long(self) -> float:
        return self.booked / self.empty


def earliest_slot(size: Size, seed: int) -> SingleCase:
    """The earliest slot, as planning is without other weights."""
    return _measured(_Office(size, seed, SlotWeights()), best_three=False)


def best_three(size: Size, seed: int) -> SingleCase:
    """The best three slots when everything is weighed as in a term."""
    return _measured(_Office(size, seed, _AS_A_TERM), best_three=True)


def best_three_of_all_days(size: Size, seed: int) -> SingleCase:
    """The best three slots when a day of waiting counts no more than anything else, so that most days are looked at."""
    return _measured(_Office(size, seed, _ALIKE), best_three=True)


class _Office:
    """Everybody with their agendas, in which the cases of a term are booked one after the other."""

    def __init__(self, size: Size, seed: int, weights: SlotWeights) -> None:
        self.town = Municipality(size, Random(seed))
        self.contacts = list(self._contacts())
        self.agendas = {contact.contact_id: Agenda() for contact in self.contacts}
        self.places = {school: Agenda() for school in self.town.schools}
        self.rules = PlanningRules(travel=timedelta(minutes=20), most_a_day={Role.CASEWORKER: 6}, weights=weights)
        self.days = sorted({window.start.date() for window in self.town.windows})

    def planner(self, school: str) -> Planner:
        """A planner that remembers nothing yet."""
        diaries = [
            Diary(contact, self.agendas[contact.contact_id]) for contact in self.contacts if contact.serves(school)
        ]
        school_time = SchoolTime(
            hours=_KIND.hours, length=MEETING, step=_STEP, half_days_on=half_days_by(flemish_calendar)
        )
        return Planner(school_time, diaries, place=self.places[school], where=f"room-{school}", rules=self.rules)

    def wanted(self, school: str, first: date) -> Wanted:
        return Wanted(
            school=school,
            required_roles=_KIND.required_roles,
            optional_roles=_KIND.optional_roles,
            not_before=first,
            hold_by=later(first, _WORKING_DAYS),
        )

    def book_everything(self) -> int:
        """Book the cases of the term; how many got a slot."""
        booked = 0
        for _ in range(self.town.size.cases):
            school, first = self.town.random.choice(self.town.schools), self.town.random.choice(self.days[:-10])
            slot = self.planner(school).earliest(self.wanted(school, first), midnight(first))
            if slot is not None:
                self._book(school, slot)
                booked += 1
        return booked

    def _book(self, school: str, slot: Slot) -> None:
        self.places[school].take(slot.time)
        for person in slot.participants:
            self.agendas[person.contact_id].take(slot.time, f"room-{school}")

    def _contacts(self) -> Iterator[Contact]:
        town = self.town
        for school in town.schools:
            yield from (self._contact(contact, Role.COUNSELLOR, [school]) for contact in town.counsellors[school])
        for clb in sorted(set(town.clb.values())):
            yield self._contact(clb, Role.CLB, [school for school in town.schools if town.clb[school] == clb])
        yield from (self._contact(coach, Role.YOUTH_COACH, []) for coach in town.coaches)
        yield from (self._contact(worker, Role.CASEWORKER, []) for worker in town.workers)

    def _contact(self, contact_id: str, role: Role, schools: Sequence[str]) -> Contact:
        """There on about half of the half days of each week."""
        halves = [(weekday, *half) for weekday in range(1, 6) for half in _HALVES]
        weekly = sorted(self.town.random.sample(halves, len(halves) // 2 + 1))
        hours = tuple(WeeklyHours(weekday=weekday, from_=begin, until=end) for weekday, begin, end in weekly)
        details = ContactDetails(name=f"Verzonnen {contact_id}", role=role, schools=tuple(schools))
        return Contact(contact_id, details, replace(Availability(), weekly=hours))


def _measured(office: _Office, *, best_three: bool) -> SingleCase:
    empty = list(_milliseconds(office, best_three=best_three))
    office.book_everything()
    booked = list(_milliseconds(office, best_three=best_three))
    return SingleCase(median(empty), median(booked), max(empty), max(booked))


def _milliseconds(office: _Office, *, best_three: bool) -> Iterator[float]:
    """Of a case at every school, on three days of the term."""
    days = [office.days[len(office.days) * part // 4] for part in range(3)]
    for school in office.town.schools:
        for first in days:
            wanted = office.wanted(school, first)
            yield min(_once(office.planner(school), wanted, best_three=best_three) for _ in range(_TURNS))


def _once(planner: Planner, wanted: Wanted, *, best_three: bool) -> float:
    after = midnight(wanted.not_before)
    begun = thread_time()
    if best_three:
        best(planner, wanted, after)
    else:
        best_slot(planner, wanted, after)
    return (thread_time() - begun) * 1000
