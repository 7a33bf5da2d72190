"""Meetings as they are asked for."""

from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import EXACT
from consultation.domain.meeting_kind import CARE_MEETING
from consultation.meetings.application.arrange_meeting import Arrangement
from shared.contracts.fields import Line, SchoolNumber, Slug
from shared.contracts.moments import IsoDate, Time
from shared.domain.roles import Role


class MeetingBody(BaseModel):
    """A meeting to arrange by hand: at `starts_at`, or at the earliest slot."""

    model_config = EXACT

    case_ids: list[UUID] = Field(max_length=50)
    """The cases it is about; empty only for a kind of meeting that needs no case."""
    school: SchoolNumber | None = None
    """School where it is; that of the first case when absent."""
    meeting_type: Slug = CARE_MEETING
    """Kind of meeting."""
    starts_at: Time | None = None
    """Start; the earliest slot when absent."""
    not_before: IsoDate | None = None
    """First day it may be held; today when absent."""
    hold_by: IsoDate | None = None
    """Last day it may be held; two weeks later when absent."""
    required_roles: list[Role] = Field(default_factory=list, min_length=1, max_length=5)
    """Who has to be there; those of the kind of meeting when absent."""
    optional_roles: list[Role] = Field(default_factory=list, max_length=5)
    """Who takes part when free; those of the kind of meeting when absent."""
    place: Line | None = None
    """Where; the place of the kind of meeting at that school when absent."""

    def arrangement(self) -> Arrangement:
        return Arrangement(
            case_ids=tuple(dict.fromkeys(self.case_ids)),
            school=self.school,
            starts_at=self.starts_at,
            not_before=self.not_before,
            hold_by=self.hold_by,
            required_roles=self._roles("required_roles"),
            optional_roles=self._roles("optional_roles"),
            place=self.place,
            meeting_type=self.meeting_type,
        )

    def _roles(self, field: str) -> tuple[Role, ...] | None:
        """The roles that were sent, each once; None if the field was left out."""
        return tuple(dict.fromkeys(getattr(self, field))) if field in self.model_fields_set else None


class RescheduleBody(BaseModel):
    """Where a meeting moves to: a time, or else the next earliest slot."""

    model_config = EXACT

    starts_at: Time | None = None
    """The new start."""
    hold_by: IsoDate | None = None
    """Last day it may be held now; the day it had when absent."""


class CancelBody(BaseModel):
    """Why a meeting is called off."""

    model_config = EXACT

    reason: Line | None = None
    """Why, for those who run the case."""
