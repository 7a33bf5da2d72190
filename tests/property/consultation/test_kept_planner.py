"""A planner that is kept from meeting to meeting plans what a new planner would, whatever was booked and called off."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.lengths import examples

from consultation.domain.booking import Booking
from consultation.domain.contact import Contact
from consultation.domain.wanted import Slot, Wanted
from consultation.planning.agenda import Agenda
from consultation.planning.diary import Diary
from consultation.planning.no_slot import explain
from consultation.planning.planner import Planner
from consultation.planning.relaxing import Search

from .test_planning import SCHOOL_TIME, SCHOOLS, UUID, datetime, directories, moments, requests


class Kept:
    """A planner for each school's place, and agendas that follow what is planned."""

    def __init__(self, contacts: list[Contact]) -> None:
        self.people = {contact.contact_id: Agenda() for contact in contacts}
        self.places = {school: Agenda() for school in SCHOOLS}
        diaries = [Diary(contact, self.people[contact.contact_id]) for contact in contacts]
        self.planners = {school: Planner(SCHOOL_TIME, diaries, place=self.places[school]) for school in SCHOOLS}
        self.planned: list[tuple[str, Slot]] = []

    def new_planner(self, school: str) -> Planner:
        """A planner that was told everything at once."""
        diaries = [Diary(kept.contact, tuple(kept.busy)) for kept in self.planners[school].diaries]
        at_place = [Booking(UUID(int=n), time) for n, time in enumerate(self.places[school])]
        return Planner(SCHOOL_TIME, diaries, at_place=at_place)

    def book(self, school: str, slot: Slot) -> None:
        self.planned.append((school, slot))
        for agenda in self._agendas(school, slot):
            agenda.take(slot.time)

    def call_off(self, number: int) -> None:
        if self.planned:
            school, slot = self.planned.pop(number % len(self.planned))
            for agenda in self._agendas(school, slot):
                agenda.leave(slot.time)

    def _agendas(self, school: str, slot: Slot) -> list[Agenda]:
        return [self.places[school], *(self.people[person.contact_id] for person in slot.participants)]


steps = st.lists(requests() | st.integers(0, 9), min_size=2, max_size=25)


@settings(deadline=None, max_examples=examples(40, 200))
@given(directories(), steps, moments)
def test_it_plans_what_a_new_planner_plans(contacts: list[Contact], asked: list[Wanted | int], now: datetime) -> None:
    kept = Kept(contacts)
    for step in asked:
        if isinstance(step, int):
            kept.call_off(step)
            continue
        planner, new = kept.planners[step.school], kept.new_planner(step.school)
        slot = planner.earliest(step, now)
        assert slot == new.earliest(step, now)
        if slot:
            kept.book(step.school, slot)
        else:
            assert explain(Search.begun(planner, step, now)) == explain(Search.begun(new, step, now))
