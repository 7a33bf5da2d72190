"""What is typed about offers and requests: the API's own bodies, with fields as a browser sends them."""

from typing import Any

from pydantic import ConfigDict, model_validator

from consultation.offers.api.offer_bodies import OfferBody
from consultation.offers.api.overlaps import JudgementBody
from consultation.offers.api.request_bodies import (
    DeclinedRequestBody,
    DoneRequestBody,
    OfferRequestBody,
    PlannedRequestBody,
)

OF_FORM = ConfigDict(extra="ignore", hide_input_in_errors=True, validate_by_name=True, validate_by_alias=True)
"""How bodies read a form: fields of the page alone are ignored."""
LEVEL = "level:"
"""What the name of a box for a level begins with."""


def _numbers(values: dict[str, Any], *names: str) -> dict[str, Any]:
    typed = {name: values[name] for name in names if str(values.get(name, "")).isdecimal()}
    return {**values, **{name: int(number) for name, number in typed.items()}}


class OfferForm(OfferBody):
    """An offer to keep or to change: levels are boxes, schools are numbers with spaces between, the cost is in euro."""

    model_config = OF_FORM

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        typed = _numbers(values, "age_from", "age_until", "capacity")
        typed["levels"] = [name.removeprefix(LEVEL) for name in values if name.startswith(LEVEL)]
        typed["schools"] = str(values.get("schools", "")).replace(",", " ").split()
        typed["shows_contact"] = "shows_contact" in values
        if "cost" in typed:
            typed["cost"] = str(typed["cost"]).removeprefix("€").strip().replace(",", ".")
        return typed


class ChangedOfferForm(OfferForm):
    """An offer as it is to be, and the version that the person saw."""

    version: int


class RequestForm(OfferRequestBody):
    """What a school asks for."""

    model_config = OF_FORM

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return _numbers(values, "participants")


class PlannedForm(PlannedRequestBody):
    """When it takes place."""

    model_config = OF_FORM


class DeclinedForm(DeclinedRequestBody):
    """Why not, or what instead."""

    model_config = OF_FORM


class DoneForm(DoneRequestBody):
    """How many took part."""

    model_config = OF_FORM

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return _numbers(values, "took_part")


class JudgementForm(JudgementBody):
    """What somebody says of two offers."""

    model_config = OF_FORM

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "offer_ids": (values.get("first"), values.get("second"))}
