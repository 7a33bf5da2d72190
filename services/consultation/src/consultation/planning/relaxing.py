"""What alone would give a slot where there is none, and which slot that would be."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from consultation.domain.local_time import local_day
from consultation.domain.wanted import LONGEST_SEARCH, Slot, Wanted
from consultation.planning.planner import Planner
from shared.domain.roles import Role

LATER_BY = timedelta(days=28)
"""How much later than `hold_by` (or today) a slot is looked for, to say that a later date would help."""

WITHOUT = "without-"
"""What the code begins with of a meeting that is held without somebody of a required role."""

_QUORUM = 2  # fewer people than that are no meeting


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A slot that there is once a requirement is given up, by its code, and what is wanted then."""

    requirement: str
    wanted: Wanted
    slot: Slot


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for in vain: a slot from `after` on, which is later than `now` where people are given notice."""

    planner: Planner
    wanted: Wanted
    now: datetime
    after: datetime

    @classmethod
    def begun(cls, planner: Planner, wanted: Wanted, now: datetime) -> "Search":
        """A search that keeps to the notice."""
        return cls(planner, wanted, now, planner.after_notice(now))

    def relaxed(self, requirement: str) -> Relaxed | None:
        """The slot without this requirement; None if it gives none or nobody could give it up."""
        search = _SEARCHES.get(requirement, _without_role(requirement))
        wanted, slot = search(self) if search else (self.wanted, None)
        return None if slot is None else Relaxed(requirement, wanted, slot)

    def relaxations(self) -> Iterator[Relaxed]:
        """Every requirement that alone would give a slot."""
        roles = self.wanted.required_roles if len(self.wanted.required_roles) > _QUORUM else ()
        for requirement in (*_SEARCHES, *(f"{WITHOUT}{role}" for role in roles)):
            if relaxed := self.relaxed(requirement):
                yield relaxed


def later(wanted: Wanted, today: date) -> Wanted:
    """The same meeting with the later `hold_by` that is tried, to say whether a later day helps."""
    start = max(wanted.not_before, today)
    end = min(max(wanted.hold_by, start) + LATER_BY, start + LONGEST_SEARCH)
    return replace(wanted, not_before=start, hold_by=end)


_Outcome = tuple[Wanted, Slot | None]


def _by(planner_of: Callable[[Planner], Planner]) -> Callable[[Search], _Outcome]:
    """Without a requirement that the planner keeps to. Where it does not, the same planner would find as little."""

    def search_by(search: Search) -> _Outcome:
        planner = planner_of(search.planner)
        slot = None if planner is search.planner else planner.earliest(search.wanted, search.after)
        return search.wanted, slot

    return search_by


def _without_notice(search: Search) -> _Outcome:
    slot = search.planner.earliest(search.wanted, search.now) if search.now < search.after else None
    return search.wanted, slot


def _until_later(search: Search) -> _Outcome:
    slot = search.planner.earliest(later(search.wanted, local_day(search.now)), search.after)
    wanted = search.wanted if slot is None else _held_by(search.wanted, local_day(slot.time.start))
    return wanted, slot


def _held_by(wanted: Wanted, day: date) -> Wanted:
    return replace(wanted, hold_by=day, not_before=min(wanted.not_before, day))


def _without_role(requirement: str) -> Callable[[Search], _Outcome] | None:
    role = next((role for role in Role if requirement == f"{WITHOUT}{role}"), None)

    def search_without(search: Search) -> _Outcome:
        others = tuple(other for other in search.wanted.required_roles if other is not role)
        if role not in search.wanted.required_roles or len(others) < _QUORUM:
            return search.wanted, None
        wanted = replace(search.wanted, required_roles=others, optional_roles=(*search.wanted.optional_roles, role))
        return wanted, search.planner.earliest(wanted, search.after)

    return search_without if role else None


PLACE = "place"

_SEARCHES: Mapping[str, Callable[[Search], _Outcome]] = {
    "availability": _by(lambda planner: planner.with_people_there),
    "max_meetings_per_day": _by(lambda planner: planner.without_limits),
    PLACE: _by(lambda planner: planner.with_the_place_free),
    "room": _by(lambda planner: planner.without_rooms),
    "travel": _by(lambda planner: planner.without_travel),
    "deputies": _by(lambda planner: planner.with_deputies),
    "notice": _without_notice,
    "hold_by": _until_later,
}

REQUIREMENTS = frozenset((*_SEARCHES, *(f"{WITHOUT}{role}" for role in Role)))
"""The codes of all requirements that can be given up."""
