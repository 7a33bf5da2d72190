"""Objectives as they are sent."""

from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from consultation.api.described import EXACT, EXACT_WITH_FROM, FROM_LEFT_OUT, LEFT_OUT
from consultation.policy.domain.objective import Agreement, ChangedObjective, ObjectiveDetails, Stance
from shared.contracts.fields import OrganisationId, SchoolYearLabel, Text, TypedLine, not_blank
from shared.contracts.moments import IsoDate
from shared.domain.errors import InvalidField

FullText = Annotated[Text, AfterValidator(not_blank)]
_KEPT_AS = {"from_": "first_year", "until": "last_year", "support": "stances"}


class StanceBody(BaseModel):
    """Whether an organisation supports an objective."""

    model_config = EXACT

    organisation_id: OrganisationId
    """The organisation, one of the directory."""
    supports: bool = Field(True, strict=True)
    """Whether it supports the objective."""
    reason: Text = ""
    """Why it does not, where it does not."""


_Stances = Annotated[list[StanceBody], Field(max_length=500)]


class ObjectiveBody(BaseModel):
    """An objective to keep; it is proposed until a body agrees on it."""

    model_config = EXACT_WITH_FROM

    title: TypedLine
    """What is to be reached."""
    why: Text = ""
    """Why."""
    for_the_learner: FullText
    """What it gives the learner, whose interest comes first."""
    from_: SchoolYearLabel = Field(alias="from")
    """First school year."""
    until: SchoolYearLabel
    """Last school year."""
    support: _Stances = Field(default_factory=list)
    """The organisations that support it, and those that do not."""

    def details(self) -> ObjectiveDetails:
        """Raises InvalidField."""
        return ObjectiveDetails(**_as_kept({name: getattr(self, name) for name in ObjectiveBody.model_fields}))


class ObjectiveChangeBody(BaseModel):
    """What changes of an objective; what is left out stays."""

    model_config = EXACT_WITH_FROM

    title: TypedLine | SkipJsonSchema[None] = LEFT_OUT
    """What is to be reached."""
    why: Text | SkipJsonSchema[None] = LEFT_OUT
    """Why."""
    for_the_learner: FullText | SkipJsonSchema[None] = LEFT_OUT
    """What it gives the learner."""
    from_: SchoolYearLabel | SkipJsonSchema[None] = FROM_LEFT_OUT
    """First school year."""
    until: SchoolYearLabel | SkipJsonSchema[None] = LEFT_OUT
    """Last school year."""
    support: _Stances | SkipJsonSchema[None] = LEFT_OUT
    """The organisations that support it, and those that do not, all of them."""

    def changes(self) -> ChangedObjective:
        """The fields that were sent. Raises InvalidField for a null."""
        for name in self.model_fields_set:
            if getattr(self, name) is None:
                raise InvalidField(name.rstrip("_"), "can't be null")
        return cast("ChangedObjective", _as_kept({name: getattr(self, name) for name in self.model_fields_set}))


class AgreementBody(BaseModel):
    """In which body an objective was agreed on."""

    model_config = EXACT

    body_id: UUID
    """The consultation body."""
    agreed_on: IsoDate
    """The day."""
    session_id: UUID | None = None
    """The session of the body; that day is its day."""
    decision_id: UUID | None = None
    """The decision of that session."""

    def agreement(self) -> Agreement:
        """Raises InvalidField."""
        return Agreement(
            body_id=self.body_id,
            agreed_on=self.agreed_on,
            session_id=self.session_id,
            decision_id=self.decision_id,
        )


class PolicyWhyBody(BaseModel):
    """Why something ended, or was not done."""

    model_config = EXACT

    why: FullText
    """Why, without data of pupils."""


def _as_kept(fields: dict[str, Any]) -> dict[str, Any]:
    kept = {_KEPT_AS.get(name, name): value for name, value in fields.items()}
    if "stances" in kept:
        kept["stances"] = tuple(Stance(row.organisation_id, row.supports, row.reason) for row in kept["stances"])
    return kept
