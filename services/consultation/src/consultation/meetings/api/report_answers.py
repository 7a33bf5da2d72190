"""The report of a meeting as it is answered."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.domain.local_time import BRUSSELS
from consultation.meetings.api.action_bodies import AgreedActionAnswer
from consultation.meetings.api.guest_bodies import GuestAnswer
from consultation.meetings.api.minutes_bodies import MinutesAnswer
from consultation.meetings.domain.agreed_action import AgreedAction
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status
from consultation.meetings.domain.tabled_case import TabledCase
from shared.domain.decisions import Decision
from shared.domain.roles import Role


class ReportedPersonAnswer(BaseModel):
    """Somebody who was invited."""

    model_config = DESCRIBED

    contact_id: str
    name: str | None
    """The name; null for a contact that the caller may not see."""
    role: Role
    present: bool | None
    """Whether they were there; null while nobody noted it."""


class ReportedActionAnswer(AgreedActionAnswer):
    """What was agreed, with who does it by name."""

    owner_name: str | None
    """The name; null for a contact that the caller may not see."""

    @classmethod
    def by(cls, action: AgreedAction, names: Mapping[str, str]) -> "ReportedActionAnswer":
        return cls(owner_name=names.get(action.owner), **AgreedActionAnswer.of(action).model_dump())


class ReportedCaseAnswer(BaseModel):
    """What came of the meeting for a case."""

    model_config = DESCRIBED

    case_id: UUID
    reference: str | None
    """What people call the case; null while no event has told of it."""
    school: str
    """The school for which the case asked for a meeting."""
    decision: Decision | None
    """What was decided; null when nothing is noted."""
    minutes: str | None
    """What was said and decided, as it was written last; null when nothing was written."""
    actions: list[ReportedActionAnswer]
    """What was agreed, what is due first in front."""

    @classmethod
    def of(cls, case: TabledCase, names: Mapping[str, str]) -> "ReportedCaseAnswer":
        return cls(
            case_id=case.case_id,
            reference=case.reference,
            school=case.school,
            decision=case.decision,
            minutes=case.minutes.text if case.minutes else None,
            actions=[ReportedActionAnswer.by(action, names) for action in case.actions],
        )


class ReportAnswer(BaseModel):
    """A meeting with what came of it, as far as the caller may see it."""

    model_config = DESCRIBED

    meeting_id: UUID
    title: str
    """What this kind of meeting is called, in Dutch."""
    status: Status
    starts_at: datetime
    """Start of the meeting."""
    ends_at: datetime
    place: str | None
    """Where, with the school by its name where the directory has it."""
    people: list[ReportedPersonAnswer]
    """Who was invited, and who was there."""
    guests: list[GuestAnswer]
    """Who came and does not work with the system, until they are removed."""
    minutes: MinutesAnswer | None
    """The minutes of the whole meeting; null when nobody wrote any."""
    cases: list[ReportedCaseAnswer]
    """The cases for which the caller was invited; all for who runs cases."""

    @classmethod
    def people_of(cls, meeting: Meeting, names: Mapping[str, str]) -> list[ReportedPersonAnswer]:
        """Who was invited, with whether they were there."""
        present = meeting.held.present
        return [
            ReportedPersonAnswer(
                contact_id=person.contact_id,
                name=names.get(person.contact_id),
                role=person.role,
                present=None if present is None else person.contact_id in present,
            )
            for person in (meeting.slot.participants if meeting.slot else ())
        ]


def local(moment: datetime) -> datetime:
    """A moment as clocks in Brussels show it."""
    return moment.astimezone(BRUSSELS)
