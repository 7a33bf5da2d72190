"""The bodies of the API as forms send them: a field for each question and each cause."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, model_validator

from casework.api.bodies import ApproveBody, AssessBody, Body, CloseBody, ContactBody, TransferBody
from casework.domain.watch import MOST_SCHOOL_WEEKS, Criterion, CriterionKind

_YES, _NO = "ja", "nee"
_CHECK, _CAUSE = "check-", "cause-"


class AssessForm(AssessBody):
    """A select for each question, and a box for each cause."""

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        answers = {name: text for name, text in values.items() if name.startswith(_CHECK) and text in (_YES, _NO)}
        checks = {name.removeprefix(_CHECK): text == _YES for name, text in answers.items()}
        return {"checks": checks, "causes": _causes(values)}


class CloseForm(CloseBody):
    """A box for each cause beside the fields of the API."""

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**values, "causes": _causes(values) or None}


class ApproveForm(ApproveBody):
    """A choice between yes and no."""

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        approved = {_YES: True, _NO: False}.get(values.get("approved", ""), values.get("approved"))
        return values if approved is None else {**values, "approved": approved}


class MonitorForm(Body):
    """A number of weeks, a box for problematic half days, and a rate in percent."""

    school_weeks: Annotated[int, Field(ge=1, le=MOST_SCHOOL_WEEKS)]
    no_new: bool = False
    rate_percent: Annotated[int | None, Field(ge=0, lt=100)] = None

    @property
    def criteria(self) -> list[Criterion]:
        """What is asked of attendance."""
        criteria = [Criterion(CriterionKind.NO_NEW_PROBLEMATIC, self.school_weeks)] if self.no_new else []
        if self.rate_percent is not None:
            criteria.append(Criterion(CriterionKind.RATE_ABOVE, self.school_weeks, self.rate_percent / 100))
        return criteria


class ContactForm(ContactBody):
    """A choice between yes and no."""

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        reached = {_YES: True, _NO: False}.get(values.get("reached", _YES), values.get("reached"))
        return {**values, "reached": reached}


class TransferForm(TransferBody):
    """One choice among the registers of the pupil, as ``school/pupil``."""

    @model_validator(mode="before")
    @classmethod
    def _parted(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        school, _, pupil = values.get("pupil", "").partition("/")
        parted = {name: part for name, part in (("school", school), ("pupil", pupil)) if part}
        return {name: text for name, text in values.items() if name != "pupil"} | parted


def _causes(values: Mapping[str, Any]) -> list[str]:
    return [name.removeprefix(_CAUSE) for name in values if name.startswith(_CAUSE)]
