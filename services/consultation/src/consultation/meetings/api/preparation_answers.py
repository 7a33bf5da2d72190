"""What a meeting is prepared with, as it is answered."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.domain.local_time import BRUSSELS
from consultation.meetings.api.action_bodies import AgreedActionAnswer
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.tabled_case import EarlierAction, TabledCase


class EarlierActionAnswer(AgreedActionAnswer):
    """What was agreed for the case at another meeting before; `done_on` says whether it is done."""

    meeting_id: UUID
    """Where it was agreed."""

    @classmethod
    def at(cls, earlier: EarlierAction) -> "EarlierActionAnswer":
        return cls(meeting_id=earlier.meeting_id, **AgreedActionAnswer.of(earlier.action).model_dump())


class PreparedCaseAnswer(BaseModel):
    """A case as consultation knows it. Counts, days, steps and consents are casework's: its page has them."""

    model_config = DESCRIBED

    case_id: UUID
    reference: str | None
    """What people call the case; null while no event has told of it."""
    school: str
    """The school for which the case asked for a meeting."""
    case_type: str | None
    """The type of the case; null while no event has told of it."""
    rule: str | None
    """The rule of its highest level; null without a level."""
    level: int | None
    """The highest level it reached; null without a level."""
    minutes: int | None
    """For how long a session talks about it; null at a meeting that stands alone."""
    earlier_actions: list[EarlierActionAnswer]
    """What was agreed for it before, what is still to be done in front."""

    @classmethod
    def of(cls, case: TabledCase) -> "PreparedCaseAnswer":
        return cls(
            case_id=case.case_id,
            reference=case.reference,
            school=case.school,
            case_type=case.known.case_type if case.known else None,
            rule=case.known.rule if case.known else None,
            level=case.known.level if case.known else None,
            minutes=case.minutes_planned,
            earlier_actions=[EarlierActionAnswer.at(earlier) for earlier in case.earlier],
        )


class PreparationAnswer(BaseModel):
    """What a meeting is prepared with."""

    model_config = DESCRIBED

    meeting_id: UUID
    starts_at: datetime | None
    """Start; null until there is a slot."""
    cases: list[PreparedCaseAnswer]
    """The cases for which the caller was invited, in the order of the agenda; all for who runs cases."""

    @classmethod
    def of(cls, meeting: Meeting, cases: list[TabledCase]) -> "PreparationAnswer":
        return cls(
            meeting_id=meeting.meeting_id,
            starts_at=meeting.slot.time.start.astimezone(BRUSSELS) if meeting.slot else None,
            cases=[PreparedCaseAnswer.of(case) for case in cases],
        )
