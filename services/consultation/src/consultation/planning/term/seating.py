"""The model of seats: who sits in which chair of meetings whose times and rooms are settled."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

from consultation.planning.term.board import NOBODY, Board, Placed
from consultation.planning.term.draft import Draft, fair_share, moving
from consultation.planning.term.paying import Bill
from consultation.planning.term.solving import solve
from consultation.planning.term.stretches import holds

Chairs = list[Mapping[int, IntVar]]
"""Of every chair of a meeting: the variables of those who may sit in it."""


def reseated(draft: Draft, effort: float) -> Draft:
    """The draft with the seating that costs least, as far as this effort finds it; times and rooms stay."""
    better = _Seating(draft).solved(effort)
    return better if better is not None and better.cost < draft.cost else draft


class _Seating:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._board: Board = draft.board
        self._model = CpModel()
        self._bill = Bill(self._model, self._board.problem.weights)
        self._placed = {number: placed for number, placed in enumerate(draft.placed) if placed is not None}
        self._chairs = {number: self._chairs_of(number) for number in self._placed}
        self._seats: dict[int, list[tuple[int, IntVar]]] = defaultdict(list)
        for number, chairs in self._chairs.items():
            for chair in chairs:
                for person, var in chair.items():
                    self._seats[person].append((number, var))
        for person in self._seats:
            self._one_at_a_time(person)
            self._limit(person)
            self._trips(person)
        self._share_fairly()
        for number in self._placed:
            self._stands(number)
        self._bill.hand_over()

    def solved(self, effort: float) -> Draft | None:
        """The draft with other seats; None if the effort was too little."""
        return solve(self._model, effort, gap=0.0, read=self._read).outcome

    def _read(self, solver: CpSolver) -> Draft:
        placed = list(self._draft.placed)
        for number, chairs in self._chairs.items():
            seated = (
                next((person for person, var in chair.items() if solver.boolean_value(var)), NOBODY) for chair in chairs
            )
            before = self._placed[number]
            placed[number] = Placed(before.start, tuple(seated), before.room)
        return Draft(self._board, tuple(placed), self._draft.seen)

    def _chairs_of(self, number: int) -> Chairs:
        board, placed = self._board, self._placed[number]
        fixed = board.problem.meetings[number].fixed
        chairs: Chairs = []
        for chair, sitting in zip(board.chairs[number], placed.seated, strict=True):
            can = [p for p in chair.candidates if holds(board.starts(number, p), placed.start)]
            seated = {person: self._model.new_bool_var("") for person in can if not fixed or person == sitting}
            for person, var in seated.items():
                self._model.add_hint(var, person == sitting)
                for weight in chair.costs[person]:
                    self._bill.pay(weight, var)
            empty = [] if chair.required else [self._bill.item("absent")]
            self._model.add_exactly_one([*seated.values(), *empty])
            chairs.append(seated)
        return chairs

    def _one_at_a_time(self, person: int) -> None:
        """Nobody is in two meetings at once, or on the way, or in two chairs."""
        seats = sorted(self._seats[person], key=lambda seat: self._placed[seat[0]].start)
        for (first, var), (second, other) in combinations(seats, 2):
            if self._too_near(person, first, second):
                self._model.add_at_most_one((var, other))

    def _too_near(self, person: int, first: int, second: int) -> bool:
        board = self._board
        a, b = self._placed[first], self._placed[second]
        travel = board.travel(person, board.site(first, a.room), board.site(second, b.room))
        return b.start < a.start + board.length[first] + travel

    def _limit(self, person: int) -> None:
        limit = self._board.limits[person]
        if limit is None:
            return
        days: dict[int, list[IntVar]] = defaultdict(list)
        for number, var in self._seats[person]:
            days[self._day(number)].append(var)
        for day, variables in days.items():
            left = max(0, limit - len(self._board.booked_days[person].get(day, ())))
            if len(variables) > left:
                self._model.add(sum(variables) <= left)

    def _trips(self, person: int) -> None:
        board = self._board
        trips: dict[tuple[int, str], IntVar] = {}
        for number, var in self._seats[person]:
            day, site = self._day(number), board.site(number, self._placed[number].room)
            if site is None or not board.goes(person, day, site):
                continue
            if (day, site) not in trips:
                trips[day, site] = self._bill.item("trip")
            self._model.add_implication(var, trips[day, site])

    def _share_fairly(self) -> None:
        shared: dict[int, dict[int, list[IntVar]]] = defaultdict(lambda: defaultdict(list))
        for number, chairs in self._chairs.items():
            for chair, seated in zip(self._board.chairs[number], chairs, strict=True):
                for person, var in seated.items():
                    if person in self._board.groups[chair.group]:
                        shared[chair.group][person].append(var)
        for group, seats in shared.items():
            people = len(self._board.groups[group])
            everything = [var for variables in seats.values() for var in variables]
            share = self._model.new_int_var(0, fair_share(len(everything), people), "")
            self._model.add(people * share <= sum(everything) + people - 1)
            for variables in seats.values():
                above = self._model.new_int_var(0, len(variables), "")
                self._model.add(above >= sum(variables) - share)
                self._bill.pay("unfair", above)

    def _stands(self, number: int) -> None:
        """A meeting that is where it stood moves when others sit there."""
        stands, placed = self._board.stands[number], self._placed[number]
        if stands is None or (stands.start, stands.room) != (placed.start, placed.room):
            return
        moved = self._bill.item(moving(self._board.problem.meetings[number]))
        for seated, sat in zip(self._chairs[number], stands.seated, strict=True):
            if sat == NOBODY:
                for var in seated.values():
                    self._model.add_implication(var, moved)
            elif sat in seated:
                self._model.add_bool_or([seated[sat], moved])
            else:
                self._model.add(moved == 1)

    def _day(self, number: int) -> int:
        return self._board.day_of(number, self._placed[number].start)
