"""Import enrolments: apply a file's lines in chunks, each in one transaction."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field

from attendance.files.chunks import chunks
from attendance.register.application.apply_enrolments import ApplyEnrolments
from attendance.register.application.attempts import attempt
from attendance.register.application.results import Result
from attendance.register.domain.enrolment import Enrolment
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.registration import Outcome
from attendance.school_files.domain.lines import EnrolmentLine
from attendance.school_files.domain.outcomes import MOST_LINES, ImportOutcome
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from shared.domain.errors import InvalidField

MOST_ENROLMENTS = 200_000
# An enrolment counts a pupil anew, so fewer of them fit in a transaction than marks.
_AT_ONCE = 500

Reader = Callable[[], Iterator[EnrolmentLine]]
"""Gives the lines of the file, each time from the first one."""


@dataclass
class EnrolmentsOutcome(ImportOutcome):
    """As of marks; `completed_lines` are the first 1,000 lines whose date of birth was completed."""

    completed_lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EnrolmentContents:
    """What has to be known of a file before its first enrolment is applied.

    `last` has for each enrolment of the file in which chunk it is said for the last time, and what.
    """

    schools: set[str] = field(default_factory=set)
    last: dict[int, tuple[int, int]] = field(default_factory=dict)

    def note(self, chunk: int, reports: Sequence[EnrolmentReport]) -> None:
        """Learn of the next chunk."""
        for report in reports:
            self.schools.add(report.school)
            enrolment, content = _said(report)
            self.last[enrolment] = (chunk, content)

    def overtakes(self, chunk: int, report: EnrolmentReport) -> bool:
        """Whether a later chunk says something else of this enrolment: a file is one list, its later line holds."""
        enrolment, content = _said(report)
        last_chunk, last_content = self.last[enrolment]
        return last_chunk > chunk and last_content != content


async def look_through_enrolments(read: Reader) -> EnrolmentContents:
    """The schools and enrolments in the file, read to its end.

    Raises InvalidField when it is broken anywhere or has more than 200,000 lines.
    """
    contents = EnrolmentContents()
    lines_read = number = 0
    async for lines in chunks(read, _AT_ONCE):
        lines_read += len(lines)
        if lines_read > MOST_ENROLMENTS:
            raise InvalidField("body", f"has more than {MOST_ENROLMENTS} lines")
        contents.note(number, [line.report for line in lines if line.report])
        number += 1
    return contents


@dataclass(frozen=True, slots=True)
class EnrolmentsFile:
    """A file of enrolments. A `dry_run` answers what every chunk would come to and leaves nothing behind."""

    read: Reader
    dry_run: bool = False


ImportEnrolments = Callable[[EnrolmentsFile, EnrolmentContents], Awaitable[EnrolmentsOutcome]]
"""`import_enrolments` with the use case of the register bound."""


async def import_enrolments(
    units: Units, file: EnrolmentsFile, contents: EnrolmentContents, *, apply_enrolments: ApplyEnrolments
) -> EnrolmentsOutcome:
    """Apply the enrolments of a file that was looked through before, those of a chunk in one transaction."""
    outcome = EnrolmentsOutcome()
    number = 0
    async for lines in chunks(file.read, _AT_ONCE):
        overtaken = [line.report is not None and contents.overtakes(number, line.report) for line in lines]
        async with attempt(units, dry_run=file.dry_run) as uow:
            await _apply(uow, lines, overtaken, apply_enrolments=apply_enrolments, to=outcome)
        number += 1
    return outcome


async def _apply(
    uow: AttendanceUnitOfWork,
    lines: Sequence[EnrolmentLine],
    overtaken: Sequence[bool],
    *,
    apply_enrolments: ApplyEnrolments,
    to: EnrolmentsOutcome,
) -> None:
    holding = [line.report for line, late in zip(lines, overtaken, strict=True) if line.report and not late]
    applied = iter(await apply_enrolments(uow, holding))
    for line, late in zip(lines, overtaken, strict=True):
        if line.report is None:
            to.refuse(line.line, str(line.refused))
            continue
        to.add(line.line, Result(Outcome.SUPERSEDED) if late else next(applied))
        if line.completed and len(to.completed_lines) < MOST_LINES:
            to.completed_lines.append(line.line)


def _said(report: EnrolmentReport) -> tuple[int, int]:
    """The enrolment and what the line says of it, in as little memory as possible."""
    change = report.change
    assert isinstance(change, Enrolment), "a file holds enrolments only"
    return hash((report.school, report.pupil, change.valid_from, change.recorded_at)), hash(change.event_id)
