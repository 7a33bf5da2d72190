"""The plan of a term one after the other: each case at the earliest time there is, sessions first."""

from consultation.planning.term.board import NOWHERE, Board, Chair, Placed
from consultation.planning.term.draft import Draft
from consultation.planning.term.sheet import Sheet, week_of


def earliest(board: Board) -> Draft:
    """What stands stays; then sessions, and then cases by their first days, get the earliest time that is left.

    A case goes to the session or has the meeting of its own that is earlier.
    """
    sheet = Sheet(board)
    meetings = board.problem.meetings
    for number, stands in enumerate(board.stands):
        if (
            stands is not None
            and sheet.can(number, stands)
            and (meetings[number].is_session or number in board.own_case)
        ):
            sheet.put(number, stands)
    for number in sorted(range(len(meetings)), key=lambda number: _first_step(board, number)):
        if meetings[number].is_session and sheet.placed[number] is None and (placed := first(sheet, number)):
            sheet.put(number, placed)
    for number in sorted(range(len(sheet.seen)), key=lambda number: (board.problem.cases[number].not_before, number)):
        see_first(sheet, number)
    return sheet.draft()


def see_first(sheet: Sheet, number: int) -> None:
    """Let a case be seen as early as possible, if it can be seen at all."""
    board = sheet.board
    case = board.problem.cases[number]
    own = None if case.ad_hoc is None else board.meeting[case.ad_hoc]
    if own is not None and sheet.placed[own] is not None:
        sheet.see(number, own)
        return
    sessions = (board.meeting[key] for key in case.sessions)
    starts = ((placed.start, s) for s in sessions if sheet.has_time_for(number, s) and (placed := sheet.placed[s]))
    session = min(starts, default=None)
    if case.in_rhythm and session is not None:
        sheet.see(number, session[1])
        return
    placed = None if own is None else first(sheet, own, before=session and session[0])
    if own is not None and placed is not None:
        sheet.put(own, placed)
        sheet.see(number, own)
    elif session is not None:
        sheet.see(number, session[1])


def first(sheet: Sheet, number: int, before: int | None = None) -> Placed | None:
    """Where a meeting can be as early as possible; None if nowhere, or not before this step."""
    board = sheet.board
    for block in board.blocks[number]:
        if before is not None and block.begin >= before:
            return None

        def prefers(chair: Chair, person: int, day: int = block.day) -> tuple[object, ...]:
            costs = chair.costs[person]
            return "other" in costs, "deputy" in costs, sheet.weeks[person, week_of(day)], person

        places = (
            sheet.fitted(number, ((block.begin, block.end),), room=room, prefers=prefers)
            for room in board.rooms[number] or (NOWHERE,)
        )
        placed = min((placed for placed in places if placed), key=lambda placed: placed.start, default=None)
        if placed and (before is None or placed.start < before):
            return placed
    return None


def _first_step(board: Board, number: int) -> int:
    return min((block.begin for block in board.blocks[number]), default=0)
