"""Receivers who did not answer in time: told to the others, and to whoever can be told instead."""

from collections.abc import Sequence
from dataclasses import replace

from notifications.application.clocks import Clocks
from notifications.application.settle import queued
from notifications.application.subject import AnySubject, Subjects
from notifications.domain.about import About
from notifications.domain.decision import Wanted
from notifications.domain.directory import Directory
from notifications.domain.notice import Notice
from notifications.domain.silence import TO_COORDINATOR, TO_DEPUTY, SilenceRules, first_slot
from notifications.unit_of_work import NotificationsUnitOfWork, NotificationsUnits
from shared.domain.roles import Role

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
            await _tell_next(uow, notice, notices, subject=subject, clocks=clocks)


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


async def _tell_next(
    uow: NotificationsUnitOfWork,
    notice: Notice,
    notices: Sequence[Notice],
    *,
    subject: AnySubject,
    clocks: Clocks,
) -> None:
    """Tell the deputy of who did not answer, once; without a deputy, and after the deputy, the coordinator."""
    directory = await uow.contacts.around((), [notice.contact_id] if notice.contact_id else [])
    deputy = _deputy_of(notice, directory, clocks) if not notice.key.slot.endswith(TO_DEPUTY) else None
    slot = first_slot(notice.key.slot)
    if deputy:
        key = replace(notice.key, slot=f"{slot}{TO_DEPUTY}")
        wanted = Wanted(key, notice.role, notice.origin, deputy)
    else:
        key = replace(notice.key, template=str(subject.unanswered), slot=f"{slot}{TO_COORDINATOR}")
        wanted = Wanted(key, Role.COORDINATOR, notice.origin)
    if all(other.key != wanted.key for other in notices):
        uow.notices.add(queued(wanted, subject.tellings, clocks))


def _deputy_of(notice: Notice, directory: Directory, clocks: Clocks) -> str | None:
    return directory.deputy_of(notice.contact_id, clocks.clock.today()) if notice.contact_id else None
