"""After anything changed about a case or meeting: carry out what follows for its notices."""

from uuid import UUID

from notifications.application.ports import NoticesUnitOfWork
from notifications.domain.about import About
from notifications.domain.case_story import CaseStory
from notifications.domain.decision import Wanted
from notifications.domain.notice import Notice
from notifications.domain.stories import Story, decide
from notifications.domain.vocabulary import TEMPLATE_VERSIONS, AboutKind, Reason


async def story_of(uow: NoticesUnitOfWork, about: About) -> Story:
    """All that arrived about a case or meeting."""
    if about.kind is AboutKind.CASE:
        return await _case_story(uow, about.id, frozenset())
    return await uow.meetings.story(about.id)


async def _case_story(uow: NoticesUnitOfWork, case_id: UUID, before: frozenset[UUID]) -> CaseStory:
    """A case's story, with what became of it in the cases it went on in."""
    story = await uow.cases.story(case_id)
    before |= {case_id}
    for other in sorted(story.went_on_in - before):
        story = story.going_on_in(await _case_story(uow, other, before))
    return story


async def settle(uow: NoticesUnitOfWork, about: About, notices: list[Notice] | None = None) -> None:
    """Cancel what no longer holds and queue what has to be told.

    The caller has locked ``about`` and passes its ``notices`` where it has them.
    """
    known = await uow.notices.of(about) if notices is None else notices
    decision = decide(await story_of(uow, about), known)
    for stale in decision.cancel:
        stale.cancel(Reason.NO_LONGER_HOLDS)
        await uow.notices.save(stale)
    if decision.make:
        await uow.notices.add(*(_queued(wanted, uow) for wanted in decision.make))


def _queued(wanted: Wanted, uow: NoticesUnitOfWork) -> Notice:
    real_now = uow.real_now()
    return Notice(
        id=uow.new_id(),
        key=wanted.key,
        role=wanted.role,
        template_version=TEMPLATE_VERSIONS[wanted.key.template],
        origin=wanted.origin,
        created_at=uow.clock.now(),
        due_at=real_now,
        queued_at=real_now,
        contact_id=wanted.contact_id,
        recipient_role=wanted.role if wanted.contact_id else None,
        corrects=wanted.corrects,
    )
