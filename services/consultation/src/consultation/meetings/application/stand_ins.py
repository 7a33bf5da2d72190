"""Who can come to a meeting instead of somebody who takes part."""

from collections.abc import Mapping, Sequence

from consultation.domain.contact import Contact
from consultation.domain.local_time import local_day
from consultation.domain.wanted import Participant
from consultation.meetings.domain.meeting import Meeting
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.deputies import line_of


async def stand_ins(uow: ConsultationUnitOfWork, meeting: Meeting, participant: Participant) -> Sequence[Contact]:
    """The contacts of the participant's role on that day who do not take part: own deputies first.

    Of a session they have a place at every school that the participant sits there for. Whether they are free then is
    not looked at.
    """
    if meeting.slot is None:
        return ()
    day = local_day(meeting.slot.time.start)
    directory = {
        contact.contact_id: contact
        for school in meeting.schools
        for contact in await uow.contacts.for_meeting(school, [participant.role])
    }
    schools = _seated_for(meeting, participant, directory)
    there = [
        contact
        for contact in directory.values()
        if contact.valid_on(day)
        and not meeting.has_participant(contact.contact_id)
        and all(line_of(contact, school, directory) is not None for school in schools)
    ]
    return sorted(there, key=lambda contact: (contact.deputy_of != participant.contact_id, contact.contact_id))


async def unwilling(uow: ConsultationUnitOfWork, meeting: Meeting) -> frozenset[str]:
    """Who answered, now or when it had this time before, that they can't at the time that the meeting has."""
    refused = await uow.replies.refused(meeting.meeting_id)
    return frozenset(contact_id for contact_id, time in refused if meeting.slot and time == meeting.slot.time)


def _seated_for(meeting: Meeting, participant: Participant, directory: Mapping[str, Contact]) -> Sequence[str]:
    """The schools of the meeting for which the participant sits there; where it is, for who is no contact any more."""
    contact = directory.get(participant.contact_id)
    own = [school for school in meeting.schools if contact and line_of(contact, school, directory) is not None]
    return own or [meeting.school]
