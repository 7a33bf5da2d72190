"""Why no meeting can be planned, in codes that say what a person can do about it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from consultation.domain.local_time import local_day
from consultation.domain.wanted import LONGEST_SEARCH, NoSlot, Wanted
from consultation.planning.planner import Planner
from shared.domain.roles import Role

LATER_BY = timedelta(days=28)
"""How much later than `hold_by` (or today) a slot is looked for, to say that a later date would help."""


def explain(planner: Planner, wanted: Wanted, after: datetime) -> NoSlot:
    """Why `planner.earliest` found nothing, and which single change would have let it find a slot."""
    missing = _roles_without_contact(planner, wanted, after)
    return NoSlot(
        reasons=tuple(_reasons(planner, wanted, after, missing=missing)),
        relax=("contacts",) if missing else tuple(_relaxations(planner, wanted, after)),
    )


def later(wanted: Wanted, today: date) -> Wanted:
    """The same meeting with the later `hold_by` that is tried, to say whether a later day helps."""
    start = max(wanted.not_before, today)
    end = min(max(wanted.hold_by, start) + LATER_BY, start + LONGEST_SEARCH)
    return replace(wanted, not_before=start, hold_by=end)


def _reasons(planner: Planner, wanted: Wanted, after: datetime, *, missing: list[Role]) -> Iterator[str]:
    yield from (f"no-{role}-for-school" for role in missing)
    if wanted.hold_by < local_day(after):
        yield "hold-by-passed"
        return
    if not any(planner.days(wanted, after)):
        yield "no-school-time"
        return
    if planner.with_the_place_free.earliest(wanted, after):
        yield "place-taken"
        return
    there = [role for role in wanted.required_roles if role not in missing]
    busy = [role for role in there if not _can_alone(planner, wanted, after, role=role)]
    yield from (f"{role}-not-free" for role in busy)
    if not missing and not busy:
        yield "no-common-time"


def _relaxations(planner: Planner, wanted: Wanted, after: datetime) -> Iterator[str]:
    if planner.with_people_there.earliest(wanted, after):
        yield "availability"
    if planner.without_limits.earliest(wanted, after):
        yield "max_meetings_per_day"
    if planner.with_the_place_free.earliest(wanted, after):
        yield "place"
    if planner.earliest(later(wanted, local_day(after)), after):
        yield "hold_by"


def _roles_without_contact(planner: Planner, wanted: Wanted, after: datetime) -> list[Role]:
    first = max(wanted.not_before, local_day(after))
    last = max(first, wanted.hold_by)
    there = {person.role for person in planner.team(wanted).people if person.diary.contact.valid_between(first, last)}
    return [role for role in wanted.required_roles if role not in there]


def _can_alone(planner: Planner, wanted: Wanted, after: datetime, *, role: Role) -> bool:
    only = replace(wanted, required_roles=(role,), optional_roles=())
    return planner.earliest(only, after) is not None
