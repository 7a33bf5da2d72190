"""The turn of notices comes: gather what they are made of, and give each to a worker, or let it wait."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from notifications.application.clocks import Clocks
from notifications.application.subject import Subjects
from notifications.bundling.domain.bundles import together
from notifications.bundling.domain.turns import NO_TIMING, Timing, turn_of
from notifications.delivery.application.gather import Gathered, gather
from notifications.delivery.application.story import story_of
from notifications.domain.directory import Directory
from notifications.domain.fallback import way_on
from notifications.domain.links import Links
from notifications.domain.notice import Notice
from notifications.domain.preparation import DIGEST, Knowledge, Patience, Prepared, Ready, Undeliverable, Void, Waits
from notifications.domain.reaching import reached
from notifications.domain.vocabulary import Channel, Status
from notifications.domain.ways import channel_of
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.runtime.logging import get_logger

LOOK_AGAIN_SOON = timedelta(milliseconds=100)
_LOOK_AGAIN_AT_FIRST = timedelta(seconds=1)
_LOOK_AGAIN_AT_LAST = timedelta(minutes=1)
_REPAIR = "repair:"
# A digest that nobody closed goes all the same.
_AFTER_DIGEST = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class TakingRules:
    """How long a worker may take for all that it took at once (``lease``), and how long a notice waits.

    What can wait goes by the ``timing``. ``ways`` are the channels that run.

    It waits for facts by the domain's clock. It waits for a contact of a role in real time, because the directory is
    only a moment behind.
    """

    links: Links
    lease: timedelta = timedelta(seconds=15)
    wait_for_facts: timedelta = timedelta(hours=24)
    wait_for_role: timedelta = timedelta(seconds=5)
    timing: Timing = NO_TIMING
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
    gathered = await gather(uow, notices, subjects, with_calendars=rules.timing.count_days)
    clocks = clocks.stopped()
    prepared = [_prepared(notice, gathered, subjects=subjects, rules=rules, clocks=clocks) for notice in notices]
    outcomes = together(notices, prepared)
    return [
        _take(uow, notice, outcome, directory=gathered.directory, subjects=subjects, rules=rules, clocks=clocks)
        for notice, outcome in zip(notices, outcomes, strict=True)
    ]


def _take(
    uow: NotificationsUnitOfWork,
    notice: Notice,
    prepared: Prepared,
    *,
    directory: Directory,
    subjects: Subjects,
    rules: TakingRules,
    clocks: Clocks,
) -> Taken:
    with story_of(notice):
        if isinstance(prepared, Undeliverable):
            purpose = subjects[notice.key.about.kind].tellings.to(notice.key.template, prepared.role).purpose
            way = way_on(notice, directory.get(prepared.contact_id), rules.ways, purpose=purpose)
            _go_on(notice, prepared, way, clocks=clocks)
        else:
            _move(notice, prepared, rules=rules, clocks=clocks)
        uow.save(notice)
    return Taken(notice, prepared if isinstance(prepared, Ready) and notice.status is Status.SENDING else None)


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
        if isinstance(prepared, Ready) and channel_of(notice, prepared, rules.ways) == Channel.EMAIL:
            prepared = reached(prepared, notice, directory=knowledge.directory, today=knowledge.today)
    except Exception as error:
        with story_of(notice):
            get_logger().error("notification.unwritable", aggregate_id=notice.id, exc_info=error)
        return Waits(_REPAIR)
    if not isinstance(prepared, Ready):
        return prepared
    return _in_turn(notice, prepared, knowledge=knowledge, gathered=gathered, timing=rules.timing)


def _in_turn(
    notice: Notice, ready: Ready, *, knowledge: Knowledge, gathered: Gathered, timing: Timing
) -> Ready | Waits:
    contact = knowledge.directory.get(ready.receiver.contact_id)
    waits = turn_of(notice, ready, contact, calendars=gathered.calendars, timing=timing, now=knowledge.now)
    if waits or not knowledge.earlier:
        return waits or ready
    return replace(ready, thread=gathered.thread_of(notice))


def _go_on(notice: Notice, prepared: Undeliverable, way: str | None, *, clocks: Clocks) -> None:
    if way:
        notice.fall_back(way, prepared.reason, clocks.real_now())
    else:
        notice.cannot_reach(prepared.contact_id, prepared.role, reason=prepared.reason, now=clocks.clock.now())


def _move(notice: Notice, prepared: Ready | Waits | Void, *, rules: TakingRules, clocks: Clocks) -> None:
    now, real_now = clocks.clock.now(), clocks.real_now()
    match prepared:
        case Ready() as ready if (channel := channel_of(notice, ready, rules.ways)) != notice.channel:
            notice.go_by(channel, real_now)
        case Ready(receiver=receiver):
            notice.hand_over(receiver.contact_id, receiver.role, real_now=real_now, lease=rules.lease)
        case Waits(fact=fact, until=until) if until and fact.startswith(DIGEST):
            notice.wait(fact, now, look_again_at=real_now + _from(now, until) + _AFTER_DIGEST, digest_at=until)
        case Waits(fact=fact, until=until):
            pause = pause_before_looking_again(notice, fact, real_now)
            notice.wait(fact, now, look_again_at=real_now + (min(pause, _from(now, until)) if until else pause))
        case Void(reason=reason):
            notice.cancel(reason)


def _from(now: datetime, until: datetime) -> timedelta:
    """How long it takes, also when clocks change meanwhile."""
    return max(until.astimezone(UTC) - now.astimezone(UTC), timedelta())


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
