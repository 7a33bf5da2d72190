"""What a plan that was made moves, fixes, fills and leaves."""

from dataclasses import replace
from typing import Any

from consultation.domain.wanted import Slot
from consultation.planning.term.problem import TermBooking, TermPlan, TermProblem
from consultation.plans.domain.asked_plan import AskedPlan
from consultation.plans.domain.made_plan import MadePlan, NotPlaced
from consultation.plans.domain.term_asked import HOLD_BY_PASSED, NOTICE, NewSession, TermAsked
from consultation.testing.factories import (
    MONDAY,
    NOW,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_session,
    agenda_item,
    case_id,
    proposed,
)

from .terms import COUNSELLOR, LAST, SITE, WORKER, a_booking, a_series, booked_room, taking

NEW = NewSession(a_series(), TUESDAY)
LATER = NewSession(a_series(), THURSDAY)


def booking(day=TUESDAY, clock="10:00", *, place: str | None = SITE, **fields: Any) -> TermBooking:
    return TermBooking(slot=taking(day, clock, **fields), place=place)


def made(*meetings, sessions=(), out=None, needs_notice=frozenset(), **plan: Any) -> MadePlan:
    """A plan of these meetings and sessions."""
    term = TermAsked(
        problem=TermProblem(people=(), rooms=(), meetings=()),
        meetings={str(meeting.meeting_id): meeting for meeting in meetings},
        sessions={session.key: session for session in sessions},
        rooms={"ROOM a": booked_room("a")},
        out=out or {},
        needs_notice=needs_notice,
    )
    about = {"bookings": {}, "agenda": {}, "unseen": (), "not_held": (), "paid": {}, "bound": 0}
    asked = AskedPlan(first=MONDAY, last=LAST)
    return MadePlan(asked=asked, term=term, plan=TermPlan(**{**about, **plan}), made_at=NOW)


def key(meeting) -> str:
    return str(meeting.meeting_id)


def moves(meeting, planned: TermBooking) -> list[Slot]:
    return [slot for _, slot in made(meeting, bookings={key(meeting): planned}).moves]


def test_a_meeting_moves_to_another_time_room_or_people():
    meeting = a_booking()
    assert moves(meeting, booking(clock="10:05")) == [taking(TUESDAY, "10:05")]
    assert moves(meeting, booking(place="ROOM a")) == [taking(TUESDAY, "10:00", room=booked_room("a"))]
    alone = (COUNSELLOR, replace(WORKER, contact_id="worker-2"))
    assert moves(meeting, booking(participants=alone)) == [taking(TUESDAY, "10:00", participants=alone)]


def test_a_meeting_stays_when_only_the_order_of_people_or_the_name_of_its_room_differs():
    assert moves(a_booking(), booking(participants=(WORKER, COUNSELLOR))) == []
    renamed = replace(booked_room("a"), place="Zorglokaal, Blauwe zaal")
    assert moves(a_booking(slot=taking(TUESDAY, "10:00", room=renamed)), booking(place="ROOM a")) == []


def test_meetings_get_their_first_times_soonest_first():
    late, soon, stands = proposed(), proposed(), a_booking()
    plan = made(
        late,
        soon,
        stands,
        bookings={key(late): booking(THURSDAY), key(soon): booking(MONDAY, place="ROOM a"), key(stands): booking()},
    )
    assert list(plan.first_times) == [
        (soon, taking(MONDAY, "10:00", room=booked_room("a"))),
        (late, taking(THURSDAY, "10:00")),
    ]
    assert list(plan.moves) == []
    assert plan.stays == 1


def test_new_sessions_come_soonest_first_and_fixed_sessions_neither_move_nor_get_a_time():
    fixed = a_session()
    bookings = {LATER.key: booking(THURSDAY), key(fixed): booking(WEDNESDAY), NEW.key: booking()}
    plan = made(fixed, sessions=[LATER, NEW], bookings=bookings)
    assert [(session, slot.time) for session, slot in plan.new_sessions] == [
        (NEW, taking(TUESDAY, "10:00").time),
        (LATER, taking(THURSDAY, "10:00").time),
    ]
    assert [*plan.moves, *plan.first_times] == []


def test_cases_come_on_agendas_and_what_has_a_meeting_of_its_own_does_not():
    fixed, other = a_session(agenda_item(8)), a_session()
    cases = [proposed(case_ids=(case_id(number),)) for number in (1, 2, 3, 4)]
    first, second, third, own = map(key, cases)
    agenda = {first: key(fixed), second: NEW.key, third: key(fixed), own: own}
    plan = made(fixed, other, *cases, sessions=[NEW], agenda=agenda)
    assert list(plan.seated) == [(cases[0], key(fixed)), (cases[1], NEW.key), (cases[2], key(fixed))]
    assert list(plan.filled_sessions) == [(key(fixed), fixed)]
    assert plan.on_agenda(key(fixed)) == (case_id(1), case_id(3))
    assert plan.on_agenda(NEW.key) == (case_id(2),)
    assert plan.on_agenda(own) == ()
    # Of the two sessions that have a time, one gets cases.
    assert plan.stays == 1


def test_what_has_a_time_stays_unless_it_moves():
    stands, moving = a_booking(), a_booking(THURSDAY)
    plan = made(stands, moving, proposed(), bookings={key(stands): booking(), key(moving): booking(WEDNESDAY)})
    assert plan.stays == 1


def test_what_is_not_placed_says_why():
    past, hurried, waits, fixed = proposed(), proposed(), proposed(), a_session()
    plan = made(
        past,
        hurried,
        waits,
        fixed,
        sessions=[NEW, LATER],
        out={key(past): (HOLD_BY_PASSED,)},
        needs_notice=frozenset({key(hurried)}),
        unseen=(key(hurried), key(waits)),
        not_held=(NEW.key, LATER.key, key(fixed)),
        why={key(hurried): ("no-school-time",), key(waits): ("no-room",), NEW.key: ("caseworker-not-free",)},
    )
    assert list(plan.not_placed) == [
        NotPlaced(past, (HOLD_BY_PASSED,)),
        NotPlaced(hurried, (NOTICE,)),
        NotPlaced(waits, ("no-room",)),
        NotPlaced(NEW, ("caseworker-not-free",)),
        NotPlaced(LATER, ()),
    ]


def test_plans_that_book_the_same_have_the_same_fingerprint_and_others_have_not():
    bookings, agenda = {"x": booking(), "y": booking(THURSDAY)}, {"x": "x", "z": "y"}
    print_of = made(bookings=bookings, agenda=agenda).fingerprint
    in_other_order = made(
        bookings=dict(reversed(bookings.items())), agenda=dict(reversed(agenda.items())), paid={"trip": 20}
    )
    assert in_other_order.fingerprint == print_of
    others = [
        made(bookings={**bookings, "x": booking(clock="10:05")}, agenda=agenda),
        made(bookings={**bookings, "x": booking(minutes=50)}, agenda=agenda),
        made(bookings={**bookings, "x": booking(place="ROOM a")}, agenda=agenda),
        made(bookings={**bookings, "x": booking(participants=(COUNSELLOR,))}, agenda=agenda),
        made(bookings=bookings, agenda={**agenda, "z": "x"}),
        made(bookings=bookings),
    ]
    assert len({print_of, *(plan.fingerprint for plan in others)}) == 7
