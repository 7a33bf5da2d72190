"""The agenda of a session as it is answered and sent."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import DESCRIBED, EXACT
from consultation.domain.audience import Audience
from consultation.domain.local_time import BRUSSELS
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.session import Session
from consultation.meetings.domain.standing import KnownCase

_MINUTE = timedelta(minutes=1)


class AgendaItemBody(BaseModel):
    """A case on the agenda."""

    model_config = EXACT

    case_id: UUID
    """The case."""
    minutes: int = Field(ge=1, le=480, strict=True)
    """For how long it is talked about."""


class AgendaBody(BaseModel):
    """The whole agenda, in its order."""

    model_config = EXACT

    items: list[AgendaItemBody] = Field(max_length=50)
    """The cases. A case that is left out gets another place; one that is new comes on the agenda."""


class AgendaItemAnswer(BaseModel):
    """A case on the agenda."""

    model_config = DESCRIBED

    case_id: UUID
    """The case."""
    reference: str | None
    """Its reference for people; null where no event has told of it."""
    school: str
    """School for which it was asked."""
    minutes: int
    """For how long it is talked about."""
    starts_at: datetime
    """When its turn is, by the minutes of those before it."""
    hold_by: date
    """Last day it may be met about; the session is that day or before."""


class AgendaAnswer(BaseModel):
    """What a session is about, as far as the caller may see it."""

    model_config = DESCRIBED

    meeting_id: UUID
    """The session."""
    series_id: UUID
    """Its series."""
    starts_at: datetime
    ends_at: datetime
    minutes: int
    """How long the session takes."""
    minutes_left: int
    """What the cases on the agenda leave of that; below 0 when a session became shorter than its cases."""
    told_at: datetime | None
    """When the participants were told of the agenda; null before."""
    items: list[AgendaItemAnswer]
    """The cases of the caller's own schools, in the order of the agenda."""
    others: int
    """How many cases of other schools there are beside."""
    version: int
    """The version of the session."""

    @classmethod
    def of(cls, session: Meeting, cases: Mapping[UUID, KnownCase], audience: Audience) -> "AgendaAnswer":
        """Raises ValueError for a meeting that is no session."""
        if session.session is None or session.slot is None:
            raise ValueError("a session has a slot")
        start, end = (time.astimezone(BRUSSELS) for time in (session.slot.time.start, session.slot.time.end))
        items = _items(session.session, start, cases)
        shown = [item for item in items if audience.sees_school(item.school)]
        told_at, length = session.session.agenda_told_at, end - start
        return cls(
            meeting_id=session.meeting_id,
            series_id=session.session.series_id,
            starts_at=start,
            ends_at=end,
            minutes=length // _MINUTE,
            minutes_left=(length - session.session.time_taken) // _MINUTE,
            told_at=told_at.astimezone(BRUSSELS) if told_at else None,
            items=shown,
            others=len(items) - len(shown),
            version=session.version,
        )


def _items(session: Session, start: datetime, cases: Mapping[UUID, KnownCase]) -> list[AgendaItemAnswer]:
    items, begins = [], start
    for item in session.agenda:
        items.append(
            AgendaItemAnswer(
                case_id=item.case_id,
                reference=cases[item.case_id].reference if item.case_id in cases else None,
                school=item.wanted.school,
                minutes=item.minutes,
                starts_at=begins,
                hold_by=item.wanted.hold_by,
            )
        )
        begins += item.minutes * _MINUTE
    return items
