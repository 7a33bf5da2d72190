"""Agreed actions as they are written and answered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from consultation.api.described import DESCRIBED, EXACT
from consultation.domain.local_time import BRUSSELS
from consultation.meetings.domain.agreed_action import AgreedAction
from consultation.meetings.domain.minutes import LONGEST_ACTION
from shared.contracts.fields import ContactId, not_blank
from shared.contracts.moments import IsoDate


class AgreedActionBody(BaseModel):
    """Something that somebody who takes part does for a case."""

    model_config = EXACT

    case_id: UUID
    """The case, one of the meeting."""
    what: Annotated[str, Field(min_length=1, max_length=LONGEST_ACTION), AfterValidator(not_blank)]
    """What is done, without medical content."""
    owner: ContactId
    """Who does it: a participant of the meeting."""
    due_on: IsoDate
    """Day by which it is done, from today on."""

    def action(self, action_id: UUID, agreed_by: str, agreed_at: datetime) -> AgreedAction:
        return AgreedAction(
            action_id=action_id,
            case_id=self.case_id,
            what=self.what,
            owner=self.owner,
            due_on=self.due_on,
            agreed_by=agreed_by,
            agreed_at=agreed_at,
        )


class AgreedActionAnswer(BaseModel):
    """An action as it is kept."""

    model_config = DESCRIBED

    action_id: UUID
    """The action, also in `action-agreed` and `task-done`."""
    case_id: UUID
    """The case; the case that went on, if it was merged."""
    what: str
    """What is done."""
    owner: str
    """Who does it."""
    due_on: IsoDate
    """Day by which it is done."""
    agreed_by: str
    """Subject of the token of whoever wrote it down."""
    agreed_at: datetime
    """When it was written down."""
    done_on: IsoDate | None
    """Day on which its task in casework was done; null until then."""

    @classmethod
    def of(cls, action: AgreedAction) -> "AgreedActionAnswer":
        return cls(
            action_id=action.action_id,
            case_id=action.case_id,
            what=action.what,
            owner=action.owner,
            due_on=action.due_on,
            agreed_by=action.agreed_by,
            agreed_at=action.agreed_at.astimezone(BRUSSELS),
            done_on=action.done_on,
        )
