"""On which half days and at which sites meetings can be, and who can be there then, whatever else is planned."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from consultation.planning.term.board import NOWHERE, Board
from consultation.planning.term.stretches import Stretches, common, together

Option = tuple[int, str | None]
"""A half day, and a site; None where the site is not known."""

Options = Mapping[Option, Mapping[int, int]]
"""With each option, who can be there; and for how many steps at most, taken up by meetings."""


def options_of(board: Board) -> tuple[Options, ...]:
    """The options of every meeting. At each of them somebody can sit in each required chair at the same time."""
    return tuple(options_of_meeting(board, number) for number in range(len(board.problem.meetings)))


def options_of_meeting(board: Board, number: int) -> Options:
    """The options of one meeting."""
    return _Meeting(board, number).options()


class _Meeting:
    def __init__(self, board: Board, number: int) -> None:
        self._board = board
        self._number = number
        self._chairs = board.chairs[number]

    def options(self) -> Options:
        return {
            (half, site): people
            for site, in_rooms in self._rooms.items()
            for half, stretches in self._halves.items()
            if (people := self._people(common(in_rooms, stretches))) is not None
        }

    @cached_property
    def _halves(self) -> Mapping[int, Stretches]:
        halves: dict[int, Stretches] = {}
        for block in self._board.blocks[self._number]:
            halves[block.half] = (*halves.get(block.half, ()), (block.begin, block.end))
        return halves

    @cached_property
    def _rooms(self) -> Mapping[str | None, Stretches]:
        """When the meeting can begin in some room of a site."""
        starts: dict[str | None, list[Stretches]] = defaultdict(list)
        for room in self._board.rooms[self._number] or (NOWHERE,):
            starts[self._board.site(self._number, room)].append(self._board.starts_in(self._number, room))
        return {site: together(of_site) for site, of_site in starts.items()}

    def _people(self, open_: Stretches) -> Mapping[int, int] | None:
        """Who can be there, and for how long; None where the meeting can't be."""
        can = dict(self._can(open_))
        for chair in self._chairs:
            if chair.required:
                open_ = common(open_, together(can[person] for person in chair.candidates if person in can))
        if not open_:
            return None
        length = self._board.length[self._number]
        return {
            person: sum(end - begin - 1 + length for begin, end in starts)
            for person, starts in can.items()
            if common(starts, open_)
        }

    def _can(self, open_: Stretches) -> Iterator[tuple[int, Stretches]]:
        for chair in self._chairs:
            for person in chair.candidates:
                if starts := common(self._board.starts(self._number, person), open_):
                    yield person, starts
