"""Which slots are good: what speaks against each, in points, and the best of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from consultation.domain.local_time import local_day
from consultation.domain.planning_rules import SlotWeights
from consultation.domain.wanted import Slot, Wanted
from consultation.planning.choosing import Candidate
from consultation.planning.planner import Planner

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class RatedSlot:
    """A slot, and how often each thing speaks against it, by the name of its weight."""

    slot: Slot
    counts: Mapping[str, int]
    weights: SlotWeights

    @cached_property
    def points(self) -> Mapping[str, int]:
        """The points by weight, of all that count."""
        return {name: count * getattr(self.weights, name) for name, count in self.counts.items()}

    @cached_property
    def rank(self) -> tuple[int, datetime]:
        """The smallest is the best."""
        return sum(self.points.values()), self.slot.time.start


def best(planner: Planner, wanted: Wanted, after: datetime, *, most: int = 3) -> tuple[RatedSlot, ...]:
    """The best slots on the days that are wanted, from `after` on: the best first, and none at the time of another.

    Where only waiting counts, the first of them is the earliest slot.
    """
    rated: list[RatedSlot] = []
    chosen: tuple[RatedSlot, ...] = ()
    first = max(wanted.not_before, local_day(after))
    for day in _days(first, wanted.hold_by):
        least = working_days(first, day) * planner.rules.weights.wait
        if len(chosen) == most and least > chosen[-1].rank[0]:
            break
        rated += _rated_on(planner, wanted, day, after=after, first=first)
        chosen = _apart(rated, most)
    return chosen


def best_slot(planner: Planner, wanted: Wanted, after: datetime) -> Slot | None:
    """The best slot; None if there is none."""
    if planner.rules.weights.only_wait:
        return planner.earliest(wanted, after)
    return next((rated.slot for rated in best(planner, wanted, after, most=1)), None)


def _rated_on(planner: Planner, wanted: Wanted, day: date, *, after: datetime, first: date) -> Iterator[RatedSlot]:
    team = planner.team(wanted)
    plan, waited = planner.plan_of(team, day, after), working_days(first, day)
    roles = {person.role for person in team.people if wanted.prefers(person.contact_id)}
    for time in plan.times:
        seated = plan.seated(time, wanted)
        slot = plan.slot_with(seated, time, wanted) if seated is not None else None
        if slot is not None and seated is not None:
            others = sum(c is not None and c.role in roles and not wanted.prefers(c.contact_id) for c in seated)
            counts = {"wait": waited, "other": others, **_counts(planner, wanted, day, seated=seated)}
            yield RatedSlot(slot, counts, planner.rules.weights)


def _counts(planner: Planner, wanted: Wanted, day: date, *, seated: Sequence[Candidate | None]) -> Mapping[str, int]:
    there = [person for person in seated if person is not None]
    required = there[: len(wanted.required_roles)]
    return {
        "trip": sum(person.diary.comes_to(planner.where, wanted.school, day) for person in there),
        "absent": seated.count(None),
        "deputy": sum(person.rank > 0 for person in there),
        "week": sum(person.diary.agenda.in_week_of(day) for person in required),
        "day": sum(len(person.diary.agenda.on(day)) for person in required),
    }


def _apart(rated: Sequence[RatedSlot], most: int) -> tuple[RatedSlot, ...]:
    chosen: list[RatedSlot] = []
    for slot in sorted(rated, key=lambda slot: slot.rank):
        if len(chosen) < most and not any(slot.slot.time.overlaps(other.slot.time) for other in chosen):
            chosen.append(slot)
    return tuple(chosen)


def working_days(first: date, day: date) -> int:
    """How many days from Monday to Friday come after the first day, until and with this day."""
    return sum((first + number * _DAY).weekday() < 5 for number in range(1, (day - first).days + 1))


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * _DAY
