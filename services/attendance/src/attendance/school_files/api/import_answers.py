"""What the endpoints about files answer."""

from uuid import UUID

from pydantic import BaseModel

from attendance.register.api.answers import DESCRIBED, Reason
from attendance.register.domain.registration import Outcome
from attendance.school_files.application.import_enrolments import EnrolmentsOutcome
from attendance.school_files.domain.outcomes import ImportOutcome


class LineAnswer(BaseModel):
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
    lines: list[LineAnswer]
    """The first 1,000 lines that were not accepted."""

    @classmethod
    def of(cls, import_id: UUID, outcome: EnrolmentsOutcome, *, dry_run: bool) -> "EnrolmentsAnswer":
        return cls(
            import_id=import_id,
            dry_run=dry_run,
            completed_lines=outcome.completed_lines,
            lines=[LineAnswer(line=line.line, status=line.outcome, reason=line.reason) for line in outcome.lines],
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
    lines: list[LineAnswer]
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
            lines=[LineAnswer(line=line.line, status=line.outcome, reason=line.reason) for line in outcome.lines],
            **{str(status): outcome.counts[status] for status in Outcome},
        )
