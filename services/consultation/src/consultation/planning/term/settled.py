"""A part of a term that is planned, and what stays as it is meanwhile."""

from collections import Counter, defaultdict
from collections.abc import Collection, Set
from dataclasses import dataclass

from consultation.planning.term.board import Board
from consultation.planning.term.draft import Draft
from consultation.planning.term.options import Option

Presence = tuple[int, int, str | None]
"""Somebody on a half day at a site."""


@dataclass(frozen=True, slots=True)
class Part:
    """The meetings and cases that are planned anew."""

    meetings: Set[int]
    cases: Set[int]


class Settled:
    """What a draft takes up with everything that is not of a part."""

    def __init__(self, draft: Draft, part: Part) -> None:
        board = draft.board
        self.days: dict[int, int] = {}
        self.there: set[Presence] = set()
        self.trips: set[Presence] = set()
        self.at_work: Counter[Presence] = Counter()
        self.meetings_on: Counter[tuple[int, int]] = Counter()
        self.in_rooms: Counter[Option] = Counter()
        self.on_agenda: Counter[int] = Counter()
        self._sites: dict[tuple[int, int], set[str | None]] = defaultdict(set)
        for number, placed in enumerate(draft.placed):
            if placed is None or number in part.meetings:
                continue
            half = board.half_of(number, placed.start)
            assert half is not None, "meetings are placed in their blocks only"
            option = half, board.site(number, placed.room)
            self.days[number] = half // 2
            if board.rooms[number]:
                self.in_rooms[option] += board.length[number]
            self._take(placed.people, option, board.length[number])
        for case, meeting in enumerate(draft.seen):
            if meeting is not None and case not in part.cases:
                self.on_agenda[meeting] += board.minutes[case]

    def _take(self, people: Collection[int], option: Option, length: int) -> None:
        half, site = option
        for person in people:
            self.there.add((person, half, site))
            self.trips.add((person, half // 2, site))
            self.at_work[person, half, site] += length
            self.meetings_on[person, half] += 1
            self._sites[person, half].add(site)

    def is_elsewhere(self, person: int, option: Option) -> bool:
        """Whether somebody is at another site on that half day."""
        half, site = option
        return bool(self._sites.get((person, half), set()) - {site})


def nothing(board: Board) -> Draft:
    """A draft in which nothing is placed."""
    return Draft(board, (None,) * len(board.problem.meetings), (None,) * len(board.problem.cases))


def everything(board: Board) -> Part:
    """All meetings and cases."""
    return Part(frozenset(range(len(board.problem.meetings))), frozenset(range(len(board.problem.cases))))
