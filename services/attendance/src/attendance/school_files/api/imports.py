"""`POST /imports`: a school package's export, as it is."""

import asyncio
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, TypeVar
from uuid import UUID

from fastapi import APIRouter, Request

from attendance.files.uploads import uploaded
from attendance.register.api.rights import Recorder, require_own, writes_for_all
from attendance.school_files.api.import_answers import ImportAnswer
from attendance.school_files.api.import_parameters import HowToImport, ImportParameters, ReadingChoices
from attendance.school_files.application.import_calendars import CalendarsFile, ImportCalendars
from attendance.school_files.application.import_marks import ImportMarks, MarksFile, look_through
from attendance.school_files.domain.outcomes import ImportOutcome
from attendance.school_files.reading.file_format import CalendarsFormat
from attendance.school_files.reading.instructions import Instructions
from shared.runtime.http import ANYTHING, IMPORT_LIMIT, Principal, Problem, takes
from shared.runtime.logging import get_logger

Line = TypeVar("Line")

_AT_ONCE = 2
_BODY = {"requestBody": {"required": True, "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}}


@dataclass(frozen=True, slots=True)
class Importing:
    """How files are read and recorded, for the endpoint and for the page; two at a time."""

    new_id: Callable[[], UUID]
    choices: ReadingChoices
    import_marks: ImportMarks
    import_calendars: ImportCalendars
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def record(self, file: BinaryIO, how: ImportParameters, principal: Principal) -> ImportAnswer:
        """Record the file in its turn, or with `dry_run` say what would become of it.

        Raises InvalidField for a file that is broken anywhere, and Problem (403) for one that is not the caller's to
        bring. Nothing of it is recorded then.
        """
        async with self.turn:
            outcome = await _Import(file, how, principal, self).run()
        return _answer(self.new_id(), outcome, how)


def imports_router(importing: Importing) -> APIRouter:
    """The endpoint that records files."""
    router = APIRouter(tags=["imports"])

    @router.post("/imports", openapi_extra=_BODY)
    @takes(ANYTHING, max_bytes=IMPORT_LIMIT)
    async def post_imports(request: Request, how: HowToImport, principal: Recorder) -> ImportAnswer:
        """Record a file of a school package: marks, or with `ed-fi-calendar` schools' calendars.

        The body is the file as it is, not compressed, up to 512 MiB. A malformed line is `rejected` and the others
        count; of a file that is broken as a whole nothing is recorded. The same file again changes nothing.
        """
        async with uploaded(request) as file:
            return await importing.record(file, how, principal)

    return router


@dataclass(frozen=True, slots=True)
class _Import:
    """One file on its way into the register."""

    file: BinaryIO
    how: ImportParameters
    principal: Principal
    importing: Importing

    async def run(self) -> ImportOutcome:
        """Record the file. Nothing is, when it is broken anywhere or not the caller's to bring."""
        format_ = self.how.format
        if isinstance(format_, CalendarsFormat):
            return await self._calendars(format_)
        size = self.file.seek(0, os.SEEK_END)
        marks = MarksFile(
            self._read_with(format_.read), size, self.how.level if self.how.enrol else None, self.how.dry_run
        )
        contents = await look_through(marks)
        require_own(self.principal, contents.schools | ({self.how.school} if self.how.school else set()))
        return await self.importing.import_marks(marks, contents.repeats)

    async def _calendars(self, format_: CalendarsFormat) -> ImportOutcome:
        if not writes_for_all(self.principal):
            raise Problem("forbidden", "A school sets its own closures; its sessions are not its to change.")
        return await self.importing.import_calendars(CalendarsFile(self._read_with(format_.read), self.how.dry_run))

    def _read_with(self, reader: Callable[[BinaryIO, Instructions], Iterator[Line]]) -> Callable[[], Iterator[Line]]:
        instructions = self.how.instructions(self.principal, self.importing.choices)

        def read() -> Iterator[Line]:
            self.file.seek(0)
            return reader(self.file, instructions)

        return read


def _answer(import_id: UUID, outcome: ImportOutcome, how: ImportParameters) -> ImportAnswer:
    counts = {str(status): number for status, number in outcome.counts.items()}
    effect = "dry-run" if how.dry_run else "recorded"
    get_logger().info("import.finished", import_id=str(import_id), format=how.format.name, outcome=effect, **counts)
    return ImportAnswer.of(import_id, outcome, dry_run=how.dry_run)
