"""What the endpoints about resident children answer."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from attendance.register.api.answers import DESCRIBED
from attendance.residents.domain.enrolment_gap import ListedGap
from attendance.residents.domain.outcomes import LineStatus, ListOutcome


class ListLineAnswer(BaseModel):
    """A line that was not taken over."""

    model_config = DESCRIBED

    line: int
    """The line in the file, from 1 on, header included."""
    status: LineStatus
    """`superseded`: a list of a later reference date has the child; `rejected`: malformed, or twice in the file."""
    reason: str
    """Why; of a malformed line the field and what was expected of it."""


class ListAnswer(BaseModel):
    """What became of a list, line by line and beside the enrolments."""

    model_config = DESCRIBED

    import_id: UUID
    """Names this import."""
    dry_run: bool
    """Whether nothing was recorded."""
    accepted: int
    """Lines with something new."""
    unchanged: int
    """Lines that say what was known."""
    superseded: int
    """Lines of children that a list of a later reference date has."""
    rejected: int
    """Malformed lines, and children that were in the file before."""
    not_of_age: int
    """Children that are not of compulsory age on the reference date; nothing else of them is kept."""
    enrolled: int
    """Children of compulsory age that are known to be enrolled on the reference date or later in the school year."""
    not_enrolled: int
    """Children of compulsory age that are not known to be enrolled."""
    lines: list[ListLineAnswer]
    """The first 1,000 lines that were superseded or rejected."""
    completed_lines: list[int]
    """The first 1,000 lines with an unknown day of birth, read as the first of the month; of a month, 1 January."""

    @classmethod
    def of(cls, import_id: UUID, outcome: ListOutcome, *, dry_run: bool) -> "ListAnswer":
        return cls(
            import_id=import_id,
            dry_run=dry_run,
            **{str(status): outcome.counts[status] for status in LineStatus},
            not_of_age=outcome.not_of_age,
            enrolled=outcome.enrolled,
            not_enrolled=outcome.not_enrolled,
            lines=[ListLineAnswer(line=line.line, status=line.status, reason=line.reason) for line in outcome.lines],
            completed_lines=outcome.completed_lines,
        )


class UnenrolledChildAnswer(BaseModel):
    """A resident child of compulsory age without a known enrolment when the list was compared.

    No proof of anything: the child may be at a school that reports nothing here, in home education, or exempted.
    """

    model_config = DESCRIBED

    signal_id: UUID
    """The signal; a child that is missing again after it was found is a new one."""
    person_id: UUID
    """The child."""
    given_name: str | None
    """First name, as on the newest list of the school year."""
    family_name: str | None
    """Family name."""
    birth_date: date | None
    """Date of birth."""
    registered_on: date | None
    """Day of entry in the register, of who came from abroad."""
    postcode: str | None
    """Postcode of the home address."""
    nis: str | None
    """NIS code of the municipality."""
    school_year: str = Field(examples=["2026-2027"])
    """School year of the control."""
    reference_date: date
    """Reference date of the list it was concluded for."""
    status: Literal["missing", "found"]
    """`found`: an enrolment is known after all, or the child turned out not to be of compulsory age."""
    concluded_at: datetime
    """When it was concluded."""
    found_at: datetime | None
    """When it held no more."""

    @classmethod
    def of(cls, listed: ListedGap) -> "UnenrolledChildAnswer":
        gap, child = listed
        return cls(
            signal_id=gap.signal_id,
            person_id=gap.person_id,
            given_name=child.given_name,
            family_name=child.family_name,
            birth_date=child.birth_date,
            registered_on=child.registered_on,
            postcode=child.postcode,
            nis=child.nis,
            school_year=str(gap.school_year),
            reference_date=gap.reference_date,
            status="missing" if gap.found_at is None else "found",
            concluded_at=gap.concluded_at,
            found_at=gap.found_at,
        )
