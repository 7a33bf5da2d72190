"""Why a case is not seen in a plan, and why a session is not held, in codes."""

from collections.abc import Iterator, Mapping

from consultation.planning.term.board import NOWHERE, Board
from consultation.planning.term.draft import Draft
from consultation.planning.term.options import options_of_meeting
from consultation.planning.term.stretches import together

CROWDED = "crowded"
"""There is a time, but it costs more than the case, or others have it."""


def why_not(draft: Draft) -> Mapping[str, tuple[str, ...]]:
    """The reasons, by the keys of all cases that are not seen and all sessions that are not held.

    Reasons: `no-school-time`, `no-<role>-for-school`, `<role>-not-free`, `place-taken`, `no-room`,
    `no-common-time`, `crowded`.
    """
    board, problem = draft.board, draft.board.problem
    cases = {
        case.key: tuple(_reasons(board, board.meeting[case.ad_hoc])) if case.ad_hoc is not None else (CROWDED,)
        for case, seen in zip(problem.cases, draft.seen, strict=True)
        if seen is None
    }
    sessions = {
        meeting.key: tuple(_reasons(board, number))
        for number, meeting in enumerate(problem.meetings)
        if meeting.is_session and draft.placed[number] is None
    }
    return {**cases, **sessions}


def _reasons(board: Board, number: int) -> Iterator[str]:
    if board.problem.meetings[number].rooms and not board.rooms[number]:
        yield "no-room"
        return
    if not board.blocks[number]:
        yield "no-school-time"
        return
    required = [seat for seat in board.seats[number] if seat.required]
    missing = [str(seat.role) for seat in required if not seat.candidates]
    away = [
        str(seat.role)
        for seat in required
        if seat.candidates and not together(board.starts(number, board.person[c]) for c in seat.candidates)
    ]
    taken = not together(board.starts_in(number, room) for room in board.rooms[number] or (NOWHERE,))
    yield from dict.fromkeys(f"no-{role}-for-school" for role in missing)
    yield from dict.fromkeys(f"{role}-not-free" for role in away)
    if taken:
        yield "place-taken"
    if not (missing or away or taken):
        yield CROWDED if options_of_meeting(board, number) else "no-common-time"
