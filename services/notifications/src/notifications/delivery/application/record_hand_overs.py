"""What the next hop said: stored together with what follows."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from notifications.application.clocks import Clocks
from notifications.application.note_bounce import BounceRules, note_bounce
from notifications.application.settle import settle
from notifications.application.subject import Subjects
from notifications.delivery.application.story import story_of
from notifications.delivery.domain.retries import RetryPolicy
from notifications.domain.about import About
from notifications.domain.directory import Directory
from notifications.domain.fallback import way_on
from notifications.domain.handover import Accepted, HandOver, NotOffered, Refused, Unable
from notifications.domain.notice import Notice
from notifications.domain.silence import SilenceRules
from notifications.domain.telling import Telling
from notifications.unit_of_work import NotificationsUnitOfWork

NO_SILENCE, NO_BOUNCES = SilenceRules(), BounceRules()
NOBODY = Directory(())


@dataclass(frozen=True, slots=True)
class Said:
    """How and ``at`` what time an attempt ended, and how long it took. ``notice`` is the notice as it was taken."""

    notice: Notice
    outcome: HandOver | NotOffered
    at: datetime
    seconds: float


async def record_hand_overs(
    uow: NotificationsUnitOfWork,
    all_said: Sequence[Said],
    *,
    subjects: Subjects,
    retries: RetryPolicy,
    jitter: Callable[[], float],
    clocks: Clocks,
    silence: SilenceRules = NO_SILENCE,
    bounces: BounceRules = NO_BOUNCES,
    ways: Collection[str] = (),
) -> list[Notice]:
    """Store the ends of these attempts, and settle what waited for them; the notices as they are, in that order.

    ``ways`` are the channels that run: what failed for good goes by the next one.
    """
    abouts = list(dict.fromkeys(said.notice.key.about for said in all_said))
    await uow.load_stories(abouts)
    current = {notice.id: notice for about in abouts for notice in await uow.notices.of(about)}
    notices, clocks = [current[said.notice.id] for said in all_said], clocks.stopped()
    directory = await _receivers(uow, all_said, ways)
    for notice, said in zip(notices, all_said, strict=True):
        with story_of(notice):
            if notice.version == said.notice.version:  # still with the worker who took it
                telling = _telling_of(notice, subjects)
                answer_by = silence.answer_by(said.at) if telling.acknowledged else None
                way = way_on(notice, directory.get(notice.contact_id or ""), ways, purpose=telling.purpose)
                _end_attempt(notice, said, retries=retries, jitter=jitter, clocks=clocks, answer_by=answer_by, way=way)
            elif isinstance(said.outcome, Accepted):  # too late for the lease, but the receiver has been told
                notice.in_doubt = True
            uow.save(notice)
    await _end_webhooks(uow, all_said)
    if lets_others_go(notices, current.values()):
        uow.notices.look_again()
    for about in abouts:
        await settle(uow, subjects[about.kind], about.id, clocks=clocks)
    for notice, said in zip(notices, all_said, strict=True):
        if isinstance(said.outcome, Refused):
            of_address = said.outcome.of_address
            with story_of(notice):
                await note_bounce(uow, notice, of_address=of_address, subjects=subjects, rules=bounces, clocks=clocks)
    return notices


async def _receivers(uow: NotificationsUnitOfWork, all_said: Sequence[Said], ways: Collection[str]) -> Directory:
    """The receivers of what was not taken and may go by another of these ways, with their addresses."""
    not_taken = (said.notice for said in all_said if isinstance(said.outcome, Refused | Unable))
    go_on = (notice for notice in not_taken if set(ways) - {notice.channel})
    contact_ids = {notice.contact_id for notice in go_on if notice.contact_id}
    return await uow.contacts.around((), contact_ids) if contact_ids else NOBODY


async def _end_webhooks(uow: NotificationsUnitOfWork, all_said: Iterable[Said]) -> None:
    """Those whose other side said that there is nobody any more: the next notices go by mail."""
    gone = (said.notice for said in all_said if isinstance(said.outcome, Refused) and said.outcome.is_gone)
    for contact_id in {notice.contact_id for notice in gone if notice.contact_id}:
        if webhook_id := await uow.webhooks.end_of(contact_id):
            uow.log("webhook.ended", aggregate_id=webhook_id)


def lets_others_go(ended: Iterable[Notice], notices: Iterable[Notice]) -> bool:
    """Whether a notice had to wait for one of these, which go to the same receiver about the same thing."""
    over = {_line_of(notice) for notice in ended if not notice.pending}
    return any(notice.pending and _line_of(notice) in over for notice in notices)


def _line_of(notice: Notice) -> tuple[About, str]:
    return notice.key.about, notice.key.slot


def _telling_of(notice: Notice, subjects: Subjects) -> Telling:
    return subjects[notice.key.about.kind].tellings.to(notice.key.template, notice.recipient_role or notice.role)


def _end_attempt(
    notice: Notice,
    said: Said,
    *,
    retries: RetryPolicy,
    jitter: Callable[[], float],
    clocks: Clocks,
    answer_by: datetime | None,
    way: str | None,
) -> None:
    real_now = clocks.real_now()
    match said.outcome:
        case NotOffered():
            notice.put_back()
        case Accepted():
            notice.accept(said.at, answer_by)
        case Refused(reason=reason, of_address=of_address):
            if way:
                notice.fall_back(way, reason, real_now)
            else:
                notice.bounce(reason, said.at, of_address=of_address)
        case Unable(reason=reason, in_doubt=in_doubt, unheard=unheard, retry_after=asked):
            due_at = real_now + max(retries.pause(notice.attempt, jitter()), asked or timedelta())
            notice.defer(reason, due_at, in_doubt=in_doubt, tried_at=None if unheard else said.at)
            if not unheard and retries.over(notice.first_tried_at, said.at):
                if way and not notice.in_doubt:
                    notice.fall_back(way, reason, real_now)
                else:
                    notice.give_up(reason, said.at)
