"""Import marks: record a file's lines in chunks, each in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field

from attendance.files.chunks import chunks
from attendance.register.application.attempts import attempt
from attendance.register.application.record_marks import RecordMarks
from attendance.register.application.results import Result
from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.registration import Outcome
from attendance.school_files.application.assumed_enrolments import AssumedEnrolments, Enrolling
from attendance.school_files.domain.lines import FileLine
from attendance.school_files.domain.outcomes import ImportOutcome
from attendance.school_files.domain.repeats import Repeats
from attendance.unit_of_work import AttendanceUnitOfWork, Units

MOST_SCHOOLS = 10_000


@dataclass(frozen=True, slots=True)
class MarksFile:
    """A file of marks, of `size` bytes: `read` gives its lines, each time from the first line.

    `enrol_at` is the level at which the file's pupils count as enrolled, None when they have to be enrolled already. A
    `dry_run` answers what every chunk would come to and leaves nothing behind.
    """

    read: Callable[[], Iterator[FileLine]]
    size: int
    enrol_at: EducationLevel | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What has to be known of a file before its first mark is recorded. Of its schools the first 10,000 are kept."""

    repeats: Repeats
    schools: set[str] = field(default_factory=set)

    def note(self, chunk: int, lines: Sequence[FileLine]) -> None:
        """Learn of the next chunk. Raises InvalidField when its half days contradict each other beyond measure."""
        marks = [mark for line in lines for mark in line.marks]
        self.repeats.note(chunk, marks)
        if len(self.schools) < MOST_SCHOOLS:
            self.schools.update(mark.school for mark in marks)


async def look_through(file: MarksFile) -> Contents:
    """The schools and repeats in the file. Reads it to its end: raises InvalidField when it is broken anywhere."""
    contents = Contents(Repeats(file.size))
    number = 0
    async for lines in chunks(file.read):
        await asyncio.to_thread(contents.note, number, lines)
        number += 1
    return contents


ImportMarks = Callable[[MarksFile, Repeats], Awaitable[ImportOutcome]]
"""`import_marks` with the use cases of the register bound."""


async def import_marks(
    units: Units,
    file: MarksFile,
    repeats: Repeats,
    *,
    record_marks: RecordMarks,
    enrolling: Enrolling,
) -> ImportOutcome:
    """Record the marks of a file that was looked through before, those of a chunk in one transaction."""
    outcome = ImportOutcome()
    assumed = None if file.enrol_at is None else AssumedEnrolments(file.enrol_at, enrolling)
    number = 0
    async for lines in chunks(file.read):
        overtaken = [repeats.overtakes(number, mark) for line in lines for mark in line.marks]
        async with attempt(units, dry_run=file.dry_run) as uow:
            if assumed:
                await assumed.cover(uow, [mark for line in lines for mark in line.marks])
            await _import_chunk(uow, lines, overtaken, record_marks=record_marks, to=outcome)
        if assumed and not file.dry_run:
            assumed.committed()
        number += 1
    return outcome


async def _import_chunk(
    uow: AttendanceUnitOfWork,
    lines: Sequence[FileLine],
    overtaken: Sequence[bool],
    *,
    record_marks: RecordMarks,
    to: ImportOutcome,
) -> None:
    marks = [mark for line in lines for mark in line.marks]
    holding = [mark for mark, late in zip(marks, overtaken, strict=True) if not late]
    recorded = iter(await record_marks(uow, holding))
    results = (Result(Outcome.SUPERSEDED) if late else next(recorded) for late in overtaken)
    for line in lines:
        if line.refused is not None:
            to.refuse(line.line, line.refused, line.half_days)
        to.left_out += line.left_out
        for mark in line.marks:
            to.add(line.line, next(results), recognised=mark.recognised, remark=line.remark)
