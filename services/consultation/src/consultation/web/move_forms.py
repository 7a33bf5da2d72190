"""What is typed to move, cancel or complete a meeting: the API's own bodies, with the version that was seen."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator

from consultation.api.described import EXACT
from consultation.domain.local_time import moment
from consultation.meetings.api.meeting_bodies import CancelBody, RescheduleBody
from consultation.meetings.domain.held import NOTHING_SAID, CaseDecision, Held
from shared.domain.decisions import Decision


def in_brussels(typed: object) -> object:
    """A moment as a browser sends it, without a zone: what the clocks in Brussels show. Raises ValueError."""
    if not isinstance(typed, str):
        return typed
    local = datetime.fromisoformat(typed)
    try:
        return moment(local.date(), local.time()) if local.tzinfo is None else local
    except OverflowError as error:
        raise ValueError("is before or after all that a calendar has") from error


BrusselsTime = Annotated[datetime | None, BeforeValidator(in_brussels)]


class MoveForm(RescheduleBody):
    """Where a meeting moves to; the next free moment when no moment is typed."""

    version: int
    starts_at: BrusselsTime = None


class CancelForm(CancelBody):
    """Why a meeting is called off."""

    version: int


class CompleteForm(BaseModel):
    """That a meeting was held, and for a meeting about one case what was decided."""

    model_config = EXACT

    version: int
    case_id: UUID | None = None
    decision: Decision | None = None

    def held(self) -> Held:
        """What is said of the meeting; who was there is not typed here."""
        if self.case_id is None or self.decision is None:
            return NOTHING_SAID
        return Held(None, (CaseDecision(self.case_id, self.decision),))
