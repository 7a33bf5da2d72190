"""Somebody asks to send to another contact too what a notice tells."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.settle import queued
from notifications.application.subject import AnySubject, Subjects
from notifications.domain.decision import Wanted
from notifications.domain.directory import Contact
from notifications.domain.notice import Notice
from notifications.domain.silence import TO_DEPUTY, first_slot, slot_to
from notifications.domain.states import RESEND, RESENT, endpoints_from
from notifications.domain.telling import Why
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import IllegalTransition, InvalidField, NotFound

DEPUTY = "deputy"
_FOR_A_ROLE = frozenset({Why.INVOLVED_BY_LAW, Why.SUPPORTS_PUPILS})
"""Reasons for which another contact of the same role can be told too."""


async def resend_notice(
    uow: NotificationsUnitOfWork,
    notice_id: UUID,
    *,
    to: str,
    expect: Callable[[int], None],
    subjects: Subjects,
    clocks: Clocks,
) -> Notice:
    """Queue the same for the receiver's deputy or another contact, once; again answers the notice that contact has.

    ``to`` is `deputy` or a contact id; ``expect`` checks the version. Raises NotFound, IllegalTransition for what is
    still to go, no longer holds or is nobody else's, and InvalidField for a contact who can't be told.
    """
    read = await uow.notices.read([notice_id])
    if not read:
        raise NotFound("notification", notice_id)
    about = read[0].key.about
    subject = subjects[about.kind]
    await uow.load_stories([about])
    notices = await uow.notices.of(about)
    notice = next(notice for notice in notices if notice.id == notice_id)
    expect(notice.version)
    story = await uow.stories(subject.stories).story(about.id)
    _check(notice, subject, holds=subject.still_holds(notice, story))
    needs = subject.needs(notice, story)
    contact = await _contact(uow, notice, to=to, school=needs.school if needs else None, clocks=clocks)
    same = _same_told(notice, contact, notices)
    if same:
        return same
    slot = f"{first_slot(notice.key.slot)}{TO_DEPUTY}" if to == DEPUTY else slot_to(notice.key.slot, contact.contact_id)
    wanted = Wanted(replace(notice.key, slot=slot), notice.role, notice.origin, contact.contact_id)
    if any(other.key == wanted.key for other in notices):
        wanted = replace(wanted, key=replace(wanted.key, slot=slot_to(notice.key.slot, contact.contact_id)))
    resent = queued(wanted, subject.tellings, clocks)
    uow.notices.add(resent)
    return resent


def _check(notice: Notice, subject: AnySubject, *, holds: bool) -> None:
    if notice.status not in RESENT:
        raise IllegalTransition(RESEND, notice.status, endpoints_from(notice.status))
    if not holds:
        raise IllegalTransition(RESEND, "no-longer-holds", ())
    if notice.corrects or subject.tellings.to(notice.key.template, notice.role).why not in _FOR_A_ROLE:
        why = "only what is told to a role can go to another contact of that role"
        raise IllegalTransition(RESEND, notice.status, (), why=why)


async def _contact(
    uow: NotificationsUnitOfWork, notice: Notice, *, to: str, school: str | None, clocks: Clocks
) -> Contact:
    """Who is to be told. Raises InvalidField unless it is a contact of the notice's role, there today."""
    today = clocks.clock.today()
    named = [contact_id for contact_id in (to, notice.contact_id) if contact_id]
    directory = await uow.contacts.around([school] if school else [], named)
    deputy = directory.deputy_of(notice.contact_id, today) if notice.contact_id else None
    contact_id = deputy if to == DEPUTY else to
    contact = directory.get(contact_id) if contact_id else None
    if contact is None:
        raise InvalidField("to", "no deputy of the receiver is there today" if to == DEPUTY else "is no contact")
    serves = contact.contact_id == deputy or (school is not None and contact.serves(school))
    if contact.role is not notice.role or not serves or not contact.valid_on(today):
        raise InvalidField("to", f"must be a {notice.role} of that school who is there today")
    return contact


def _same_told(notice: Notice, contact: Contact, notices: Sequence[Notice]) -> Notice | None:
    """The notice by which this contact has, or gets, the same; None if the contact has no such notice."""
    return next(
        (
            other
            for other in notices
            if other.contact_id == contact.contact_id
            and (other.key.template, other.key.occasion) == (notice.key.template, notice.key.occasion)
            and first_slot(other.key.slot) == first_slot(notice.key.slot)
        ),
        None,
    )
