"""Why no meeting can be planned, in codes that say what a person can do about it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from consultation.domain.local_time import local_day
from consultation.domain.wanted import NoSlot, Participant
from consultation.planning.relaxing import Search
from shared.domain.roles import Role


def explain(search: Search) -> NoSlot:
    """Why a search found nothing, which single change would have let it find a slot, and when that slot is."""
    missing = _roles_without_contact(search)
    reasons = tuple(_reasons(search, missing=missing))
    if missing:
        return NoSlot(reasons, relax=("contacts",), gives=(None,))
    relaxations = list(search.relaxations())
    return NoSlot(
        reasons,
        relax=tuple(relaxed.requirement for relaxed in relaxations),
        gives=tuple(relaxed.slot.time.start for relaxed in relaxations),
    )


def _reasons(search: Search, *, missing: list[Role]) -> Iterator[str]:
    planner, wanted, after = search.planner, search.wanted, search.after
    yield from (f"no-{role}-for-school" for role in missing)
    if wanted.hold_by < local_day(search.now):
        yield "hold-by-passed"
        return
    if search.relaxed("notice"):
        yield "notice"
        return
    if not any(planner.days(wanted, after)):
        yield "no-school-time"
        return
    if planner.with_the_place_free.earliest(wanted, after):
        yield "place-taken" if planner.without_rooms is planner else "no-room"
        return
    there = [role for role in wanted.required_roles if role not in missing]
    busy = [role for role in there if not _can_alone(search, role, after)]
    busy += [person.role for person in wanted.named if person.required and not _can_by_name(search, person, after)]
    busy = list(dict.fromkeys(busy))
    yield from (f"{role}-not-free" for role in busy)
    if not missing and not busy:
        yield "no-common-time"


def _roles_without_contact(search: Search) -> list[Role]:
    wanted = search.wanted
    first = max(wanted.not_before, local_day(search.now))
    last = max(first, wanted.hold_by)
    team = search.planner.team(wanted)
    there = {person.role for person in team.people if person.diary.contact.valid_between(first, last)}
    return [role for role in wanted.required_roles if role not in there]


def _can_alone(search: Search, role: Role, after: datetime) -> bool:
    only = replace(search.wanted, required_roles=(role,), optional_roles=(), named=())
    return search.planner.earliest(only, after) is not None


def _can_by_name(search: Search, person: Participant, after: datetime) -> bool:
    only = replace(search.wanted, required_roles=(), optional_roles=(), named=(person,))
    return search.planner.earliest(only, after) is not None
