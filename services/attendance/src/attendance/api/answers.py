"""What the endpoints about marks, enrolments and imports answer."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from attendance.application.imports.import_enrolments import EnrolmentsOutcome
from attendance.application.imports.outcomes import ImportOutcome
from attendance.application.results import Result
from attendance.domain.registration import Outcome

DESCRIBED = ConfigDict(use_attribute_docstrings=True, hide_input_in_errors=True)
"""An answer whose fields are described by their docstrings."""

Reason = Annotated[str | None, Field(examples=["outside-calendar", "no-enrolment", "unknown-code"])]


class ItemResult(BaseModel):
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
    def of(cls, index: int, result: Result) -> "ItemResult":
        return cls(index=index, status=result.outcome, reason=result.reason)

    @classmethod
    def malformed(cls, index: int, reasons: Sequence[tuple[str, str]]) -> "ItemResult":
        """A malformed item; `reasons` are its wrong fields, each with what was expected."""
        text = "; ".join(f"{field}: {reason}" for field, reason in reasons)
        return cls(index=index, status=Outcome.REJECTED, reason=text, field=reasons[0][0])


class Results(BaseModel):
    """What became of everything in a request, in its order."""

    model_config = DESCRIBED

    results: list[ItemResult]
    """One for each thing in the request."""


class LineResult(BaseModel):
    """What became of a line of a file that was not accepted, or that should be looked at."""

    model_config = DESCRIBED

    line: int
    """The line in the file, from 1 on, header included; of a Smartschool file the entry, from 1 on."""
    status: Outcome
    """As for a mark."""
    reason: Reason
    """Why, or what should be looked at; of a malformed line the field and what was expected of it."""


class EnrolmentsAnswer(BaseModel):
    """What became of a file of enrolments. The numbers count lines."""

    model_config = DESCRIBED

    import_id: UUID
    """Names this import."""
    dry_run: bool
    """Whether nothing was recorded."""
    accepted: int
    """New to the register."""
    unchanged: int
    """The register said so already."""
    superseded: int
    """Something newer was there, or a later line says otherwise of the same first day."""
    pending: int
    """None: an enrolment waits for nothing."""
    rejected: int
    """Malformed."""
    completed_lines: list[int]
    """The first 1,000 lines with an unknown day of birth, read as the first of the month; of a month, 1 January."""
    lines: list[LineResult]
    """The first 1,000 lines that were not accepted."""

    @classmethod
    def of(cls, import_id: UUID, outcome: EnrolmentsOutcome, *, dry_run: bool) -> "EnrolmentsAnswer":
        return cls(
            import_id=import_id,
            dry_run=dry_run,
            completed_lines=outcome.completed_lines,
            lines=[LineResult(line=each.line, status=each.outcome, reason=each.reason) for each in outcome.lines],
            **{str(status): outcome.counts[status] for status in Outcome},
        )


class ImportAnswer(BaseModel):
    """What became of a file. The numbers count half days; of a calendar file its sessions."""

    model_config = DESCRIBED

    import_id: UUID
    """Names this import."""
    dry_run: bool
    """Whether nothing was recorded."""
    accepted: int
    """New to the register."""
    unchanged: int
    """The register said so already."""
    superseded: int
    """Something newer was there."""
    pending: int
    """Waiting for an enrolment."""
    rejected: int
    """Malformed, or never to be counted."""
    unknown_codes: int
    """Of the accepted and the pending: with a code nobody knows, neither absent nor present."""
    unknown_code_lines: list[int]
    """The first 1,000 lines with such a code; the code itself is kept nowhere."""
    left_out: int = 0
    """Entries of a Smartschool file about nobody in the register: past pupils, and names instead of numbers."""
    calendar_dates: int = 0
    """Calendar dates in a calendar file; `lines` names those that were not understood."""
    lines: list[LineResult]
    """The first 1,000 lines that were not accepted, or that should be looked at."""

    @classmethod
    def of(cls, import_id: UUID, outcome: ImportOutcome, *, dry_run: bool) -> "ImportAnswer":
        return cls(
            import_id=import_id,
            dry_run=dry_run,
            unknown_codes=outcome.unknown_codes,
            unknown_code_lines=outcome.unknown_code_lines,
            left_out=outcome.left_out,
            calendar_dates=outcome.calendar_dates,
            lines=[LineResult(line=each.line, status=each.outcome, reason=each.reason) for each in outcome.lines],
            **{str(status): outcome.counts[status] for status in Outcome},
        )
