"""What a list is asked for, and by whom."""

from dataclasses import dataclass
from uuid import UUID

from consultation.domain.contact import Contact
from consultation.domain.meeting import Meeting
from consultation.domain.meeting_states import Status
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Audience:
    """Who asks: they may see what is of `schools` (None: of any school), and what `contact`, their own, is part of."""

    schools: frozenset[str] | None
    contact: str | None = None

    def sees_contact(self, contact: Contact) -> bool:
        """Contacts of their schools, and themselves."""
        return contact.contact_id == self.contact or contact.shares_a_school_with(self.schools)

    def sees_meeting(self, meeting: Meeting) -> bool:
        """Meetings of their schools, and those they take part in."""
        return self.schools is None or meeting.school in self.schools or self.takes_part_in(meeting)

    def takes_part_in(self, meeting: Meeting) -> bool:
        people = meeting.slot.participants if meeting.slot else ()
        return any(person.contact_id == self.contact for person in people)


@dataclass(frozen=True, slots=True)
class ContactQuery:
    """Contacts with this role, and of this school."""

    audience: Audience
    role: Role | None = None
    school: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingQuery:
    """Meetings of this school, in this status, in which this contact takes part, about this case."""

    audience: Audience
    school: str | None = None
    status: Status | None = None
    contact: str | None = None
    case_id: UUID | None = None
