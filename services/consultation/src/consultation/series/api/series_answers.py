"""Series as they are answered."""

from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import DESCRIBED, WITH_FROM
from consultation.domain.local_time import BRUSSELS
from consultation.domain.wanted import Participant
from consultation.meetings.api.meeting_answers import MeetingAnswer, ParticipantAnswer
from consultation.series.domain.proposal import Proposal, ProposedSession
from consultation.series.domain.series import Series
from shared.domain.roles import Role

_MINUTE = timedelta(minutes=1)


class ProposedSessionAnswer(BaseModel):
    """A session that is proposed, or could not be fixed."""

    model_config = DESCRIBED

    on: date
    """Its day by the rhythm."""
    starts_at: datetime | None
    """When it begins: that day, or in a later week where a school is closed then; null if there is no such time."""
    ends_at: datetime | None
    participants: list[ParticipantAnswer]
    """Who takes part then."""
    reasons: list[str]
    """Why it can't be fixed: `no-lessons`, `place-taken`, `past`, `contended`, `no-<role>-for-school`,
    `<role>-not-free`."""

    @classmethod
    def of(cls, session: ProposedSession, length: timedelta) -> "ProposedSessionAnswer":
        start = session.starts_at.astimezone(BRUSSELS) if session.starts_at else None
        return cls(
            on=session.on,
            starts_at=start,
            ends_at=start + length if start else None,
            participants=[_participant(person) for person in session.participants],
            reasons=list(session.reasons),
        )


class ProposalAnswer(BaseModel):
    """What is proposed for a term."""

    model_config = WITH_FROM

    from_: date = Field(alias="from")
    """First day of the term."""
    until: date
    """Last day, included."""
    sessions: list[ProposedSessionAnswer]
    """Its sessions by the rhythm that are not fixed yet."""

    @classmethod
    def of(cls, proposal: Proposal, length: timedelta) -> "ProposalAnswer":
        sessions = [ProposedSessionAnswer.of(session, length) for session in proposal.sessions]
        return cls(**{"from": proposal.first}, until=proposal.last, sessions=sessions)


class SeriesAnswer(BaseModel):
    """A standing meeting."""

    model_config = DESCRIBED

    series_id: UUID
    title: str
    """What people call it."""
    meeting_type: str
    school: str
    """School where it is."""
    other_schools: list[str]
    """The other schools of the cluster."""
    first_on: date
    """Day of the first session by the rhythm."""
    at: str = Field(examples=["10:00"])
    """When a session begins, as clocks in Brussels show it."""
    minutes: int
    """How long a session takes, in minutes."""
    every_weeks: int | None
    """Once in so many weeks; null for once a month."""
    until: date | None
    """Last day a session can be; null for no end."""
    place: str
    """Where."""
    required_roles: list[Role]
    """Who has to be there, of every school."""
    optional_roles: list[Role]
    """Who takes part when free, of every school."""
    contacts: list[str]
    """Who comes before others of the same role."""
    proposal: ProposalAnswer | None
    """What is proposed and not fixed yet; null when nothing is."""
    created_at: datetime
    changed_at: datetime
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, series: Series) -> "SeriesAnswer":
        details = series.details
        return cls(
            series_id=series.series_id,
            title=details.title,
            meeting_type=details.meeting_type,
            school=details.school,
            other_schools=list(details.other_schools),
            first_on=details.rhythm.first_on,
            at=f"{details.rhythm.at:%H:%M}",
            minutes=details.length // _MINUTE,
            every_weeks=details.rhythm.every_weeks,
            until=details.until,
            place=details.place,
            required_roles=list(details.required_roles),
            optional_roles=list(details.optional_roles),
            contacts=list(details.contacts),
            proposal=ProposalAnswer.of(series.proposal, details.length) if series.proposal else None,
            created_at=series.created_at.astimezone(BRUSSELS),
            changed_at=series.changed_at.astimezone(BRUSSELS),
            version=series.version,
        )


class FixedAnswer(BaseModel):
    """What came of fixing sessions."""

    model_config = DESCRIBED

    sessions: list[MeetingAnswer]
    """The sessions, which are meetings now."""
    refused: list[ProposedSessionAnswer]
    """Those that could not be fixed, because somebody or the place is no longer free."""
    version: int
    """The version of the series."""


def _participant(person: Participant) -> ParticipantAnswer:
    return ParticipantAnswer(contact_id=person.contact_id, role=person.role, required=person.required, reply=None)
