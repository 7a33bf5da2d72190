"""Sessions of consultation bodies as they are answered."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from consultation.api.described import DESCRIBED
from consultation.bodies.domain.body import Deciding
from consultation.bodies.domain.body_session import BodySession, People
from consultation.bodies.domain.noted import BodyAction, BodyDecision
from consultation.bodies.domain.states import SessionStatus
from consultation.bodies.domain.year_plan import Skipped, SkipReason
from consultation.domain.local_time import BRUSSELS, local_day
from shared.domain.answers import Answer

_WITH_FOR = ConfigDict(**DESCRIBED, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)


class PeopleAnswer(BaseModel):
    """Contacts and organisations of the directory."""

    model_config = DESCRIBED

    contacts: list[str]
    """Contact ids."""
    organisations: list[str]
    """Organisation ids."""

    @classmethod
    def of(cls, people: People) -> Self:
        return cls(contacts=list(people.contacts), organisations=list(people.organisations))


class BodyItemAnswer(BaseModel):
    """Something to talk about."""

    model_config = DESCRIBED

    item_id: UUID
    """The item."""
    text: str
    """What."""
    added_by: str
    """Who put it there: the id of a contact or of an organisation, or the `sub` of a token."""
    added_at: datetime
    """When."""


class DocumentAnswer(BaseModel):
    """A document, at the address where it is kept."""

    model_config = DESCRIBED

    title: str
    """What it is called."""
    link: str
    """Where it is."""


class BodyReplyAnswer(BaseModel):
    """What somebody who is invited answered."""

    model_config = DESCRIBED

    who: str
    """A contact who is called, or an organisation that is invited."""
    answer: Answer
    """The answer."""
    at: datetime
    """When."""


class BodyDecisionAnswer(BaseModel):
    """What a body decided."""

    model_config = _WITH_FOR

    decision_id: UUID
    """The decision."""
    session_id: UUID
    """The session in which it was taken."""
    text: str
    """What was decided."""
    way: Deciding
    """By consensus, by majority, or as advice."""
    for_: int | None = Field(alias="for")
    """How many are for it; null with consensus."""
    against: int | None
    """How many are against it; null with consensus."""
    abstained: int | None
    """How many abstained; null with consensus, or where nobody counted."""
    dissent: str
    """What those say who do not agree; empty where nobody disagrees."""
    taken_on: date
    """Day of the session."""

    @classmethod
    def of(cls, decision: BodyDecision, session: BodySession) -> Self:
        return cls(
            decision_id=decision.decision_id,
            session_id=session.session_id,
            text=decision.text,
            way=decision.way,
            **{"for": decision.in_favour},
            against=decision.against,
            abstained=decision.abstained,
            dissent=decision.dissent,
            taken_on=local_day(session.starts_at),
        )


class BodyActionAnswer(BaseModel):
    """Something that somebody does."""

    model_config = DESCRIBED

    action_id: UUID
    """The action."""
    what: str
    """What is done."""
    owner: str
    """The contact who does it."""
    due_on: date
    """Day by which it is done."""
    done_on: date | None
    """Day on which it was noted as done; null before."""

    @classmethod
    def of(cls, action: BodyAction) -> Self:
        return cls(
            action_id=action.action_id,
            what=action.what,
            owner=action.owner,
            due_on=action.due_on,
            done_on=action.done_on,
        )


class BodySessionAnswer(BaseModel):
    """A session of a body."""

    model_config = DESCRIBED

    session_id: UUID
    """The session."""
    body_id: UUID
    """Its body."""
    starts_at: datetime
    """When it begins."""
    ends_at: datetime
    """When it ends."""
    place: str
    """Where."""
    status: SessionStatus
    """Planned, held or cancelled."""
    invited: PeopleAnswer
    """Who is invited."""
    called: list[str]
    """The contacts who are told: those who are invited, and who comes for an organisation."""
    replies: list[BodyReplyAnswer]
    """The newest answers about its time and place."""
    ical_sequence: int
    """SEQUENCE of its calendar entry; rises with whatever they are told of."""
    present: PeopleAnswer
    """Who was there."""
    agenda: list[BodyItemAnswer]
    """What is talked about."""
    documents: list[DocumentAnswer]
    """What belongs to it."""
    decisions: list[BodyDecisionAnswer]
    """What was decided."""
    actions: list[BodyActionAnswer]
    """What was agreed to do."""
    minutes: str
    """The minutes; empty before they are written."""
    approved_in: UUID | None
    """The session that approved the minutes; null before."""
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, session: BodySession) -> Self:
        return cls(
            session_id=session.session_id,
            body_id=session.body_id,
            starts_at=session.starts_at.astimezone(BRUSSELS),
            ends_at=session.ends_at.astimezone(BRUSSELS),
            place=session.place,
            status=session.status,
            invited=PeopleAnswer.of(session.invited),
            called=[row.contact_id for row in session.called],
            replies=[
                BodyReplyAnswer(who=row.who, answer=row.answer, at=row.at.astimezone(BRUSSELS))
                for row in session.replies
            ],
            ical_sequence=session.ical_sequence,
            present=PeopleAnswer.of(session.present),
            agenda=[
                BodyItemAnswer(
                    item_id=item.item_id,
                    text=item.text,
                    added_by=item.added_by,
                    added_at=item.added_at.astimezone(BRUSSELS),
                )
                for item in session.agenda
            ],
            documents=[DocumentAnswer(title=row.title, link=row.link) for row in session.documents],
            decisions=[BodyDecisionAnswer.of(decision, session) for decision in session.decisions],
            actions=[BodyActionAnswer.of(action) for action in session.actions],
            minutes=session.minutes,
            approved_in=session.approved_in,
            version=session.version,
        )


class SkippedDayAnswer(BaseModel):
    """A day of the rule on which no session is planned."""

    model_config = DESCRIBED

    on: date
    """The day."""
    why: SkipReason
    """Why there is none."""


class YearPlanAnswer(BaseModel):
    """Sessions that were planned at once."""

    model_config = DESCRIBED

    sessions: list[BodySessionAnswer]
    """The sessions, soonest first."""
    skipped: list[SkippedDayAnswer]
    """The days of the rule without one."""

    @classmethod
    def of(cls, sessions: Iterable[BodySession], skipped: Iterable[Skipped]) -> Self:
        return cls(
            sessions=[BodySessionAnswer.of(session) for session in sessions],
            skipped=[SkippedDayAnswer(on=row.on, why=row.why) for row in skipped],
        )
