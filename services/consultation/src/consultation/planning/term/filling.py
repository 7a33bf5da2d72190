"""From an outline, which says on which half days meetings are, to times within them, rooms and chairs."""

from consultation.planning.term.board import NOWHERE, Board, Chair, Placed
from consultation.planning.term.draft import Draft
from consultation.planning.term.earliest import first, see_first
from consultation.planning.term.halves import Outline
from consultation.planning.term.settled import Part
from consultation.planning.term.sheet import Sheet, week_of


def filled(draft: Draft, part: Part, outline: Outline) -> tuple[Draft, tuple[int, ...]]:
    """The draft with this part of it as the outline says, and the meetings that did not fit into their half days.

    That happens where people are there for parts of them. Those get the earliest time that is left, and so does a case
    for which nothing was planned.
    """
    board, sheet = draft.board, Sheet.with_what_stays(draft, part)
    for number in part.meetings:
        stands = board.stands[number]
        if stands is not None and _stays(board, outline, number) and sheet.can(number, stands):
            sheet.put(number, stands)
    for number in sorted(outline.options, key=lambda number: _turn(board, outline, number)):
        if sheet.placed[number] is None and (placed := _within(sheet, outline, number)):
            sheet.put(number, placed)
    misfits = tuple(number for number in outline.options if sheet.placed[number] is None)
    for case, meeting in outline.seen.items():
        if sheet.placed[meeting] is not None and (meeting in board.own_case or sheet.has_time_for(case, meeting)):
            sheet.see(case, meeting)
    complete(sheet, part)
    return sheet.draft(), misfits


def complete(sheet: Sheet, part: Part) -> None:
    """Give what is left of a part the earliest time there is."""
    for number in sorted(part.meetings):
        is_missing = sheet.board.problem.meetings[number].is_session and sheet.placed[number] is None
        if is_missing and (placed := first(sheet, number)):
            sheet.put(number, placed)
    for case in sorted(part.cases):
        if sheet.seen[case] is None:
            see_first(sheet, case)


def completed(draft: Draft, part: Part) -> Draft:
    """The draft with what stands of a part where it stands, and the rest at the earliest times there are."""
    board, sheet = draft.board, Sheet.with_what_stays(draft, part)
    for number in sorted(part.meetings):
        stands = board.stands[number]
        is_held = board.problem.meetings[number].is_session or board.own_case.get(number) in part.cases
        if stands is not None and is_held and sheet.can(number, stands):
            sheet.put(number, stands)
    complete(sheet, part)
    return sheet.draft()


def _stays(board: Board, outline: Outline, number: int) -> bool:
    option, stands = outline.options.get(number), board.stands[number]
    if (
        stands is None
        or option is None
        or option != (board.half_of(number, stands.start), board.site(number, stands.room))
    ):
        return False
    return all((person, *option) in outline.there for person in stands.people)


def _turn(board: Board, outline: Outline, number: int) -> tuple[int, bool, int]:
    return outline.options[number][0], not board.problem.meetings[number].is_session, number


def _within(sheet: Sheet, outline: Outline, number: int) -> Placed | None:
    board, option = sheet.board, outline.options[number]
    half, site = option

    def prefers(chair: Chair, person: int) -> tuple[object, ...] | None:
        costs = chair.costs[person]
        is_there = (person, *option) in outline.there
        if not is_there and not chair.required:
            return None
        return not is_there, "other" in costs, "deputy" in costs, sheet.weeks[person, week_of(half // 2)], person

    stretches = tuple((block.begin, block.end) for block in board.blocks[number] if block.half == half)
    rooms = [room for room in board.rooms[number] or (NOWHERE,) if board.site(number, room) == site]
    places = (sheet.fitted(number, stretches, room=room, prefers=prefers) for room in rooms)
    return min((placed for placed in places if placed), key=lambda placed: placed.start, default=None)
