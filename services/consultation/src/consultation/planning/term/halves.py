"""The model of half days: on which half day and at which site every meeting is, and who is there then.

It leaves the times within a half day open, and says of nobody in which chair they sit. So it is small enough for a
whole term. Its bound holds for all plans in which nobody changes sites within a half day.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

from consultation.planning.term.board import Chair
from consultation.planning.term.draft import Draft, moving
from consultation.planning.term.options import Option, Options
from consultation.planning.term.paying import Bill
from consultation.planning.term.problem import TermCase
from consultation.planning.term.settled import Part, Presence, Settled
from consultation.planning.term.solving import Solved, solve

Key = TypeVar("Key")


@dataclass(frozen=True)
class Outline:
    """What the model says of a plan: the option of every meeting that is held, who is there, where cases are seen."""

    options: dict[int, Option]
    there: frozenset[Presence]
    seen: dict[int, int]


class Halves:
    """The model of a part of a term, beside what a draft has settled of the rest.

    Of each meeting it looks at as many options as `near` says, the earliest first. All others are one more option,
    which costs no more than the cheapest of them and takes nobody's time.
    """

    def __init__(self, draft: Draft, part: Part, options: tuple[Options, ...], *, near: Callable[[int], int]) -> None:
        self._board = board = draft.board
        self._settled = Settled(draft, part)
        self._options = options
        self._model = CpModel()
        self._bill = Bill(self._model, board.problem.weights)
        self._yes, self._no = self._model.new_constant(1), self._model.new_constant(0)
        self._there: dict[Presence, IntVar] = {}
        self._near = {number: dict(islice(sorted(options[number].items()), near(number))) for number in part.meetings}
        self._at = {number: self._ats(number) for number in sorted(part.meetings)}
        self._later: dict[int, list[tuple[int, IntVar]]] = {}
        self._held = {number: self._model.new_bool_var("") for number in self._at}
        for number in self._at:
            self._meeting(number)
        self._seen = {number: self._case(number) for number in sorted(part.cases)}
        self._agendas()
        self._rooms()
        self._hands()
        self._one_site()
        self._trips()
        self._bill.hand_over()

    def solved(self, effort: float, *, gap: float) -> Solved[Outline]:
        """The best outline that this effort finds; it ends sooner once at most a share `gap` could be saved."""
        return solve(self._model, effort, gap=gap, read=self._read)

    def forbid(self, outline: Outline, number: int) -> None:
        """From now on not all of the meetings are together that the outline has where this meeting is."""
        option = outline.options[number]
        together = [other for other, at in outline.options.items() if at == option]
        self._model.add_bool_or([~self._at[other][option] for other in together])

    def _read(self, solver: CpSolver) -> Outline:
        there = {presence for presence, var in self._there.items() if solver.boolean_value(var)}
        return Outline(
            options={number: option for number, at in self._at.items() for option in _holding(solver, at)},
            there=frozenset(there | self._settled.there),
            seen={number: meeting for number, seen in self._seen.items() for meeting in _holding(solver, seen)},
        )

    def _ats(self, number: int) -> dict[Option, IntVar]:
        return {option: self._model.new_bool_var("") for option in self._near[number]}

    def _presence(self, person: int, option: Option) -> IntVar:
        presence = person, *option
        if presence in self._settled.there:
            return self._yes
        if self._settled.is_elsewhere(person, option):
            return self._no
        if presence not in self._there:
            self._there[presence] = self._model.new_bool_var("")
        return self._there[presence]

    def _meeting(self, number: int) -> None:
        board, model, bill = self._board, self._model, self._bill
        asked, held = board.problem.meetings[number], self._held[number]
        self._later[number] = list(self._laters(number))
        later = [var for _, var in self._later[number]]
        model.add_exactly_one([*self._at[number].values(), *later, ~held])
        if asked.is_session:
            missing = bill.item("not_held")
            model.add_bool_or([held, missing])
        else:
            bill.pay("ad_hoc", held)
            if board.is_out_of_rhythm(number):
                bill.pay("out_of_rhythm", held)
        for chair in board.chairs[number]:
            self._chair(number, chair)
        if asked.stands is not None:
            self._stands(number)

    def _laters(self, number: int) -> Iterator[tuple[int, IntVar]]:
        """That a meeting is held at an option that is not looked at, and the first day of those."""
        rest = self._options[number].keys() - self._near[number].keys()
        if rest:
            yield min(half for half, _ in rest) // 2, self._model.new_bool_var("")

    def _chair(self, number: int, chair: Chair) -> None:
        """Somebody is there, or it costs; somebody that does not cost is there, or it costs."""
        absent = [] if chair.required else [self._bill.item("absent")]
        self._somebody(number, chair.candidates, otherwise=absent)
        for weight in ("other", "deputy"):
            others = tuple(person for person in chair.candidates if weight not in chair.costs[person])
            if len(others) < len(chair.candidates):
                self._somebody(number, others, otherwise=[*absent, self._bill.item(weight)])

    def _somebody(self, number: int, people: Iterable[int], *, otherwise: list[IntVar]) -> None:
        for option, var in self._at[number].items():
            can = self._options[number][option]
            there = [self._presence(person, option) for person in people if person in can]
            self._model.add_bool_or([~var, *there, *otherwise])

    def _stands(self, number: int) -> None:
        board, stands = self._board, self._board.stands[number]
        assert stands is not None, "a meeting that stands is somewhere"
        asked = board.problem.meetings[number]
        half = board.half_of(number, stands.start)
        option = None if half is None else (half, board.site(number, stands.room))
        if option is None or option not in self._at[number]:
            self._bill.owe(moving(asked))
            return
        same = [self._at[number][option], *(self._presence(person, option) for person in stands.people)]
        moved = self._bill.item(moving(asked))
        for var in same:
            self._model.add_bool_or([var] if asked.fixed else [var, moved])

    def _case(self, number: int) -> dict[int, IntVar]:
        """In which meeting a case is seen."""
        board, bill = self._board, self._bill
        case = board.problem.cases[number]
        seen = self._own(case)
        for key in case.sessions:
            session = board.meeting[key]
            day = self._settled.days.get(session)
            if day is not None and board.fits(case, day):
                seen[session] = self._model.new_bool_var("")
                bill.pay("wait", seen[session], case.weight * board.waited(case, day))
            elif session in self._at and (days := list(self._waits(number, session))):
                seen[session] = self._model.new_bool_var("")
                self._model.add_exactly_one([*days, ~seen[session]])
        unseen = self._model.new_bool_var("")
        self._model.add_exactly_one([*seen.values(), unseen])
        bill.pay("unseen", unseen, case.weight)
        return seen

    def _own(self, case: TermCase) -> dict[int, IntVar]:
        """The meeting of its own in which a case is seen if it is held, where that is planned anew."""
        own = None if case.ad_hoc is None else self._board.meeting[case.ad_hoc]
        if own is None or own not in self._at:
            return {}
        for (half, _), var in self._at[own].items():
            self._bill.pay("wait", var, case.weight * self._board.waited(case, half // 2))
        for first, var in self._later.get(own, ()):
            self._bill.pay("wait", var, case.weight * self._board.waited(case, first))
        return {own: self._held[own]}

    def _waits(self, number: int, session: int) -> Iterator[IntVar]:
        """For each number of days that a case can wait for a session: whether it is seen in it then."""
        case = self._board.problem.cases[number]
        on: dict[int, list[IntVar]] = defaultdict(list)
        for (half, _), var in self._at[session].items():
            if self._board.fits(case, half // 2):
                on[self._board.waited(case, half // 2)].append(var)
        for days, variables in on.items():
            waits = self._model.new_bool_var("")
            self._model.add_bool_or([~waits, *variables])
            self._bill.pay("wait", waits, case.weight * days)
            yield waits

    def _agendas(self) -> None:
        board = self._board
        items: dict[int, list[tuple[int, IntVar]]] = defaultdict(list)
        for number, seen in self._seen.items():
            for meeting, var in seen.items():
                if board.problem.meetings[meeting].is_session:
                    items[meeting].append((board.minutes[number], var))
        for meeting, of_session in items.items():
            self._at_most(of_session, board.agenda[meeting] - self._settled.on_agenda[meeting])

    def _rooms(self) -> None:
        """The meetings at a site fit into its rooms."""
        board = self._board
        lengths: dict[Option, list[tuple[int, IntVar]]] = defaultdict(list)
        rooms: dict[Option, dict[int, int]] = defaultdict(dict)
        for number, at in self._at.items():
            for option, var in at.items():
                if board.rooms[number]:
                    lengths[option].append((board.length[number], var))
                    for room, steps in board.open_on(number, option[0]):
                        if board.site(number, room) == option[1]:
                            rooms[option][room] = max(steps, rooms[option].get(room, 0))
        for option, of_option in lengths.items():
            self._at_most(of_option, sum(rooms[option].values()) - self._settled.in_rooms[option])

    def _hands(self) -> None:
        """Who is there has time for all of the meetings, and no more of them than their limit."""
        board = self._board
        meetings: dict[tuple[Option, tuple[int, ...]], list[int]] = defaultdict(list)
        for number, at in self._at.items():
            for option in at:
                for chair in board.chairs[number]:
                    if chair.required:
                        meetings[option, chair.candidates].append(number)
        for (option, people), numbers in meetings.items():
            self._enough_of(people, option, numbers)

    def _enough_of(self, people: tuple[int, ...], option: Option, numbers: list[int]) -> None:
        board, settled = self._board, self._settled
        lengths = [(board.length[number], self._at[number][option]) for number in numbers]
        time, count = [], []
        for person in people:
            steps = max(self._options[number][option].get(person, 0) for number in numbers)
            if steps:
                there, presence = self._presence(person, option), (person, *option)
                time.append((max(0, steps - settled.at_work[presence]), there))
                limit = len(numbers) if board.limits[person] is None else board.limits[person]
                count.append((max(0, (limit or 0) - settled.meetings_on[person, option[0]]), there))
        self._covered(lengths, time)
        self._covered([(1, var) for _, var in lengths], count)

    def _covered(self, needs: list[tuple[int, IntVar]], by: list[tuple[int, IntVar]]) -> None:
        """What is needed is no more than what there is, where either could be too much."""
        if sum(size for size, _ in needs) > min((size for size, _ in by), default=0):
            self._model.add(sum(size * var for size, var in needs) <= sum(size * var for size, var in by))

    def _one_site(self) -> None:
        """Nobody is at two sites on one half day."""
        sites: dict[tuple[int, int], list[IntVar]] = defaultdict(list)
        for (person, half, _), var in self._there.items():
            sites[person, half].append(var)
        for variables in sites.values():
            if len(variables) > 1:
                self._model.add_at_most_one(variables)

    def _trips(self) -> None:
        trips: dict[Presence, IntVar] = {}
        for (person, half, site), var in self._there.items():
            if site is None or not self._board.goes(person, half // 2, site):
                continue
            trip = person, half // 2, site
            if trip in self._settled.trips:
                continue
            if trip not in trips:
                trips[trip] = self._bill.item("trip")
            self._model.add_implication(var, trips[trip])

    def _at_most(self, items: list[tuple[int, IntVar]], most: int) -> None:
        if sum(size for size, _ in items) > max(0, most):
            self._model.add(sum(size * var for size, var in items) <= max(0, most))


def _holding(solver: CpSolver, variables: Mapping[Key, IntVar]) -> Iterator[Key]:
    return (key for key, var in variables.items() if solver.boolean_value(var))
