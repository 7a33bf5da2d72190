"""The best plan of a term that some effort finds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from consultation.planning.term.board import Board
from consultation.planning.term.draft import Draft
from consultation.planning.term.earliest import earliest
from consultation.planning.term.filling import completed, filled
from consultation.planning.term.halves import Halves
from consultation.planning.term.options import Options, options_of
from consultation.planning.term.problem import Effort, TermPlan, TermProblem
from consultation.planning.term.seating import reseated
from consultation.planning.term.settled import Part, everything, nothing
from consultation.planning.term.telling import as_plan


def planned(problem: TermProblem, effort: Effort) -> TermPlan:
    """The plan of a term, which never costs more than planning one after the other.

    One thread looks at everything at once, which gives the bound. Another plans the sessions with the cases that are in
    rhythm, and then the meetings of their own of all other cases. Whatever costs least gets its seats shared out.
    """
    work = _Work(Board(problem), effort)
    with ThreadPoolExecutor(max_workers=2) as threads:
        at_once = threads.submit(work.at_once)
        in_turn = threads.submit(work.in_turn)
        draft, bound = at_once.result()
        one_by_one = earliest(work.board)
        drafts = [draft, in_turn.result(), one_by_one]
    best = min(drafts, key=lambda draft: draft.cost)
    return as_plan(reseated(best, effort.seats), bound=bound, one_by_one=one_by_one.paid)


@dataclass(frozen=True)
class _Near:
    """How many options of a meeting are looked at: all of sessions and of what stands, and so many of others."""

    board: Board
    others: int
    in_rhythm: int = 0

    def __call__(self, number: int) -> int:
        meeting = self.board.problem.meetings[number]
        if meeting.is_session or meeting.stands is not None:
            return len(self.board.blocks[number]) * max(1, len(meeting.rooms))
        return self.in_rhythm if self.board.is_out_of_rhythm(number) else self.others


class _Work:
    def __init__(self, board: Board, effort: Effort) -> None:
        self.board = board
        self._effort = effort
        self._options: tuple[Options, ...] = options_of(board)

    def at_once(self) -> tuple[Draft, int]:
        """A draft of the whole term, and a cost that no plan can be below."""
        near = _Near(self.board, self._effort.near)
        return self._drafted(nothing(self.board), everything(self.board), near, effort=self._effort.at_once)

    def in_turn(self) -> Draft:
        """A draft of the sessions, and then of all else."""
        board = self.board
        cases = frozenset(n for n, case in enumerate(board.problem.cases) if case.in_rhythm and case.sessions)
        sessions = frozenset(n for n, meeting in enumerate(board.problem.meetings) if meeting.is_session)
        part = Part(sessions | board.own_meetings(cases), cases)
        near = _Near(board, self._effort.near)
        draft, _ = self._drafted(nothing(board), part, near, effort=self._effort.sessions)
        cases = frozenset(n for n, seen in enumerate(draft.seen) if seen is None or seen not in sessions)
        part = Part(board.own_meetings(cases), cases)
        near = _Near(board, self._effort.near, in_rhythm=self._effort.near)
        draft, _ = self._drafted(draft, part, near, effort=self._effort.others)
        return draft

    def _drafted(self, draft: Draft, part: Part, near: Callable[[int], int], *, effort: float) -> tuple[Draft, int]:
        """The draft with a part planned anew, and what that part costs at least."""
        model = Halves(draft, part, self._options, near=near)
        solved = first = model.solved(effort, gap=self._effort.gap)
        best = completed(draft, part)
        while solved.outcome is not None:
            better, misfits = filled(draft, part, solved.outcome)
            best = min(best, better, key=lambda draft: draft.cost)
            effort -= max(solved.effort, self._effort.least)
            if not misfits or effort <= 0:
                break
            for number in misfits:
                model.forbid(solved.outcome, number)
            solved = model.solved(effort, gap=self._effort.gap)
        return best, first.bound
