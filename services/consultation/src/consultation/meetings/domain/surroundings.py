"""What a planned meeting depends on, and whether it still fits: the day, the people, the place, the time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from consultation.domain.contact import Contact
from consultation.domain.local_time import local_day
from consultation.domain.school_time import SchoolTime
from consultation.domain.wanted import Participant, Slot
from consultation.meetings.domain.attention import AttentionReason
from consultation.meetings.domain.meeting import Meeting
from shared.domain.deputies import line_of


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """The world around one meeting, as it is now.

    `school_time` is that of the school, and of a session's other schools together. `place_is_taken`: another meeting
    that had the place first is there at the same time, or the room can't be used then.
    """

    now: datetime
    school_time: SchoolTime
    directory: Mapping[str, Contact]
    place_is_taken: bool = False

    def reasons_of(self, meeting: Meeting) -> tuple[AttentionReason, ...]:
        """Why the meeting asks for somebody, in a fixed order; empty if nothing does.

        A meeting that is past only asks to be completed. Whether somebody is away is asked of contacts only, not of
        somebody who is no contact any more.
        """
        if meeting.slot is None or not meeting.is_awaited:
            return ()
        if meeting.slot.time.end <= self.now:
            return (AttentionReason.TO_COMPLETE,)
        return tuple(self._reasons(meeting, meeting.slot))

    def _reasons(self, meeting: Meeting, slot: Slot) -> Iterator[AttentionReason]:
        if not self.school_time.has_lessons_during(slot.time):
            yield AttentionReason.SCHOOL_CLOSED
        there = [person for person in slot.participants if self._is_contact(meeting, slot, person)]
        missing = {*meeting.declined, *meeting.silent}
        missed = any(person.required and person.contact_id in missing for person in slot.participants)
        missed = missed or bool(meeting.left_out)
        if missed or not all(self._is_available(slot, person) for person in there):
            yield AttentionReason.PARTICIPANT_AWAY
        if len(there) < len(slot.participants):
            yield AttentionReason.CONTACT_ENDED
        if self.place_is_taken:
            yield AttentionReason.PLACE_TAKEN

    def _is_contact(self, meeting: Meeting, slot: Slot, person: Participant) -> bool:
        contact = self.directory.get(person.contact_id)
        return (
            contact is not None
            and contact.role is person.role
            and contact.valid_on(local_day(slot.time.start))
            and (
                meeting.wanted.names(person.contact_id)
                or any(line_of(contact, school, self.directory) is not None for school in meeting.schools)
            )
        )

    def _is_available(self, slot: Slot, person: Participant) -> bool:
        there = self.directory[person.contact_id].availability.within((slot.time,))
        return any(interval.contains(slot.time) for interval in there)
