"""A plan as it is asked for."""

from pydantic import BaseModel, Field

from consultation.api.described import EXACT_WITH_FROM
from consultation.plans.domain.asked_plan import AskedPlan
from shared.contracts.fields import SchoolNumber
from shared.contracts.moments import IsoDate
from shared.domain.patterns import worded

FINGERPRINT = worded(r"^[0-9a-f]{32}$", "the fingerprint of a plan")


class PlanBody(BaseModel):
    """The term to plan, and whether to book it."""

    model_config = EXACT_WITH_FROM

    from_: IsoDate = Field(alias="from")
    """First day; today where that is later."""
    until: IsoDate
    """Last day."""
    schools: list[SchoolNumber] = Field(default_factory=list, max_length=200)
    """Cases and series of these schools alone; of all schools when absent."""
    dry_run: bool = Field(True, strict=True)
    """`false` books what is planned."""
    fingerprint: str | None = Field(None, pattern=FINGERPRINT)
    """That of the plan to book, as it was answered; 409 if what is stored makes another plan by now."""

    def asked(self) -> AskedPlan:
        """Raises InvalidField."""
        return AskedPlan(first=self.from_, last=self.until, schools=frozenset(self.schools))
