"""What is typed about activities: the API's own bodies, with fields as a browser sends them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from consultation.activities.api.activity_bodies import (
    ActivityBody,
    ActivityChangeBody,
    ActivitySessionBody,
    AttachmentBody,
    PresenceBody,
    StockBody,
    WhyBody,
)
from consultation.activities.api.registration_bodies import CertificatesBody, ConfirmationBody, RegistrationBody
from consultation.activities.domain.activity import ChangedActivity
from consultation.web.move_forms import in_brussels

CAME = "came:"
_OF_FORM = ConfigDict(extra="ignore", hide_input_in_errors=True, validate_by_name=True, validate_by_alias=True)
_NUMBERS = ("capacity", "least", "places", "number", "others", "guides", "certificates")
_AMOUNTS = ("budget", "cost", "hours")
_Moment = Annotated[datetime, BeforeValidator(in_brussels)]


def as_typed(values: dict[str, Any]) -> dict[str, Any]:
    """The values with numbers where numbers were typed, with a decimal comma too."""
    typed = {name: str(values[name]).strip() for name in (*_NUMBERS, *_AMOUNTS) if values.get(name) is not None}
    whole = {name: int(text) for name, text in typed.items() if name in _NUMBERS and text.lstrip("-").isdecimal()}
    amounts = {name: text.replace(",", ".") for name, text in typed.items() if name in _AMOUNTS}
    return {**values, **amounts, **whole}


class _Typed(BaseModel):
    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return as_typed(values)


class ActivityForm(_Typed, ActivityBody):
    """An activity to plan."""

    model_config = _OF_FORM


class ActivityChangeForm(_Typed, ActivityChangeBody):
    """What is agreed on about an activity; an empty field takes a value away."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _with_empty(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**dict.fromkeys(values.get("fields", "").split()), **values}

    def changes(self) -> ChangedActivity:
        """The fields that the form shows. Raises InvalidField for an empty one where there has to be a value."""
        changes: dict[str, Any] = {**super().changes()}
        changes.pop("version", None)
        return cast("ChangedActivity", changes)


class WhyForm(WhyBody):
    """Why an activity is not held."""

    model_config = _OF_FORM


class ActivitySessionForm(ActivitySessionBody):
    """A session to plan."""

    model_config = _OF_FORM

    starts_at: _Moment
    ends_at: _Moment


class RegistrationForm(_Typed, RegistrationBody):
    """A registration."""

    model_config = _OF_FORM


class PresenceForm(_Typed, PresenceBody):
    """Who came: a number, or a tick for a person, for each registration."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _who_came(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "came": list(_came(values.items()))}


class StockForm(_Typed, StockBody):
    """What a point received, handed out, or got vouchers back of."""

    model_config = _OF_FORM


class AttachmentForm(AttachmentBody):
    """A document of the subsidy file."""

    model_config = _OF_FORM


class ConfirmationForm(ConfirmationBody):
    """Who looks after whoever comes."""

    model_config = _OF_FORM


class CertificatesForm(_Typed, CertificatesBody):
    """How many certificates were given."""

    model_config = _OF_FORM


class NothingForm(BaseModel):
    """A button alone."""

    model_config = _OF_FORM


def _came(values: Iterable[tuple[str, Any]]) -> Iterable[dict[str, Any]]:
    for name, typed in values:
        if name.startswith(CAME):
            number = int(typed) if str(typed).isdecimal() else typed
            yield {"registration_id": name.removeprefix(CAME), "number": number}
