"""The turn of notices comes: gather what they are made of, and give each to a worker, or let it wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from notifications.application.clocks import Clocks
from notifications.application.subject import Subjects
from notifications.delivery.application.gather import Gathered, gather
from notifications.delivery.application.story import story_of
from notifications.domain.directory import Directory
from notifications.domain.fallback import way_on
from notifications.domain.hours import Hours
from notifications.domain.links import Links
from notifications.domain.notice import Notice
from notifications.domain.preparation import Knowledge, Patience, Prepared, Ready, Undeliverable, Void, Waits
from notifications.domain.reaching import reached
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.runtime.logging import get_logger

LOOK_AGAIN_SOON = timedelta(milliseconds=100)
_LOOK_AGAIN_AT_FIRST = timedelta(seconds=1)
_LOOK_AGAIN_AT_LAST = timedelta(minutes=1)
_REPAIR = "repair:"
_HOURS = "hours:"


@dataclass(frozen=True, slots=True)
class TakingRules:
    """How long a worker may take for all that it took at once (``lease``), and how long a notice waits.

    ``ways`` are the channels that run. What can wait goes within ``hours``; at once if they are None.

    It waits for facts by the domain's clock. It waits for a contact of a role in real time, because the directory is
    only a moment behind.
    """

    links: Links
    lease: timedelta = timedelta(seconds=15)
    wait_for_facts: timedelta = timedelta(hours=24)
    wait_for_role: timedelta = timedelta(seconds=5)
    hours: Hours | None = None
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A notice whose turn came. ``ready`` is its receiver and content; None if it does not go now."""

    notice: Notice
    ready: Ready | None


async def take_notices(
    uow: NotificationsUnitOfWork,
    notices: Sequence[Notice],
    *,
    subjects: Subjects,
    rules: TakingRules,
    clocks: Clocks,
) -> list[Taken]:
    """What becomes of these notices, in their order: each is with this worker, waits, or goes to nobody."""
    if not notices:
        return []
    gathered, clocks = await gather(uow, notices, subjects), clocks.stopped()
    return [_take(uow, notice, gathered, subjects=subjects, rules=rules, clocks=clocks) for notice in notices]


def _take(
    uow: NotificationsUnitOfWork,
    notice: Notice,
    gathered: Gathered,
    *,
    subjects: Subjects,
    rules: TakingRules,
    clocks: Clocks,
) -> Taken:
    with story_of(notice):
        prepared = _prepared(notice, gathered, subjects=subjects, rules=rules, clocks=clocks)
        _move(notice, prepared, gathered.directory, rules=rules, clocks=clocks)
        uow.save(notice)
    return Taken(notice, prepared if isinstance(prepared, Ready) else None)


def _prepared(
    notice: Notice, gathered: Gathered, *, subjects: Subjects, rules: TakingRules, clocks: Clocks
) -> Prepared:
    """What becomes of a notice. A notice that can't be made ready waits: it must not hold up the others."""
    about = notice.key.about
    knowledge = Knowledge(
        earlier=gathered.earlier_of(notice),
        cases=gathered.cases,
        persons=gathered.persons,
        directory=gathered.directory,
        today=clocks.clock.today(),
        now=clocks.clock.now(),
        patience=_patience(notice, rules, clocks),
        links=rules.links,
    )
    try:
        prepared = subjects[about.kind].prepare(notice, gathered.stories[about], knowledge)
        if isinstance(prepared, Ready):
            prepared = reached(prepared, notice, directory=knowledge.directory, today=knowledge.today)
    except Exception as error:
        get_logger().error("notification.unwritable", aggregate_id=notice.id, exc_info=error)
        return Waits(_REPAIR)
    return Waits(_HOURS) if isinstance(prepared, Ready) and _is_early(prepared, rules, knowledge.now) else prepared


def _is_early(ready: Ready, rules: TakingRules, now: datetime) -> bool:
    return ready.telling.urgency.can_wait and rules.hours is not None and not rules.hours.include(now)


def _move(notice: Notice, prepared: Prepared, directory: Directory, *, rules: TakingRules, clocks: Clocks) -> None:
    now, real_now = clocks.clock.now(), clocks.real_now()
    match prepared:
        case Ready(receiver=receiver):
            notice.hand_over(receiver.contact_id, receiver.role, real_now=real_now, lease=rules.lease)
        case Waits(fact=fact):
            notice.wait(fact, now, real_now + pause_before_looking_again(notice, fact, real_now))
        case Void(reason=reason):
            notice.cancel(reason)
        case Undeliverable(contact_id=contact_id, role=role, reason=reason):
            if way := way_on(notice, directory.get(contact_id), rules.ways):
                notice.fall_back(way, reason, real_now)
            else:
                notice.cannot_reach(contact_id, role, reason=reason, now=now)


def pause_before_looking_again(notice: Notice, fact: str, real_now: datetime) -> timedelta:
    """At first a moment: a fact that arrives while a worker looks does not find the notice waiting for it."""
    if notice.waiting_for != fact:
        return LOOK_AGAIN_SOON
    return min(max((real_now - notice.queued_at) / 4, _LOOK_AGAIN_AT_FIRST), _LOOK_AGAIN_AT_LAST)


def _patience(notice: Notice, rules: TakingRules, clocks: Clocks) -> Patience:
    now = clocks.clock.now()
    waiting = now - (notice.waiting_since or now)
    return Patience(
        for_role_over=clocks.real_now() - notice.queued_at >= rules.wait_for_role,
        for_facts_over=waiting >= rules.wait_for_facts,
    )
