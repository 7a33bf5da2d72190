"""A notice's turn comes: gather what it is made of, and hand it to a worker, or let it wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from notifications.application.ports import NoticesUnitOfWork
from notifications.application.settle import story_of
from notifications.domain.case_story import CaseStory
from notifications.domain.links import Links
from notifications.domain.notice import Notice
from notifications.domain.preparation import Knowledge, Patience, Ready, Undeliverable, Void, Waits
from notifications.domain.stories import Story, prepare

_LOOK_AGAIN_AT_FIRST = timedelta(seconds=1)
_LOOK_AGAIN_AT_LAST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TakingRules:
    """How long a worker may take (``lease``), how long a notice waits for facts (by the domain's clock), and for a
    contact of a role (real time: the directory is only a moment behind)."""

    links: Links
    lease: timedelta = timedelta(seconds=15)
    wait_for_facts: timedelta = timedelta(hours=24)
    wait_for_role: timedelta = timedelta(seconds=5)


async def take(uow: NoticesUnitOfWork, notice: Notice, rules: TakingRules) -> Ready | None:
    """The mail's receiver and content, once the notice is with this worker; None when it does not go now."""
    story = await story_of(uow, notice.key.about)
    prepared = prepare(notice, story, await _knowledge(uow, notice, story, rules))
    now, real_now = uow.clock.now(), uow.real_now()
    match prepared:
        case Ready(receiver=receiver):
            notice.hand_over(receiver.contact_id, receiver.role, real_now, rules.lease)
        case Waits(fact=fact):
            waited = (real_now - notice.queued_at) / 4
            pause = min(max(waited, _LOOK_AGAIN_AT_FIRST), _LOOK_AGAIN_AT_LAST)
            notice.wait(fact, now, real_now + pause)
        case Void(reason=reason):
            notice.cancel(reason)
        case Undeliverable(contact_id=contact_id, role=role, reason=reason):
            uow.add(notice.cannot_reach(contact_id, role, reason, now))
    await uow.notices.save(notice)
    return prepared if isinstance(prepared, Ready) else None


async def _knowledge(uow: NoticesUnitOfWork, notice: Notice, story: Story, rules: TakingRules) -> Knowledge:
    cases = await _cases(uow, story)
    news = [news for case in cases.values() for news in case.news]
    school = _school(notice, story)
    receivers = [contact_id for contact_id in (notice.contact_id, notice.key.slot) if contact_id]
    return Knowledge(
        earlier=tuple(await uow.notices.read(notice.corrects)),
        cases=cases,
        persons=await uow.persons.find({told.person_id for told in news}),
        directory=await uow.contacts.around(school, receivers),
        today=uow.clock.today(),
        patience=_patience(uow, notice, rules),
        links=rules.links,
    )


async def _cases(uow: NoticesUnitOfWork, story: Story) -> Mapping[UUID, CaseStory]:
    if isinstance(story, CaseStory):
        return {story.case_id: story}
    case_ids = story.latest.case_ids if story.latest else ()
    return {case_id: await uow.cases.story(case_id) for case_id in case_ids}


def _school(notice: Notice, story: Story) -> str:
    """The school whose contacts are told; a case may have gone on at another one since."""
    told_of = story.news_at(notice.key.occasion) if isinstance(story, CaseStory) else story.latest
    return told_of.school if told_of else ""


def _patience(uow: NoticesUnitOfWork, notice: Notice, rules: TakingRules) -> Patience:
    waiting = uow.clock.now() - (notice.waiting_since or uow.clock.now())
    return Patience(
        for_role_over=uow.real_now() - notice.queued_at >= rules.wait_for_role,
        for_facts_over=waiting >= rules.wait_for_facts,
    )
