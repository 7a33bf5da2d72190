"""A draft as it is told to who asked for the plan."""

from collections.abc import Iterator, Mapping

from consultation.domain.wanted import Participant, Slot
from consultation.planning.term.board import NOBODY, NOWHERE, Board, Placed
from consultation.planning.term.draft import Draft
from consultation.planning.term.problem import TermBooking, TermPlan
from consultation.planning.term.reasons import why_not


def as_plan(draft: Draft, *, bound: int, one_by_one: Mapping[str, int] | None = None) -> TermPlan:
    """The plan that a draft is, where no plan can cost less than the bound; what it costs one after the other."""
    board, problem = draft.board, draft.board.problem
    meetings = list(zip(problem.meetings, draft.placed, strict=True))
    cases = list(zip(problem.cases, draft.seen, strict=True))
    return TermPlan(
        bookings={
            meeting.key: _booking(board, number, placed)
            for number, (meeting, placed) in enumerate(meetings)
            if placed is not None
        },
        agenda={case.key: problem.meetings[seen].key for case, seen in cases if seen is not None},
        unseen=tuple(case.key for case, seen in cases if seen is None),
        not_held=tuple(meeting.key for meeting, placed in meetings if meeting.is_session and placed is None),
        paid=draft.paid,
        bound=min(bound, draft.cost),
        why=why_not(draft),
        one_by_one=one_by_one or {},
    )


def _booking(board: Board, number: int, placed: Placed) -> TermBooking:
    place = None if placed.room == NOWHERE else board.problem.rooms[placed.room].place
    return TermBooking(slot=Slot(board.time(number, placed.start), tuple(_people(board, number, placed))), place=place)


def _people(board: Board, number: int, placed: Placed) -> Iterator[Participant]:
    for seat, person in zip(board.seats[number], placed.seated, strict=True):
        if person != NOBODY:
            yield Participant(board.problem.people[person].contact_id, seat.role, seat.required)
