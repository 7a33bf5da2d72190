"""What is asked of the planner of a term: the people, the rooms, the meetings to place and the cases that wait.

Everything is plain data, so that it can be handed to another process. Keys are the asker's own and come back in the
plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from consultation.domain.intervals import Interval, Intervals
from consultation.domain.planning_rules import TermWeights
from consultation.domain.wanted import Slot
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Booked:
    """A meeting that stays where it is, and where that is; None where the site is not known."""

    time: Interval
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPerson:
    """Somebody who can take part.

    `free` is when they are there in the term; what is `booked` need not be taken out of it. `base` is the site where
    they are without a trip. No `most_a_day` is no limit on the meetings of a day. `between_places` are the minutes that
    they need from one site to another; None is as many as everybody.
    """

    contact_id: str
    free: Intervals
    booked: tuple[Booked, ...] = ()
    most_a_day: int | None = None
    base: str | None = None
    between_places: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRoom:
    """A room or place where meetings can be, and when it is free. No `seats` is room for everybody.

    Rooms of one `site` are so near to each other that nobody travels.
    """

    place: str
    site: str
    free: Intervals
    seats: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat at the table for one of these contacts.

    A deputy in the seat costs, and so does anybody but who is `preferred`, if somebody is.
    """

    role: Role
    candidates: tuple[str, ...]
    required: bool = True
    deputies: frozenset[str] = frozenset()
    preferred: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBooking:
    """When a meeting is, who takes part and in which of its rooms; None where it needs no room."""

    slot: Slot
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMeeting:
    """A meeting to place: a session of a series when it has an `agenda`, else the ad hoc meeting of one case.

    It lies within one of the `times`: the school's hours on half days with lessons. A session is held without cases
    too, and its cases take at most `agenda` together. An ad hoc meeting is held only if its case is on no agenda.
    Without `rooms` it needs none, and is at `site`. Without `seats` it stays where it stands, and takes nobody's time.

    `stands` is what it has now. To move it costs, and costs most once people are `invited`. A `fixed` meeting stays.
    """

    key: str
    seats: tuple[Seat, ...]
    length: timedelta
    times: Intervals
    rooms: tuple[str, ...] = ()
    site: str | None = None
    agenda: timedelta | None = None
    stands: TermBooking | None = None
    invited: bool = False
    fixed: bool = False

    @property
    def is_session(self) -> bool:
        return self.agenda is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCase:
    """A case that waits to be seen, from `not_before` until `hold_by` (both included).

    `sessions` are the keys of meetings on whose agenda it can be, for `minutes`. `ad_hoc` is the key of a meeting of
    its own. A case that is `in_rhythm` comes to that only when no session has time for it. `weight` says how much a day
    of waiting counts, 1 for an ordinary case.
    """

    key: str
    not_before: date
    hold_by: date
    minutes: timedelta
    sessions: tuple[str, ...] = ()
    ad_hoc: str | None = None
    in_rhythm: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """Minutes from one site to another: those of a pair, in either order, else `minutes`."""

    minutes: int = 0
    between: Mapping[frozenset[str], int] = field(default_factory=dict)

    def from_to(self, site: str | None, other: str | None) -> int:
        """Whole minutes; 0 within a site, and where a site is not known."""
        if site is None or other is None or site == other:
            return 0
        return self.between.get(frozenset((site, other)), self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermProblem:
    """A term to plan. Meetings begin at multiples of `step`."""

    people: tuple[TermPerson, ...]
    rooms: tuple[TermRoom, ...]
    meetings: tuple[TermMeeting, ...]
    cases: tuple[TermCase, ...] = ()
    travel: Travel = field(default_factory=Travel)
    weights: TermWeights = field(default_factory=TermWeights)
    step: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard to try, in deterministic time of CP-SAT, about a second each.

    1. `at_once` is for the whole term at once, which gives the bound.
    2. `sessions` is for the sessions alone, and `others` for the meetings of single cases after that.
    3. `seats` is for who sits where.

    Each ends sooner when at most a share `gap` of the cost could be saved. What did not fit is tried again, which takes
    `least` at least. `near` is how many half days are looked at
    for a meeting of a single case.
    """

    at_once: float = 1.8
    sessions: float = 1.8
    others: float = 0.9
    seats: float = 0.6
    least: float = 0.2
    gap: float = 0.01
    near: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPlan:
    """The plan of a term.

    `bookings` are the meetings that are held, `agenda` says in which of them a case is seen. A case that is in none of
    them is `unseen`, a session without a time is `not_held`. `why` says why in codes, by the key of case or session.
    `paid` is what each weight costs in points; `cost` is their sum and `bound` a cost that no plan can be below.
    `one_by_one` is what each weight costs when meetings get the earliest time one after the other.
    """

    bookings: Mapping[str, TermBooking]
    agenda: Mapping[str, str]
    unseen: tuple[str, ...]
    not_held: tuple[str, ...]
    paid: Mapping[str, int]
    bound: int
    seconds: float = 0.0
    why: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    one_by_one: Mapping[str, int] = field(default_factory=dict)

    @property
    def cost(self) -> int:
        return sum(self.paid.values())

    @property
    def gap(self) -> float:
        """By how much, as a share of the cost, a better plan could be better at most."""
        return max(0.0, (self.cost - self.bound) / self.cost) if self.cost else 0.0
