"""A plan of a term while it is made, and what it costs."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from consultation.planning.term.board import NOBODY, Board, Placed
from consultation.planning.term.problem import TermMeeting


@dataclass(frozen=True)
class Draft:
    """Where every meeting is placed, and in which meeting every case is seen; None where in none."""

    board: Board
    placed: tuple[Placed | None, ...]
    seen: tuple[int | None, ...]

    @cached_property
    def paid(self) -> dict[str, int]:
        """Points by weight."""
        amounts: Counter[str] = Counter()
        self._count_cases(amounts)
        self._count_meetings(amounts)
        amounts["trip"] = len(self.trips)
        amounts["unfair"] = sum(self.unfair)
        weights = self.board.problem.weights
        return {weight: amounts[weight] * getattr(weights, weight) for weight in weights.__dataclass_fields__}

    @cached_property
    def cost(self) -> int:
        return sum(self.paid.values())

    @cached_property
    def days(self) -> tuple[int | None, ...]:
        """The day of every meeting."""
        board = self.board
        return tuple(
            None if placed is None else board.day_of(number, placed.start) for number, placed in enumerate(self.placed)
        )

    @cached_property
    def trips(self) -> set[tuple[int, int, str]]:
        """Who goes on which day to which site that is not their base, and where nothing else brings them."""
        return {
            (person, day, site)
            for number, placed in enumerate(self.placed)
            if placed and (day := self.days[number]) is not None
            for person in placed.people
            if (site := self.board.site(number, placed.room)) is not None and self.board.goes(person, day, site)
        }

    @cached_property
    def shares(self) -> tuple[Counter[int], ...]:
        """How many seats everybody has of those that a group shares, by group."""
        shares: tuple[Counter[int], ...] = tuple(Counter() for _ in self.board.groups)
        for chairs, placed in zip(self.board.chairs, self.placed, strict=True):
            for chair, person in zip(chairs, placed.seated if placed else (), strict=False):
                if person in self.board.groups[chair.group]:
                    shares[chair.group][person] += 1
        return shares

    @cached_property
    def unfair(self) -> tuple[int, ...]:
        """How many seats are above the fair shares of who has them, by group."""
        groups = zip(self.board.groups, self.shares, strict=True)
        return tuple(
            sum(max(0, count - fair_share(share.total(), len(group))) for count in share.values())
            for group, share in groups
        )

    def _count_cases(self, amounts: Counter[str]) -> None:
        for case, meeting in zip(self.board.problem.cases, self.seen, strict=True):
            day = None if meeting is None else self.days[meeting]
            if day is None:
                amounts["unseen"] += case.weight
            else:
                amounts["wait"] += case.weight * self.board.waited(case, day)

    def _count_meetings(self, amounts: Counter[str]) -> None:
        for number, meeting in enumerate(self.board.problem.meetings):
            placed, stands = self.placed[number], self.board.stands[number]
            if stands is not None and placed != stands:
                amounts[moving(meeting)] += 1
            if placed is None:
                amounts["not_held"] += meeting.is_session
            else:
                amounts["ad_hoc"] += not meeting.is_session
                amounts["out_of_rhythm"] += self.board.is_out_of_rhythm(number)
                amounts.update(self._seating(number, placed))

    def _seating(self, meeting: int, placed: Placed) -> Counter[str]:
        amounts: Counter[str] = Counter()
        for chair, person in zip(self.board.chairs[meeting], placed.seated, strict=True):
            amounts.update(("absent",) if person == NOBODY else chair.costs[person])
        return amounts


def moving(meeting: TermMeeting) -> str:
    """What moving a meeting costs, by the name of its weight."""
    return "moved_invited" if meeting.invited else "moved"


def fair_share(total: int, people: int) -> int:
    """How many of the seats of a group are nobody's too many."""
    return -(-total // people) if people else 0
