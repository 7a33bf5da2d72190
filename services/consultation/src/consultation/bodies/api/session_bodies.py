"""Sessions of consultation bodies as they are sent."""

from datetime import datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from consultation.api.described import EXACT, LEFT_OUT
from consultation.bodies.domain.body import Deciding
from consultation.bodies.domain.body_session import BodySession, ChangedSession, People
from consultation.bodies.domain.noted import AgendaItem, BodyAction, BodyDecision, Document
from consultation.bodies.domain.year_plan import MOST_WEEKS, YearPlan
from shared.contracts.fields import ContactId, OrganisationId, Text, TypedLine, not_blank
from shared.contracts.moments import IsoDate, Time
from shared.domain.answers import Answer
from shared.domain.errors import InvalidField
from shared.runtime.ids import new_id

_Contacts = Annotated[list[ContactId], Field(max_length=500)]
_Organisations = Annotated[list[OrganisationId], Field(max_length=500)]
_Votes = Annotated[int, Field(ge=0, le=500, strict=True)]
_FullText = Annotated[Text, AfterValidator(not_blank)]
_WITH_FOR = ConfigDict(**EXACT, validate_by_name=True, validate_by_alias=True)


class BodySessionBody(BaseModel):
    """A session to plan. Who is a member on that day is invited, unless somebody is named here."""

    model_config = EXACT

    starts_at: Time
    """When it begins."""
    ends_at: Time
    """When it ends."""
    place: TypedLine
    """Where."""
    invited_contacts: _Contacts | SkipJsonSchema[None] = LEFT_OUT
    """The contacts that are invited; with neither list all members of that day are."""
    invited_organisations: _Organisations | SkipJsonSchema[None] = LEFT_OUT
    """The organisations that are invited."""

    def invited(self) -> People | None:
        """Who is named; None where nobody is."""
        if self.invited_contacts is None and self.invited_organisations is None:
            return None
        return People(tuple(self.invited_contacts or ()), tuple(self.invited_organisations or ()))


class YearPlanBody(BodySessionBody):
    """Sessions to plan at once: the first, and by which rule others follow, each as long and at the same place."""

    every_weeks: Annotated[int, Field(ge=1, le=MOST_WEEKS, strict=True)] | None = None
    """Once in so many weeks; absent for once a month, on the same weekday in the same week of the month."""
    until: IsoDate
    """Last day on which there can be a session, at most 400 days after the first."""

    def plan(self) -> YearPlan:
        """Raises InvalidField."""
        return YearPlan(starts_at=self.starts_at, ends_at=self.ends_at, every_weeks=self.every_weeks, until=self.until)


class BodySessionChangeBody(BaseModel):
    """What changes of a session that is planned; what is left out stays."""

    model_config = EXACT

    starts_at: Time | SkipJsonSchema[None] = LEFT_OUT
    """When it begins."""
    ends_at: Time | SkipJsonSchema[None] = LEFT_OUT
    """When it ends."""
    place: TypedLine | SkipJsonSchema[None] = LEFT_OUT
    """Where."""
    invited_contacts: _Contacts | SkipJsonSchema[None] = LEFT_OUT
    """The contacts that are invited, all of them."""
    invited_organisations: _Organisations | SkipJsonSchema[None] = LEFT_OUT
    """The organisations that are invited, all of them."""

    def changes(self, session: BodySession) -> ChangedSession:
        """The fields that were sent. Raises InvalidField for a null."""
        for name in self.model_fields_set:
            if getattr(self, name) is None:
                raise InvalidField(name, "can't be null")
        changes: dict[str, Any] = {
            name: getattr(self, name) for name in self.model_fields_set if not name.startswith("invited")
        }
        contacts, organisations = self.invited_contacts, self.invited_organisations
        changes["invited"] = People(
            session.invited.contacts if contacts is None else tuple(contacts),
            session.invited.organisations if organisations is None else tuple(organisations),
        )
        return cast("ChangedSession", changes)


class PresentBody(BaseModel):
    """Who was at a session, of those who were invited."""

    model_config = EXACT

    contacts: _Contacts = Field(default_factory=list)
    """The contacts who were there."""
    organisations: _Organisations = Field(default_factory=list)
    """The organisations that somebody was there for."""

    def people(self) -> People:
        return People(tuple(self.contacts), tuple(self.organisations))


class BodyReplyBody(BaseModel):
    """An answer to the invitation to a session."""

    model_config = EXACT

    answer: Literal[Answer.ACCEPTED, Answer.DECLINED, Answer.TENTATIVE]
    """Whether the caller comes."""


class BodyItemBody(BaseModel):
    """Something to talk about."""

    model_config = EXACT

    text: TypedLine
    """What, without data of pupils."""

    def item(self, added_by: str, at: datetime) -> AgendaItem:
        return AgendaItem(new_id(), self.text, added_by, at)


class DocumentBody(BaseModel):
    """A document, at the address where it is kept."""

    model_config = EXACT

    title: TypedLine
    """What it is called."""
    link: TypedLine
    """Where it is; begins with `https://`."""

    def document(self) -> Document:
        """Raises InvalidField."""
        return Document(self.title, self.link)


class BodyDecisionBody(BaseModel):
    """What a body decided."""

    model_config = _WITH_FOR

    text: _FullText
    """What was decided."""
    way: Deciding
    """By consensus, by majority, or as advice."""
    for_: _Votes | None = Field(None, alias="for")
    """How many are for it; absent with consensus."""
    against: _Votes | None = None
    """How many are against it; absent with consensus."""
    abstained: _Votes | None = None
    """How many abstained; absent with consensus."""
    dissent: Text = ""
    """What those say who do not agree, without names."""

    def decision(self) -> BodyDecision:
        """Raises InvalidField."""
        return BodyDecision(
            decision_id=new_id(),
            text=self.text,
            way=self.way,
            in_favour=self.for_,
            against=self.against,
            abstained=self.abstained,
            dissent=self.dissent,
        )


class BodyActionBody(BaseModel):
    """Something that somebody does."""

    model_config = EXACT

    what: TypedLine
    """What is done."""
    owner: ContactId
    """Who does it: a contact of the directory."""
    due_on: IsoDate
    """Day by which it is done."""

    def action(self) -> BodyAction:
        return BodyAction(action_id=new_id(), what=self.what, owner=self.owner, due_on=self.due_on)


class BodyMinutesBody(BaseModel):
    """The minutes of a session."""

    model_config = EXACT

    text: _FullText
    """The minutes, without data of pupils."""


class ApprovalBody(BaseModel):
    """Which session approved the minutes."""

    model_config = EXACT

    session_id: UUID
    """A later session of the same body, which was held."""
