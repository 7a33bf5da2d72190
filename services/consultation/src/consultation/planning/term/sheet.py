"""The sheet on which a plan of a term is written: what is placed, and who and what is taken by it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from consultation.planning.term.board import NOBODY, NOWHERE, Board, Chair, Placed
from consultation.planning.term.draft import Draft
from consultation.planning.term.settled import Part
from consultation.planning.term.stretches import Stretches, common, holds, without

Preference = Callable[[Chair, int], tuple[object, ...] | None]
"""How somebody stands for a chair: the smallest takes it; None for who shall not."""


class Sheet:
    """Meetings are put on it one after the other, where there still is room."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.placed: list[Placed | None] = [None] * len(board.problem.meetings)
        self.seen: list[int | None] = [None] * len(board.problem.cases)
        self.weeks: Counter[tuple[int, int]] = Counter()
        self._days: Counter[tuple[int, int]] = Counter()
        self._taken: dict[tuple[int, int], list[tuple[int, int, str | None]]] = defaultdict(list)
        self._rooms: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        self._left = list(board.agenda)
        for person, days in enumerate(board.booked_days):
            for day, sites in days.items():
                self.weeks[person, week_of(day)] += len(sites)
                self._days[person, day] += len(sites)

    @classmethod
    def with_what_stays(cls, draft: Draft, part: Part) -> "Sheet":
        """What a draft has outside of a part."""
        sheet = cls(draft.board)
        for number, placed in enumerate(draft.placed):
            if placed is not None and number not in part.meetings:
                sheet.put(number, placed)
        for case, meeting in enumerate(draft.seen):
            if meeting is not None and case not in part.cases:
                sheet.see(case, meeting)
        return sheet

    def draft(self) -> Draft:
        """The plan as it stands on the sheet."""
        return Draft(self.board, tuple(self.placed), tuple(self.seen))

    def put(self, number: int, placed: Placed) -> None:
        """Place a meeting."""
        self.placed[number] = placed
        day, end = self.board.day_of(number, placed.start), placed.start + self.board.length[number]
        site = self.board.site(number, placed.room)
        for person in placed.people:
            self._taken[person, day].append((placed.start, end, site))
            self.weeks[person, week_of(day)] += 1
            self._days[person, day] += 1
        if placed.room != NOWHERE:
            self._rooms[placed.room, day].append((placed.start, end))

    def see(self, case: int, meeting: int) -> None:
        """Let a case be seen in a meeting."""
        self.seen[case] = meeting
        if self.board.problem.meetings[meeting].is_session:
            self._left[meeting] -= self.board.minutes[case]

    def has_time_for(self, case: int, session: int) -> bool:
        """Whether a session that is placed can have a case on its agenda."""
        asked, placed = self.board.problem.cases[case], self.placed[session]
        if placed is None or self._left[session] < self.board.minutes[case]:
            return False
        return self.board.fits(asked, self.board.day_of(session, placed.start))

    def fitted(self, number: int, stretches: Stretches, *, room: int, prefers: Preference) -> Placed | None:
        """Where a meeting can be first within these stretches of one day, in this room; None if nowhere."""
        board = self.board
        inside = common(board.starts_in(number, room), stretches)
        if not inside:
            return None
        day = board.day_of(number, inside[0][0])
        open_ = without(inside, self._around(number, self._rooms.get((room, day), ())))
        if not open_:
            return None
        free = {
            person: self._free(number, person, board.site(number, room), day=day, open_=open_)
            for chair in board.chairs[number]
            for person in chair.candidates
        }
        begins = sorted({begin for starts in free.values() for begin, _ in starts})
        return next((p for begin in begins if (p := self._seat(number, begin, room, free=free, prefers=prefers))), None)

    def can(self, number: int, placed: Placed) -> bool:
        """Whether a meeting can be just so."""
        board = self.board
        if not any(holds(((block.begin, block.end),), placed.start) for block in board.blocks[number]):
            return False
        day = board.day_of(number, placed.start)
        here = ((placed.start, placed.start + 1),)
        open_ = common(board.starts_in(number, placed.room), here)
        open_ = without(open_, self._around(number, self._rooms.get((placed.room, day), ())))
        site = board.site(number, placed.room)
        return bool(open_) and all(self._free(number, p, site, day=day, open_=open_) for p in placed.people)

    def _seat(
        self, number: int, start: int, room: int, *, free: dict[int, Stretches], prefers: Preference
    ) -> Placed | None:
        seated: list[int] = []
        for chair in self.board.chairs[number]:
            can = (p for p in chair.candidates if p not in seated and holds(free[p], start))
            preferences = [(preference, p) for p in can if (preference := prefers(chair, p)) is not None]
            if not preferences and chair.required:
                return None
            seated.append(min(preferences, default=((), NOBODY))[1])
        return Placed(start, tuple(seated), room)

    def _free(self, number: int, person: int, site: str | None, *, day: int, open_: Stretches) -> Stretches:
        board = self.board
        limit = board.problem.people[person].most_a_day
        if limit is not None and self._days[person, day] >= limit:
            return ()
        away = [
            (begin - board.travel(person, other, site), end + board.travel(person, other, site))
            for begin, end, other in self._taken.get((person, day), ())
        ]
        return without(common(board.starts(number, person), open_), self._around(number, away))

    def _around(self, number: int, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The steps at which a meeting can't begin for these stretches that are taken."""
        length = self.board.length[number]
        return ((begin - length + 1, end) for begin, end in taken)


def week_of(day: int) -> int:
    """The week of a day, from Monday to Sunday, as a whole number."""
    return (day - 4) // 7
