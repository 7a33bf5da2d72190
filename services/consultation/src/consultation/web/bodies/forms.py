"""What is typed about consultation bodies: the API's own bodies, with fields as a browser sends them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from consultation.bodies.api.body_bodies import (
    BodyChangeBody,
    FoundingBody,
    MemberBody,
    MemberChangeBody,
    PartnersBody,
)
from consultation.bodies.api.session_bodies import (
    ApprovalBody,
    BodyActionBody,
    BodyDecisionBody,
    BodyItemBody,
    BodyMinutesBody,
    BodyReplyBody,
    BodySessionBody,
    BodySessionChangeBody,
    DocumentBody,
    PresentBody,
)
from consultation.bodies.domain.body import ChangedBody
from consultation.bodies.domain.body_session import BodySession, ChangedSession, People
from consultation.bodies.domain.member import ChangedMember
from consultation.bodies.domain.year_plan import YearPlan
from consultation.web.move_forms import in_brussels
from shared.contracts.moments import IsoDate
from shared.domain.errors import InvalidField

CONTACT, ORGANISATION, COMES = "contact:", "organisation:", "komt-"
_OF_FORM = ConfigDict(extra="ignore", hide_input_in_errors=True, validate_by_name=True, validate_by_alias=True)
_Moment = Annotated[datetime, BeforeValidator(in_brussels)]


def _numbers(values: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    typed = {name: values[name] for name in names if str(values.get(name, "")).isdecimal()}
    return {**values, **{name: int(number) for name, number in typed.items()}}


class FoundingForm(FoundingBody):
    """A consultation body to keep."""

    model_config = _OF_FORM

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return _numbers(values, ("quorum", "times_a_year"))


class BodyChangeForm(BodyChangeBody):
    """What is agreed on about a body; a field that is left empty is agreed on no more.

    Expectations are typed as pairs (`partner-1`, `expects-1`), pupils as a number for each school (`pupils-125001`).
    """

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        numbers = {name.removeprefix("partner-") for name in values if name.startswith("partner-")}
        numbers |= {name.removeprefix("expects-") for name in values if name.startswith("expects-")}
        pairs = [
            {"partner": values.get(f"partner-{number}", ""), "expects": values.get(f"expects-{number}", "")}
            for number in sorted(numbers)
        ]
        counts = _numbers(values, [name for name in values if name.startswith("pupils-")])
        pupils = [
            {"school": name.removeprefix("pupils-"), "pupils": count}
            for name, count in counts.items()
            if name.startswith("pupils-")
        ]
        emptied = dict.fromkeys(("purpose", "money", "rooms", "lop", "lok"), "")
        absent = dict.fromkeys(("quorum", "times_a_year", "until"))
        typed = {**emptied, **absent, **values, "expectations": pairs, "pupils": pupils}
        return _numbers(typed, ("quorum", "times_a_year"))

    def changes(self) -> ChangedBody:
        """All of it but the version."""
        names = BodyChangeBody.model_fields.keys() & self.model_fields_set
        return BodyChangeBody(**self.model_dump(include=set(names))).changes()


class MemberChangeForm(MemberChangeBody):
    """Until when a membership and its mandate go on, and who comes for an organisation (`komt-clb-1`)."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        absent = dict.fromkeys(("until", "mandate", "mandate_until"))
        return {**absent, **values, "represented_by": _ticked(values, COMES)}

    def changes(self) -> ChangedMember:
        """All of it but the version."""
        names = MemberChangeBody.model_fields.keys()
        return MemberChangeBody(**self.model_dump(include=set(names))).changes()


class MemberForm(MemberBody):
    """Somebody who becomes a member: `who` is a contact or an organisation."""

    model_config = _OF_FORM

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        who = str(values.get("who", ""))
        named = {"organisation_id": who.removeprefix(ORGANISATION)}
        return {**values, **(named if who.startswith(ORGANISATION) else {"contact_id": who.removeprefix(CONTACT)})}


class PartnersForm(PartnersBody):
    """From when all local schools and CLBs are members."""

    model_config = _OF_FORM


def _ticked(values: dict[str, Any], prefix: str) -> list[str]:
    return [name.removeprefix(prefix) for name in values if name.startswith(prefix)]


def _invited(values: dict[str, Any]) -> dict[str, Any]:
    """Who is ticked, where the form has ticks (`chooses`)."""
    if "chooses" not in values:
        return values
    return {
        **values,
        "invited_contacts": _ticked(values, CONTACT),
        "invited_organisations": _ticked(values, ORGANISATION),
    }


class SessionForm(BodySessionBody):
    """A session to plan, or with `repeat` several: once in so many weeks, or `month`, until a day."""

    model_config = _OF_FORM

    starts_at: _Moment
    ends_at: _Moment
    repeat: Literal["1", "2", "3", "4", "6", "8", "month"] | None = None
    until: IsoDate | None = None

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return _invited(values)

    def chosen(self) -> People | None:
        """Who is invited; None for all members. Raises InvalidField where nobody is ticked."""
        people = self.invited()
        if people is not None and len(people) == 0:
            raise InvalidField("invited", "names nobody")
        return people

    def plan(self) -> YearPlan | None:
        """By which rule others follow; None for a single session. Raises InvalidField."""
        if self.repeat is None:
            return None
        if self.until is None:
            raise InvalidField("until", "is the last day of several sessions")
        weeks = None if self.repeat == "month" else int(self.repeat)
        return YearPlan(starts_at=self.starts_at, ends_at=self.ends_at, every_weeks=weeks, until=self.until)


class SessionChangeForm(BodySessionChangeBody):
    """Where a session moves to, and who is invited from now on."""

    model_config = _OF_FORM

    version: int
    starts_at: _Moment
    ends_at: _Moment

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return _invited(values)

    def changes(self, session: BodySession) -> ChangedSession:
        """What is typed. Raises InvalidField where nobody is ticked."""
        if not self.invited_contacts and not self.invited_organisations and len(session.invited) > 0:
            raise InvalidField("invited", "names nobody")
        names = {"starts_at", "ends_at", "place", "invited_contacts", "invited_organisations"}
        return BodySessionChangeBody(**self.model_dump(include=names & self.model_fields_set)).changes(session)


class ReplyForm(BodyReplyBody):
    """Whether somebody comes."""

    model_config = _OF_FORM


class SeenForm(BaseModel):
    """A button, for the session as the person saw it."""

    model_config = _OF_FORM

    version: int


class DocumentForm(DocumentBody):
    """A document, by its address."""

    model_config = _OF_FORM


class PresentForm(PresentBody):
    """Who is ticked as having been there."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "contacts": _ticked(values, CONTACT), "organisations": _ticked(values, ORGANISATION)}


class ItemForm(BodyItemBody):
    """Something to talk about."""

    model_config = _OF_FORM


class DecisionForm(BodyDecisionBody):
    """What was decided."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return _numbers(values, ("for", "against", "abstained"))


class BodyActionForm(BodyActionBody):
    """What somebody does."""

    model_config = _OF_FORM

    version: int


class MinutesForm(BodyMinutesBody):
    """The minutes."""

    model_config = _OF_FORM

    version: int


class ApprovalForm(ApprovalBody):
    """Which session approved the minutes."""

    model_config = _OF_FORM

    version: int


class NothingForm(BaseModel):
    """A button alone."""

    model_config = _OF_FORM
