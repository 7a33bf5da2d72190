"""Who could sit in the seats of a term, and when they are there."""

from datetime import timedelta
from typing import Any

from consultation.domain.availability import Availability
from consultation.domain.contact import Contact
from consultation.domain.meeting_kind import CARE_MEETING
from consultation.domain.wanted import Participant
from consultation.planning.term.problem import Booked, Seat, TermPerson
from consultation.plans.domain.people import People
from consultation.testing.factories import (
    MONDAY,
    OTHER_SCHOOL,
    SCHOOL,
    TUESDAY,
    WEDNESDAY,
    contact,
    proposed,
    slot,
    wanted,
    weekly,
)
from shared.domain.roles import Role

from .terms import LAST, PLACE, SITE, a_booking, a_series, people, rules, stored


def seats(*more: Contact, in_person: frozenset[Role] = frozenset(), **asked: Any) -> dict[Role, Seat]:
    term = stored(contacts=[*people(), *more], rules=rules(in_person=in_person))
    return {seat.role: seat for seat in People(term).seats(wanted(**asked), CARE_MEETING)}


def persons(*contacts: Contact, **fields: Any) -> list[TermPerson]:
    term = stored(contacts=contacts, **fields)
    every = Seat(role=Role.CASEWORKER, candidates=tuple(contact.contact_id for contact in contacts))
    return list(People(term).persons([every], term.booked))


def test_a_required_role_keeps_its_seat_when_nobody_has_it_and_an_optional_role_does_not():
    at_other_school = seats(contact("clb-1", Role.CLB), school=OTHER_SCHOOL)
    assert at_other_school[Role.COUNSELLOR] == Seat(role=Role.COUNSELLOR, candidates=())
    assert at_other_school[Role.CLB] == Seat(role=Role.CLB, candidates=("clb-1",), required=False)
    assert Role.YOUTH_COACH not in at_other_school


def test_only_contacts_of_days_in_the_term_have_a_seat():
    past = contact("clb-1", Role.CLB, valid_until=MONDAY - timedelta(days=1))
    until_begin = contact("clb-2", Role.CLB, valid_until=MONDAY)
    from_end = contact("clb-3", Role.CLB, valid_from=LAST)
    assert seats(past, until_begin, from_end)[Role.CLB].candidates == ("clb-2", "clb-3")


def test_a_deputy_is_marked_and_has_no_seat_where_people_come_in_person():
    deputy = contact("worker-2", Role.CASEWORKER, deputy_of="worker-1")
    usual = seats(deputy)[Role.CASEWORKER]
    assert usual.candidates == ("worker-1", "worker-2")
    assert usual.deputies == {"worker-2"}
    in_person = seats(deputy, in_person=frozenset({Role.CASEWORKER}))[Role.CASEWORKER]
    assert in_person.candidates == ("worker-1",)


def test_who_has_the_case_or_was_told_of_it_is_preferred_in_their_own_seat_alone():
    others = contact("worker-2", Role.CASEWORKER), contact("clb-1", Role.CLB), contact("clb-2", Role.CLB)
    asked = seats(*others, preferred="worker-2", told=("clb-2",))
    preferred = {role: seat.preferred for role, seat in asked.items()}
    assert preferred == {Role.COUNSELLOR: None, Role.CASEWORKER: "worker-2", Role.CLB: "clb-2"}


def test_who_takes_part_by_name_has_a_seat_that_nobody_else_can_take():
    named = Participant("worker-2", Role.CASEWORKER, True), Participant("coach-1", Role.YOUTH_COACH, False)
    others = contact("worker-2", Role.CASEWORKER, schools=(OTHER_SCHOOL,)), contact("coach-1", Role.YOUTH_COACH)
    asked = seats(*others, required_roles=(Role.COUNSELLOR,), optional_roles=(), named=named)
    assert asked[Role.CASEWORKER] == Seat(role=Role.CASEWORKER, candidates=("worker-2",))
    assert asked[Role.YOUTH_COACH] == Seat(role=Role.YOUTH_COACH, candidates=("coach-1",), required=False)
    gone = seats(required_roles=(Role.COUNSELLOR,), optional_roles=(), named=named)
    assert gone[Role.CASEWORKER] == Seat(role=Role.CASEWORKER, candidates=())
    assert Role.YOUTH_COACH not in gone


def test_nobody_is_asked_for_twice_who_takes_part_by_name():
    named = (Participant("worker-1", Role.COORDINATOR, True),)
    assert seats(named=named)[Role.CASEWORKER].candidates == ()


def test_who_belongs_to_two_schools_has_one_seat_at_the_table_of_both():
    counsellors = [contact("both", schools=(SCHOOL, OTHER_SCHOOL)), contact("other", schools=(OTHER_SCHOOL,))]
    clb = contact("clb-1", Role.CLB), contact("clb-2", Role.CLB), contact("clb-3", Role.CLB, deputy_of="clb-1")
    details = a_series(
        other_schools=(OTHER_SCHOOL,),
        required_roles=(Role.COUNSELLOR, Role.COORDINATOR),
        optional_roles=(Role.CLB, Role.YOUTH_COACH),
        contacts=("clb-2", "clb-1"),
    ).details
    table = People(stored(contacts=[*counsellors, *clb])).table(details)
    assert table == (
        Seat(role=Role.COUNSELLOR, candidates=("both",)),
        Seat(role=Role.COORDINATOR, candidates=()),
        Seat(
            role=Role.CLB,
            candidates=("clb-1", "clb-2", "clb-3"),
            required=False,
            deputies=frozenset({"clb-3"}),
            preferred="clb-2",
        ),
    )


def test_somebody_is_there_within_their_hours_while_they_are_a_contact():
    mornings = contact("mornings", availability=weekly("2 08:30-12:00; 3 08:30-12:00"), valid_until=TUESDAY)
    there = People(stored(contacts=[mornings])).is_there
    assert there("mornings", slot(TUESDAY, "11:15"))
    assert not there("mornings", slot(TUESDAY, "11:30"))
    assert not there("mornings", slot(WEDNESDAY, "11:15"))


def test_a_person_is_free_in_hours_of_meetings_on_the_days_on_which_they_are_a_contact():
    (person,) = persons(contact("worker-1", Role.CASEWORKER, weekly("2 07:00-12:00"), valid_until=TUESDAY))
    assert person.free == (slot(TUESDAY, "08:30", 210),)


def test_a_person_has_their_own_limits_or_those_of_their_role():
    own = Availability(max_meetings_per_day=0, minutes_between_places=40)
    planning = rules(most_a_day={Role.CASEWORKER: 3})
    contacts = contact("a", Role.CASEWORKER, own), contact("b", Role.CASEWORKER), contact("c", Role.CLB)
    limits = {p.contact_id: (p.most_a_day, p.between_places) for p in persons(*contacts, rules=planning)}
    assert limits == {"a": (0, 40), "b": (3, None), "c": (None, None)}


def test_who_belongs_to_one_school_is_at_home_there():
    contacts = contact("a", schools=(SCHOOL,)), contact("b", schools=(SCHOOL, OTHER_SCHOOL)), contact("c")
    assert {p.contact_id: p.base for p in persons(*contacts)} == {"a": f"school {SCHOOL}", "b": None, "c": None}


def test_a_person_is_in_the_meetings_that_stay():
    booked = [a_booking(place=f"  {PLACE.upper()} "), a_booking(WEDNESDAY, "09:00", place=None), proposed()]
    counsellor, worker, clb = persons(*people(), contact("zoe", Role.CLB), booked=booked)
    assert (
        counsellor.booked == worker.booked == (Booked(slot(TUESDAY, "10:00"), SITE), Booked(slot(WEDNESDAY, "09:00")))
    )
    assert clb.booked == ()
