"""What is typed about consultation bodies: the API's own bodies, with fields as a browser sends them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from consultation.bodies.api.body_bodies import FoundingBody, MemberBody, PartnersBody
from consultation.bodies.api.session_bodies import (
    ApprovalBody,
    BodyActionBody,
    BodyDecisionBody,
    BodyItemBody,
    BodyMinutesBody,
    BodySessionBody,
    PresentBody,
)
from consultation.web.move_forms import in_brussels

CONTACT, ORGANISATION = "contact:", "organisation:"
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


class SessionForm(BodySessionBody):
    """A session to plan."""

    model_config = _OF_FORM

    starts_at: _Moment
    ends_at: _Moment


class PresentForm(PresentBody):
    """Who is ticked as having been there."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {
            **values,
            "contacts": [name.removeprefix(CONTACT) for name in values if name.startswith(CONTACT)],
            "organisations": [name.removeprefix(ORGANISATION) for name in values if name.startswith(ORGANISATION)],
        }


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
