"""Import marks: record a file's lines in chunks, each in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from attendance.application.circumstances import Circumstances
from attendance.application.imports.assumed_enrolments import AssumedEnrolments
from attendance.application.imports.attempts import Units, attempt
from attendance.application.imports.chunks import chunks
from attendance.application.imports.lines import FileLine
from attendance.application.imports.outcomes import ImportOutcome
from attendance.application.ports import AttendanceUnit
from attendance.application.record_marks import record_marks
from attendance.domain.enrolment import EducationLevel


@dataclass(frozen=True, slots=True)
class MarksFile:
    """A file of marks: `read` gives its lines, each time from the first one.

    `enrol_at` is the level at which the file's pupils count as enrolled, None when they have to be enrolled already.
    """

    read: Callable[[], Iterator[FileLine]]
    enrol_at: EducationLevel | None = None


async def schools_in(file: MarksFile) -> frozenset[str]:
    """The schools the file has marks of. Reads it to its end: raises InvalidField when it is broken anywhere."""
    schools: set[str] = set()
    async for lines in chunks(file.read):
        schools.update(mark.school for line in lines for mark in line.marks)
    return frozenset(schools)


async def import_marks(
    units: Units, file: MarksFile, circumstances: Circumstances, *, dry_run: bool = False
) -> ImportOutcome:
    """Record the marks of a file that was read to its end before (`schools_in`).

    A dry run answers what every chunk would come to and leaves nothing behind.
    """
    outcome = ImportOutcome()
    assumed = None if file.enrol_at is None else AssumedEnrolments(file.enrol_at, circumstances)
    async for lines in chunks(file.read):
        async with attempt(units, dry_run=dry_run) as uow:
            await _import_chunk(uow, lines, assumed, circumstances, outcome)
        if assumed and not dry_run:
            assumed.committed()
    return outcome


async def _import_chunk(
    uow: AttendanceUnit,
    lines: Sequence[FileLine],
    assumed: AssumedEnrolments | None,
    circumstances: Circumstances,
    to: ImportOutcome,
) -> None:
    marks = [mark for line in lines for mark in line.marks]
    if assumed:
        await assumed.cover(uow, marks)
    results = iter(await record_marks(uow, marks, circumstances))
    for line in lines:
        if line.refused is not None:
            to.refuse(line.line, line.refused, line.half_days)
        for _ in line.marks:
            to.add(line.line, next(results))
