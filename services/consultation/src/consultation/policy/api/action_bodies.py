"""Actions as they are sent, with their budget, target group, indicators and evaluations."""

from datetime import datetime
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from consultation.api.amounts import Amount
from consultation.api.described import EXACT, EXACT_WITH_FROM, FROM_LEFT_OUT, LEFT_OUT
from consultation.api.target_group import TargetGroupBody
from consultation.domain.target_group import TargetGroup
from consultation.policy.domain.action import ActionDetails, ChangedAction
from consultation.policy.domain.budget import FIRST_YEAR, LAST_YEAR, BudgetYear, CoFinancing
from consultation.policy.domain.evaluation import Evaluation, Judgement, NotedBy
from shared.contracts.fields import ContactId, OrganisationId, Slug, Text, TypedLine
from shared.contracts.moments import IsoDate
from shared.domain.errors import InvalidField
from shared.runtime.ids import new_id

_Partners = Annotated[list[OrganisationId], Field(max_length=500)]
_MAY_BE_NULL = ("owner", "until")


class CoFinancingBody(BaseModel):
    """What somebody else pays of an action in a year."""

    model_config = EXACT

    by: TypedLine
    """Who pays, such as `Vlaamse overheid`."""
    amount: Amount
    """How much, in euro."""


class BudgetYearBody(BaseModel):
    """What an action costs in a calendar year."""

    model_config = EXACT

    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR, strict=True)
    """The calendar year."""
    amount: Amount
    """What it costs in that year all together, in euro."""
    co_financing: Annotated[list[CoFinancingBody], Field(max_length=20)] = Field(default_factory=list)
    """What others pay of it."""

    def row(self) -> BudgetYear:
        """Raises InvalidField."""
        return BudgetYear(self.year, self.amount, tuple(CoFinancing(row.by, row.amount) for row in self.co_financing))


_Budget = Annotated[list[BudgetYearBody], Field(max_length=30)]


class PolicyActionBody(BaseModel):
    """An action to keep, under an objective."""

    model_config = EXACT_WITH_FROM

    objective_id: UUID
    """The objective; that never changes."""
    title: TypedLine
    """What people call it."""
    theme: Slug
    """What it is about, such as `community-school`: one of the themes in use."""
    what: Text = ""
    """What is done."""
    owner: ContactId | None = None
    """Who sees to it: a contact of the directory; nobody yet when absent."""
    partners: _Partners = Field(default_factory=list)
    """The organisations of the directory that take part."""
    from_: IsoDate = Field(alias="from")
    """First day."""
    until: IsoDate | None = None
    """Last day, included; no end when absent."""
    budget: _Budget = Field(default_factory=list)
    """What it costs, by calendar year."""
    target_group: TargetGroupBody = Field(default_factory=TargetGroupBody)
    """For which learners it is."""

    def details(self) -> ActionDetails:
        """Raises InvalidField."""
        names = set(PolicyActionBody.model_fields) - {"objective_id"}
        return ActionDetails(**_as_kept({name: getattr(self, name) for name in names}))


class PolicyActionChangeBody(BaseModel):
    """What changes of an action; what is left out stays."""

    model_config = EXACT_WITH_FROM

    title: TypedLine | SkipJsonSchema[None] = LEFT_OUT
    """What people call it."""
    theme: Slug | SkipJsonSchema[None] = LEFT_OUT
    """What it is about."""
    what: Text | SkipJsonSchema[None] = LEFT_OUT
    """What is done."""
    owner: ContactId | None = None
    """Who sees to it; null for nobody."""
    partners: _Partners | SkipJsonSchema[None] = LEFT_OUT
    """The organisations that take part, all of them."""
    from_: IsoDate | SkipJsonSchema[None] = FROM_LEFT_OUT
    """First day."""
    until: IsoDate | None = None
    """Last day, included; null for no end."""
    budget: _Budget | SkipJsonSchema[None] = LEFT_OUT
    """What it costs, all years of it."""
    target_group: TargetGroupBody | SkipJsonSchema[None] = LEFT_OUT
    """For which learners it is, all of that."""

    def changes(self) -> ChangedAction:
        """The fields that were sent. Raises InvalidField for a null where there has to be a value."""
        for name in self.model_fields_set:
            if getattr(self, name) is None and name not in _MAY_BE_NULL:
                raise InvalidField(name.rstrip("_"), "can't be null")
        return cast("ChangedAction", _as_kept({name: getattr(self, name) for name in self.model_fields_set}))


class EvaluationBody(BaseModel):
    """What partners make of an action."""

    model_config = EXACT

    held_on: IsoDate
    """The day on which they judged it; no day to come."""
    partners: Annotated[list[OrganisationId], Field(min_length=1, max_length=500)]
    """The organisations that judge; a partner names the own one."""
    judgement: Judgement
    """Whether it works."""
    text: Text = ""
    """Why, without data of pupils."""
    changes: Text = ""
    """What changes because of it."""

    def evaluation(self, noted_by: NotedBy, at: datetime) -> Evaluation:
        """Raises InvalidField."""
        return Evaluation(
            evaluation_id=new_id(),
            held_on=self.held_on,
            partners=tuple(self.partners),
            judgement=self.judgement,
            text=self.text,
            changes=self.changes,
            noted_by=noted_by,
            noted_at=at,
        )


def _as_kept(fields: dict[str, Any]) -> dict[str, Any]:
    kept = {"since" if name == "from_" else name: value for name, value in fields.items()}
    if "partners" in kept:
        kept["partners"] = tuple(kept["partners"])
    if "budget" in kept:
        kept["budget"] = tuple(row.row() for row in kept["budget"])
    if "target_group" in kept:
        group: TargetGroup = kept["target_group"].group()
        kept["target_group"] = group
    return kept
