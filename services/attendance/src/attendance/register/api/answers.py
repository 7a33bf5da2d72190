"""What the endpoints about marks, enrolments and imports answer."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from attendance.register.application.results import Result
from attendance.register.domain.registration import Outcome

DESCRIBED = ConfigDict(use_attribute_docstrings=True, hide_input_in_errors=True)
"""An answer whose fields are described by their docstrings."""

Reason = Annotated[str | None, Field(examples=["outside-calendar", "no-enrolment", "unknown-code"])]


class ItemAnswer(BaseModel):
    """What became of one thing in a request."""

    model_config = DESCRIBED

    index: int
    """Its place in the request, from 0 on."""
    status: Outcome
    """`unchanged`: known already; `superseded`: something newer was there; `pending`: waits for an enrolment."""
    reason: Reason = None
    """Why, where there is something to say; of a malformed one the field and what was expected of it."""
    field: str | None = None
    """The first malformed field, of a malformed one only."""

    @classmethod
    def of(cls, index: int, result: Result) -> "ItemAnswer":
        return cls(index=index, status=result.outcome, reason=result.reason)

    @classmethod
    def malformed(cls, index: int, reasons: Sequence[tuple[str, str]]) -> "ItemAnswer":
        """A malformed item; `reasons` are its wrong fields, each with what was expected."""
        text = "; ".join(f"{field}: {reason}" for field, reason in reasons)
        return cls(index=index, status=Outcome.REJECTED, reason=text, field=reasons[0][0])


class ResultsAnswer(BaseModel):
    """What became of everything in a request, in its order."""

    model_config = DESCRIBED

    results: list[ItemAnswer]
    """One for each thing in the request."""
