"""A notice about a session, made ready for who is invited."""

from notifications.domain import receivers
from notifications.domain.labels import Appointment, CalendarEntry, Invited
from notifications.domain.notice import Notice
from notifications.domain.preparation import Knowledge, Needs, Prepared, Ready, Receiver, Void, Waits
from notifications.domain.vocabulary import Reason
from notifications.subjects.body_session.domain.decide import appointment_told
from notifications.subjects.body_session.domain.story import SessionStory, SessionVersion
from notifications.subjects.body_session.domain.tellings import TELLINGS
from notifications.subjects.body_session.domain.views import SessionView
from notifications.subjects.body_session.domain.vocabulary import KIND, SessionTemplate

_ENTRY_WORDS = "overleg"


def needs(_notice: Notice, story: SessionStory) -> Needs | None:
    """Nothing beside the receiver; None if nothing has arrived."""
    return Needs() if story.latest else None


def prepare(notice: Notice, story: SessionStory, knowledge: Knowledge) -> Prepared:
    """Find the address of who is invited. Nobody is told of a session that is over.

    The newest version is what is written: a notice of an older version that still holds says the same.
    """
    version = story.latest
    if version is None:
        return Waits(f"{KIND}:{story.session_id}")
    if version.appointment.ends_at <= knowledge.now:
        return Void(Reason.NO_LONGER_HOLDS)
    receiver = receivers.of_the_slot(notice, knowledge)
    if not isinstance(receiver, Receiver):
        return receiver
    is_off, before = notice.key.template == SessionTemplate.CANCELLED, _before(story, knowledge.earlier)
    view = SessionView(
        body=version.body,
        link=knowledge.links.to_body_session(version.body_id, story.session_id),
        appointment=before if is_off and before else version.appointment,
        before=before,
    )
    entry = CalendarEntry(
        uid=version.ical_uid,
        sequence=version.ical_sequence,
        appointment=view.appointment,
        link=view.link,
        words=_ENTRY_WORDS,
        cancelled=is_off,
        invited=_invited(version, receiver, knowledge),
    )
    return Ready(receiver, TELLINGS.to(notice.key.template, receiver.role), view, entry)


def _invited(version: SessionVersion, receiver: Receiver, knowledge: Knowledge) -> tuple[Invited, ...]:
    """The receiver in front, and the others who are known here and can be reached."""
    others = (
        (guest, knowledge.directory.get(guest.contact_id))
        for guest in version.guests
        if guest.contact_id != receiver.contact_id
    )
    return (
        *((Invited(receiver.email, receiver.role, required=True),) if receiver.email else ()),
        *(Invited(contact.email, guest.role, required=True) for guest, contact in others if contact and contact.email),
    )


def _before(story: SessionStory, earlier: tuple[Notice, ...]) -> Appointment | None:
    return next((appointment for notice in earlier if (appointment := appointment_told(story, notice))), None)
