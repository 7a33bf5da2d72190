"""What the forms about rules send."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from attendance.register.domain.enrolment import EducationLevel
from attendance.rules.api.rule_bodies import RuleBody, Year
from attendance.rules.application.change_rule import RuleProposal
from attendance.rules.domain.rule import RuleMode
from shared.contracts.fields import Level, Line, TypedLine

BOX = "level-"
"""In front of each level of education that is ticked."""


def _numbers(text: Any) -> list[int]:
    """`5, 10 15` as numbers of their own."""
    written = [number for number in re.split(r"[\s,;]+", str(text)) if number]
    if not all(re.fullmatch(r"[0-9]{1,4}", number, re.ASCII) for number in written):
        raise PydanticCustomError("levels", "Input should be numbers")
    return [int(number) for number in written]


class RuleForm(BaseModel):
    """A version of a rule. What the form does not have stays as it is in the newest version."""

    model_config = ConfigDict(extra="ignore")

    levels: Annotated[list[Level], BeforeValidator(_numbers)]
    valid_from: Year
    valid_until: Year | None = None
    mode: RuleMode
    source: TypedLine

    def proposal(self, applies_to: frozenset[EducationLevel]) -> RuleProposal:
        """What this would be. Raises ValueError for what no rule can be."""
        body = RuleBody(
            levels=self.levels,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            mode=self.mode,
            source=self.source,
            applies_to=sorted(applies_to),
        )
        return body.proposal()


class EarlySignalForm(BaseModel):
    """From when on the numbers of a kind hold, and where that was agreed. The numbers are fields of their own."""

    model_config = ConfigDict(extra="ignore")

    valid_from: Year
    source: Line
