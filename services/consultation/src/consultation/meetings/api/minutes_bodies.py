"""Minutes as they are written and answered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from consultation.api.described import DESCRIBED
from consultation.domain.local_time import BRUSSELS
from consultation.meetings.domain.minutes import LONGEST_ACTION, LONGEST_TEXT, Action, Minutes
from shared.contracts.fields import ContactId, not_blank
from shared.contracts.moments import IsoDate


class ActionBody(BaseModel):
    """Something someone does."""

    model_config = DESCRIBED

    what: Annotated[str, Field(min_length=1, max_length=LONGEST_ACTION), AfterValidator(not_blank)]
    """What is done."""
    who: ContactId | None = None
    """The person who does it; null while nobody has taken it."""
    by: IsoDate | None = None
    """Before the end of this day."""


class MinutesBody(BaseModel):
    """Minutes, without medical content."""

    model_config = DESCRIBED

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), AfterValidator(not_blank)]
    """What was said and decided."""
    actions: list[ActionBody] = Field(default_factory=list, max_length=100)
    """Who does what, and by when."""

    def minutes(self, written_by: str, written_at: datetime) -> Minutes:
        actions = tuple(Action(action.what, action.who, action.by) for action in self.actions)
        return Minutes(text=self.text, actions=actions, written_by=written_by, written_at=written_at)


class ActionAnswer(BaseModel):
    """Something someone does."""

    model_config = DESCRIBED

    what: str
    """What is done."""
    who: str | None
    """The person who does it; null while nobody has taken it."""
    by: IsoDate | None
    """Before the end of this day."""


class MinutesAnswer(BaseModel):
    """Minutes as they are kept."""

    model_config = DESCRIBED

    text: str
    """What was said and decided."""
    actions: list[ActionAnswer]
    """Who does what, and by when."""
    meeting_id: UUID
    written_by: str
    """Subject of the token of whoever wrote them last."""
    written_at: datetime

    @classmethod
    def of(cls, meeting_id: UUID, minutes: Minutes) -> "MinutesAnswer":
        return cls(
            text=minutes.text,
            actions=[ActionAnswer(what=action.what, who=action.who, by=action.by) for action in minutes.actions],
            meeting_id=meeting_id,
            written_by=minutes.written_by,
            written_at=minutes.written_at.astimezone(BRUSSELS),
        )
