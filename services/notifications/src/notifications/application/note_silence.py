"""Receivers who did not answer in time: told to the others, and to whoever can be told instead."""

from collections.abc import Sequence

from notifications.application.clocks import Clocks
from notifications.application.subject import AnySubject, Subjects
from notifications.application.tell_instead import tell_instead
from notifications.domain.about import About
from notifications.domain.notice import Notice
from notifications.domain.silence import SilenceRules, first_slot
from notifications.unit_of_work import NotificationsUnitOfWork, NotificationsUnits

_AT_ONCE = 100


async def note_silence(units: NotificationsUnits, *, subjects: Subjects, rules: SilenceRules, clocks: Clocks) -> None:
    """Look for notices whose last day to be answered has passed. The job of a ticker."""
    async with units.reading() as uow:
        abouts = await uow.notices.unanswered(clocks.clock.now(), most=_AT_ONCE)
    for about in abouts:
        async with units() as uow:
            await _note_about(uow, about, subject=subjects[about.kind], rules=rules, clocks=clocks)


async def _note_about(
    uow: NotificationsUnitOfWork, about: About, *, subject: AnySubject, rules: SilenceRules, clocks: Clocks
) -> None:
    """Once for each notice; of what no longer holds no answer is waited for any more."""
    await uow.load_stories([about])
    story, now = await uow.stories(subject.stories).story(about.id), clocks.clock.now()
    notices = await uow.notices.of(about)
    for notice in [notice for notice in notices if _is_awaited(notice, clocks)]:
        if _answered(notice, notices) or not subject.still_holds(notice, story):
            notice.answer_by = None
            uow.save(notice)
            continue
        notice.miss(now)
        uow.save(notice)
        uow.log("notification.unanswered", aggregate_id=notice.id, template=notice.key.template)
        if rules.tells_others and subject.unanswered:
            await tell_instead(uow, notice, notices, subject=subject, to_coordinator=subject.unanswered, clocks=clocks)


def _is_awaited(notice: Notice, clocks: Clocks) -> bool:
    return notice.awaited_until is not None and notice.awaited_until <= clocks.clock.now()


def _answered(notice: Notice, notices: Sequence[Notice]) -> bool:
    """Whether somebody answered who was told the same, before or after this receiver."""
    return any(
        other.acknowledged_at is not None
        and other.key.occasion == notice.key.occasion
        and first_slot(other.key.slot) == first_slot(notice.key.slot)
        for other in notices
    )
