"""Who is told of a session, and whose notice no longer holds."""

from collections.abc import Sequence

from notifications.domain.agreements import NOTHING_AGREED, Agreed
from notifications.domain.decision import Decision, Wanted
from notifications.domain.labels import Appointment
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.vocabulary import Status
from notifications.subjects.body_session.domain.story import Guest, SessionStory, SessionVersion
from notifications.subjects.body_session.domain.vocabulary import SessionTemplate, about_session


def decide(story: SessionStory, notices: Sequence[Notice], _agreed: Agreed = NOTHING_AGREED) -> Decision:
    """What follows for a session from all that arrived about it and the notices there are.

    What somebody was told last is compared with the appointment they have now.
    """
    latest = story.latest
    if latest is None:
        return Decision()
    decisions = [
        _decide_for(
            Guest(contact_id, role),
            story,
            latest=latest,
            notices=[notice for notice in notices if notice.key.slot == contact_id],
        )
        for contact_id, role in sorted(story.guests.items())
    ]
    return Decision(
        make=tuple(wanted for decision in decisions for wanted in decision.make),
        cancel=tuple(notice for decision in decisions for notice in decision.cancel),
    )


def appointment_told(story: SessionStory, notice: Notice) -> Appointment | None:
    """The appointment a notice tells its receiver of; None for a cancellation."""
    version = story.at(notice.key.occasion)
    if notice.key.template == SessionTemplate.CANCELLED or version is None:
        return None
    return version.appointment


def still_holds(notice: Notice, story: SessionStory) -> bool:
    """Whether the notice tells of the appointment that its receiver has now."""
    latest = story.latest
    return latest is not None and latest.appointment_of(notice.key.slot) == appointment_told(story, notice)


def _decide_for(guest: Guest, story: SessionStory, *, latest: SessionVersion, notices: Sequence[Notice]) -> Decision:
    if any(notice.status is Status.SENDING for notice in notices):
        return Decision()  # whether its receiver was told is known in a moment
    now = latest.appointment_of(guest.contact_id)
    last_told = max((notice for notice in notices if notice.told), key=lambda notice: notice.key.occasion, default=None)
    heard = appointment_told(story, last_told) if last_told else None
    stale = tuple(notice for notice in notices if notice.pending and appointment_told(story, notice) != now)
    if heard == now or any(notice.pending and notice not in stale for notice in notices):
        return Decision(cancel=stale)
    key = NoticeKey(_template(heard, now), about_session(story.session_id), latest.sequence, guest.contact_id)
    if any(notice.key == key for notice in notices):
        return Decision(cancel=stale)
    corrects = (last_told.id,) if last_told and heard else ()
    return Decision(make=(Wanted(key, guest.role, latest.origin, guest.contact_id, corrects),), cancel=stale)


def _template(heard: Appointment | None, now: Appointment | None) -> SessionTemplate:
    if now is None:
        return SessionTemplate.CANCELLED
    return SessionTemplate.MOVED if heard else SessionTemplate.INVITATION
