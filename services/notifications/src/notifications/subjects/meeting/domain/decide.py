"""Who is told of a meeting, and whose notice no longer holds."""

from collections.abc import Sequence

from notifications.domain.agreements import NOTHING_AGREED, Agreed
from notifications.domain.decision import Decision, Wanted
from notifications.domain.labels import Appointment
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.vocabulary import Status
from notifications.subjects.meeting.domain.story import (
    AnswerNews,
    MeetingState,
    MeetingStory,
    MeetingVersion,
    Participant,
)
from notifications.subjects.meeting.domain.vocabulary import WITHOUT_TIME, MeetingTemplate, about_meeting
from notifications.subjects.meeting.domain.without_time import decide_without_time, time_holds
from shared.domain.roles import Role


def decide(story: MeetingStory, notices: Sequence[Notice], _agreed: Agreed = NOTHING_AGREED) -> Decision:
    """What follows for a meeting from all that arrived about it and the notices there are.

    Only the newest version counts: what a participant was told last is compared with the appointment they have now.
    """
    latest = story.latest
    if latest is None:
        return decide_without_time(story, notices)
    if latest.state is MeetingState.HELD:
        return Decision(cancel=tuple(notice for notice in notices if notice.pending))
    roles = _roles(story)
    decisions = [
        decide_for(
            Participant(contact_id, roles[contact_id]),
            story,
            latest=latest,
            notices=[notice for notice in notices if notice.key.slot == contact_id and _beside(notice) == beside],
        )
        for contact_id in sorted(roles)
        for decide_for, beside in (
            (_decide_for, None),
            (_decide_agenda_for, MeetingTemplate.AGENDA),
            (_decide_reminder_for, MeetingTemplate.REMINDER),
        )
    ]
    decisions.append(decide_without_time(story, notices))
    return Decision(
        make=tuple(wanted for decision in decisions for wanted in decision.make),
        cancel=tuple(notice for decision in decisions for notice in decision.cancel),
    )


def appointment_told(story: MeetingStory, notice: Notice) -> Appointment | None:
    """The appointment a notice tells its receiver of; None for a cancellation."""
    version = story.at(notice.key.occasion)
    if notice.key.template == MeetingTemplate.CANCELLED or version is None:
        return None
    return version.appointment


def still_holds(notice: Notice, story: MeetingStory) -> bool:
    """Whether the notice tells of the appointment, or the agenda, that its receiver has now, or awaits an answer."""
    latest = story.latest
    if notice.key.template == MeetingTemplate.REMINDER:
        return _asks_for(notice, story.awaited_of(notice.key.slot))
    if notice.key.template in WITHOUT_TIME:
        return time_holds(notice, story)
    if latest is not None and is_of_agenda(notice):
        takes_part = latest.appointment_of(notice.key.slot) is not None
        return takes_part and story.agenda_at(notice.key.occasion) == story.agenda_at(latest.sequence)
    return latest is not None and latest.appointment_of(notice.key.slot) == appointment_told(story, notice)


def is_of_agenda(notice: Notice) -> bool:
    """Whether the notice tells of an agenda, and not of an appointment."""
    return notice.key.template == MeetingTemplate.AGENDA


def _beside(notice: Notice) -> str | None:
    """The template of what is told beside the appointment; None of what tells of the appointment."""
    template = notice.key.template
    return template if template in {MeetingTemplate.AGENDA, MeetingTemplate.REMINDER} else None


def _asks_for(reminder: Notice, awaited: AnswerNews | None) -> bool:
    return awaited is not None and reminder.key.occasion == awaited.sequence


def _roles(story: MeetingStory) -> dict[str, Role]:
    """Everybody who ever took part, with the newest role of each person."""
    ordered = sorted(story.versions, key=lambda version: version.sequence)
    return {who.contact_id: who.role for version in ordered for who in version.participants}


def _decide_for(
    who: Participant, story: MeetingStory, *, latest: MeetingVersion, notices: Sequence[Notice]
) -> Decision:
    if any(notice.status is Status.SENDING for notice in notices):
        return Decision()  # whether its receiver was told is known in a moment
    now = latest.appointment_of(who.contact_id)
    last_told = max((notice for notice in notices if notice.told), key=lambda notice: notice.key.occasion, default=None)
    heard = appointment_told(story, last_told) if last_told else None
    stale = tuple(notice for notice in notices if notice.pending and appointment_told(story, notice) != now)
    if heard == now or any(notice.pending and notice not in stale for notice in notices):
        return Decision(cancel=stale)
    key = NoticeKey(_template(heard, now), about_meeting(story.meeting_id), latest.sequence, who.contact_id)
    if any(notice.key == key for notice in notices):
        return Decision(cancel=stale)
    corrects = (last_told.id,) if last_told and heard else ()
    return Decision(make=(Wanted(key, who.role, latest.origin, who.contact_id, corrects),), cancel=stale)


def _decide_agenda_for(
    who: Participant, story: MeetingStory, *, latest: MeetingVersion, notices: Sequence[Notice]
) -> Decision:
    """Once the agenda is to be told: tell it, and tell it again when it is another. An empty one is not told first."""
    if not story.agenda_is_told or any(notice.status is Status.SENDING for notice in notices):
        return Decision()
    now = story.agenda_at(latest.sequence)
    takes_part = latest.appointment_of(who.contact_id) is not None
    last_told = max((notice for notice in notices if notice.told), key=lambda notice: notice.key.occasion, default=None)
    heard = story.agenda_at(last_told.key.occasion) if last_told else ()
    stale = tuple(
        notice
        for notice in notices
        if notice.pending and not (takes_part and story.agenda_at(notice.key.occasion) == now != heard)
    )
    if not takes_part or heard == now or any(notice.pending and notice not in stale for notice in notices):
        return Decision(cancel=stale)
    key = NoticeKey(MeetingTemplate.AGENDA, about_meeting(story.meeting_id), latest.sequence, who.contact_id)
    corrects = (last_told.id,) if last_told else ()
    return Decision(make=(Wanted(key, who.role, latest.origin, who.contact_id, corrects),), cancel=stale)


def _decide_reminder_for(
    who: Participant, story: MeetingStory, *, latest: MeetingVersion, notices: Sequence[Notice]
) -> Decision:
    """Remind once of each answer that is awaited, as long as it is."""
    awaited = story.awaited_of(who.contact_id)
    stale = tuple(notice for notice in notices if notice.pending and not _asks_for(notice, awaited))
    if awaited is None or any(_asks_for(notice, awaited) for notice in notices):
        return Decision(cancel=stale)
    key = NoticeKey(MeetingTemplate.REMINDER, about_meeting(story.meeting_id), awaited.sequence, who.contact_id)
    return Decision(make=(Wanted(key, who.role, awaited.origin, who.contact_id),), cancel=stale)


def _template(heard: Appointment | None, now: Appointment | None) -> MeetingTemplate:
    if now is None:
        return MeetingTemplate.CANCELLED
    return MeetingTemplate.MOVED if heard else MeetingTemplate.INVITATION
