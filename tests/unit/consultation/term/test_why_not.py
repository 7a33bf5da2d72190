"""A plan says why a case is not seen, and why a session is not held."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consultation.domain.intervals import Interval
from consultation.domain.local_time import midnight
from consultation.planning.term.board import Board
from consultation.planning.term.earliest import earliest
from consultation.planning.term.problem import Seat, TermCase, TermMeeting, TermPerson, TermProblem, TermRoom
from consultation.planning.term.reasons import why_not
from shared.domain.roles import Role

DAY = date(2026, 11, 17)
HOUR, MEETING = timedelta(hours=1), timedelta(minutes=45)


def hours(first: int, last: int) -> Interval:
    return Interval(midnight(DAY) + first * HOUR, midnight(DAY) + last * HOUR)


MORNING = hours(9, 12)
SEATS = (
    Seat(role=Role.COUNSELLOR, candidates=("counsellor",)),
    Seat(role=Role.CASEWORKER, candidates=("worker",)),
)
OWN = TermMeeting(key="own", seats=SEATS, length=MEETING, times=(MORNING,), rooms=("room",))
CASE = TermCase(key="case", not_before=DAY, hold_by=DAY, minutes=MEETING, ad_hoc="own")
PROBLEM = TermProblem(
    people=tuple(TermPerson(contact_id=contact, free=(MORNING,)) for contact in ("counsellor", "worker")),
    rooms=(TermRoom(place="room", site="room", free=(MORNING,)),),
    meetings=(OWN,),
    cases=(CASE,),
)


def why(problem: TermProblem) -> dict[str, tuple[str, ...]]:
    return dict(why_not(earliest(Board(problem))))


def with_free(problem: TermProblem, **free: tuple[Interval, ...]) -> TermProblem:
    people = tuple(replace(person, free=free.get(person.contact_id, person.free)) for person in problem.people)
    return replace(problem, people=people)


def with_own(**fields: object) -> TermProblem:
    return replace(PROBLEM, meetings=(replace(OWN, **fields),))


def with_room(**fields: object) -> TermProblem:
    return replace(PROBLEM, rooms=(replace(PROBLEM.rooms[0], **fields),))


@pytest.mark.parametrize(
    ("problem", "reasons"),
    [
        (with_own(times=()), ("no-school-time",)),
        (with_own(seats=(*SEATS, Seat(role=Role.CLB, candidates=()))), ("no-clb-for-school",)),
        (with_free(PROBLEM, worker=(), counsellor=()), ("counsellor-not-free", "caseworker-not-free")),
        (with_free(PROBLEM, worker=(hours(9, 10),), counsellor=(hours(11, 12),)), ("no-common-time",)),
        (with_room(free=()), ("place-taken",)),
        (with_room(seats=1), ("no-room",)),
    ],
)
def test_why_a_case_is_not_seen(problem: TermProblem, reasons: tuple[str, ...]) -> None:
    assert why(PROBLEM) == {}
    assert why(problem) == {"case": reasons}


def test_others_have_the_only_time() -> None:
    short = with_own(times=(hours(9, 10),))
    other = replace(short.meetings[0], key="other")
    both = replace(short, meetings=(*short.meetings, other), cases=(CASE, replace(CASE, key="another", ad_hoc="other")))
    assert why(both) == {"another": ("crowded",)}


def test_a_session_that_nobody_can_come_to_is_told() -> None:
    session = replace(OWN, key="session", agenda=MEETING)
    assert why(with_free(replace(PROBLEM, meetings=(session,), cases=()), worker=())) == {
        "session": ("caseworker-not-free",)
    }
