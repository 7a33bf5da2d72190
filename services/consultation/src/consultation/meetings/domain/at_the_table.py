"""Which cases of a meeting its participants hear of, and what can be written about them."""

from collections.abc import Iterable
from uuid import UUID

from consultation.domain.audience import Audience
from consultation.domain.wanted import Participant
from consultation.meetings.domain.guests import OF_A_FAMILY, Guest
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status, Step, after
from shared.domain.errors import Conflict, InvalidField, NotFound


def cases_minuted_for(meeting: Meeting, audience: Audience) -> tuple[UUID, ...]:
    """The cases whose minutes somebody who takes part reads; of a session those that asked for them or their role."""
    participant = meeting.participant(audience.contact)
    if participant is None:
        return ()
    return tuple(case_id for case_id in meeting.case_ids_for(audience) if _asked_for(meeting, case_id, participant))


def check_minuted(meeting: Meeting, case_id: UUID) -> None:
    """Raises IllegalTransition while minutes can't be written, NotFound for a case that is not the meeting's."""
    after(meeting.status, Step.MINUTES)
    if case_id not in meeting.case_ids:
        raise NotFound("case of the meeting", case_id)


def check_guests(meeting: Meeting, guests: Iterable[Guest]) -> None:
    """Raises Conflict once the meeting is called off, InvalidField for who comes for no case of the meeting.

    At a session a parent or pupil comes for one case, so that only who sees that case reads the name.
    """
    if meeting.status is Status.CANCELLED:
        raise Conflict("the meeting was called off: nobody comes to it")
    for guest in guests:
        if not guest.comes_for(meeting.case_ids):
            raise InvalidField("guests", "names a case that is not one of this meeting")
        if meeting.session and guest.case_id is None and guest.role in OF_A_FAMILY:
            raise InvalidField("guests", "of a session say for which case a parent or pupil comes")


def _asked_for(meeting: Meeting, case_id: UUID, person: Participant) -> bool:
    """Whether a case asked for this person or the role; at a meeting that stands alone whoever is there is asked."""
    item = meeting.session.item(case_id) if meeting.session else None
    return item is None or person.role in item.wanted.roles or item.wanted.names(person.contact_id)
