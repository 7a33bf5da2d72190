"""What is counted of activities: for the indicators of actions, for reports, and for other programs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from consultation.activities.domain.activity_session import ActivitySession
from consultation.activities.domain.registration import Registration
from consultation.activities.domain.stock import Moved, StockMove
from consultation.domain.local_time import local_day


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` up to and with `until`."""

    since: date
    until: date

    def has(self, day: date) -> bool:
        return self.since <= day <= self.until

    def nearest(self, day: date) -> date:
        """The day itself where it is one of these, else the first or the last of them."""
        return min(max(day, self.since), self.until)


@dataclass(frozen=True, slots=True)
class OrganisationCounts:
    """What is counted of a school or another organisation that registers."""

    registrations: int = 0
    places: int = 0
    participants: int = 0
    certificates: int = 0

    def __add__(self, other: "OrganisationCounts") -> "OrganisationCounts":
        return OrganisationCounts(
            self.registrations + other.registrations,
            self.places + other.places,
            self.participants + other.participants,
            self.certificates + other.certificates,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What is counted of one or more activities in a period. All are 0 and above.

    1. `activities`: those with a session or something handed out in the period, or that ended in it without either.
    2. `sessions`: those held.
    3. `participants`: of each registration the most that came to one session, and the most that came without one. So
       nobody who came more often counts twice. Without sessions it is the places of what was held.
    4. `attendances`: who came, added up over the sessions.
    5. `registrations` and `places`: those registered in the period that have a place; `waiting` those that wait. Who
       registered before the first day of an activity counts on that day, so with the school year it is in.
    6. `hours`: of paid guides.
    7. `handed_out` and `redeemed`: things, and vouchers that came back.
    8. `by_organisation`: the same for each organisation that registered, by its id in the directory.
    """

    activities: int = 0
    sessions: int = 0
    participants: int = 0
    attendances: int = 0
    registrations: int = 0
    places: int = 0
    waiting: int = 0
    hours: float = 0.0
    handed_out: int = 0
    redeemed: int = 0
    certificates: int = 0
    by_organisation: Mapping[str, OrganisationCounts] = field(default_factory=dict)

    def __add__(self, other: "Counts") -> "Counts":
        organisations = {
            organisation: self.by_organisation.get(organisation, OrganisationCounts())
            + other.by_organisation.get(organisation, OrganisationCounts())
            for organisation in {**self.by_organisation, **other.by_organisation}
        }
        numbers = {name: getattr(self, name) + getattr(other, name) for name in _NUMBERS}
        return Counts(**numbers, by_organisation=organisations)

    def shown(self, smallest: int) -> Mapping[str, int | None]:
        """Numbers of people and of what they were given; None for 1 and more that are below `smallest`.

        A number that small could point at a child.
        """
        numbers = {name: getattr(self, name) for name in _OF_PEOPLE}
        return {name: None if 0 < number < smallest else number for name, number in numbers.items()}


_OF_PEOPLE = ("participants", "attendances", "places", "waiting", "handed_out", "redeemed", "certificates")
_NUMBERS = ("activities", "sessions", "registrations", "hours", *_OF_PEOPLE)


def counted(
    period: Period,
    *,
    days: Period,
    sessions: Iterable[ActivitySession],
    stock: Iterable[StockMove],
    registrations: Iterable[Registration],
    held_until: date | None,
) -> Counts:
    """What is counted of one activity in a period. `held_until` is its last day if it was held, else None.

    `days` are those of the activity.
    """
    rows = list(registrations)
    in_period = [session for session in sessions if session.presence is not None and period.has(session.day)]
    presences = [session.presence for session in in_period if session.presence is not None]
    moves = [move for move in stock if period.has(move.on)]
    ended_so = held_until is not None and period.has(held_until) and not list(sessions) and not list(stock)
    most = _most(rows, ended_so=ended_so, came=[presence.by_registration for presence in presences])
    of_period = [row for row in rows if period.has(days.nearest(local_day(row.registered_at)))]
    new = [row for row in of_period if row.is_placed]
    handed_out = sum(move.number for move in moves if move.moved is Moved.HANDED_OUT)
    return Counts(
        activities=int(bool(in_period) or handed_out > 0 or ended_so),
        sessions=len(in_period),
        participants=sum(most.values()) + max((presence.others for presence in presences), default=0),
        attendances=sum(presence.participants for presence in presences),
        registrations=len(new),
        places=sum(row.places for row in new),
        waiting=sum(_waits(row) for row in of_period),
        hours=sum(presence.hours for presence in presences),
        handed_out=handed_out,
        redeemed=sum(move.number for move in moves if move.moved is Moved.REDEEMED),
        certificates=sum(row.certificates or 0 for row in new),
        by_organisation=_by_organisation(rows, new, most),
    )


def _waits(row: Registration) -> int:
    return row.places if row.stands and not row.is_placed else 0


def _most(rows: Iterable[Registration], *, ended_so: bool, came: Iterable[Mapping[UUID, int]]) -> Mapping[UUID, int]:
    """Of each registration the most that came to one session."""
    if ended_so:
        return {row.registration_id: row.places for row in rows if row.is_placed}
    most: dict[UUID, int] = defaultdict(int)
    for session in came:
        for registration_id, number in session.items():
            most[registration_id] = max(most[registration_id], number)
    return most


def _by_organisation(
    rows: Iterable[Registration], new: Iterable[Registration], most: Mapping[UUID, int]
) -> Mapping[str, OrganisationCounts]:
    counts: dict[str, OrganisationCounts] = defaultdict(OrganisationCounts)
    for row in new:
        counts[row.organisation_id] += OrganisationCounts(1, row.places, 0, row.certificates or 0)
    for row in rows:
        if participants := most.get(row.registration_id, 0):
            before = counts[row.organisation_id]
            counts[row.organisation_id] = replace(before, participants=before.participants + participants)
    return dict(counts)


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """What is counted of all activities of an action. `action_id` is None for activities that are of no action."""

    action_id: UUID | None
    counts: Counts
