"""What is typed about a plan of a term."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from consultation.plans.api.plan_bodies import FINGERPRINT
from consultation.plans.domain.asked_plan import AskedPlan
from consultation.web.series.forms import ticked
from shared.contracts.fields import SchoolNumber
from shared.contracts.moments import IsoDate

SCHOOL = "school-"


class PlanForm(BaseModel):
    """The term to plan; without a ticked school it is for all schools."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    first: IsoDate
    until: IsoDate
    schools: list[SchoolNumber]

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "schools": ticked(values, SCHOOL)}

    def asked(self) -> AskedPlan:
        """Raises InvalidField."""
        return AskedPlan(first=self.first, last=self.until, schools=frozenset(self.schools))


class BookForm(PlanForm):
    """The plan to book, by its fingerprint."""

    fingerprint: str = Field(pattern=FINGERPRINT)
