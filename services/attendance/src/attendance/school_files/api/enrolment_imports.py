"""`POST /enrolments/imports`: a table of enrolments, as a school's package or secretary has it."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, BinaryIO, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request

from attendance.files.column_names import columns_query, named_columns
from attendance.files.tables import TableFormat
from attendance.files.uploads import uploaded
from attendance.register.api.rights import Recorder, require_own
from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.insz import HashInsz
from attendance.school_files.api.import_answers import EnrolmentsAnswer
from attendance.school_files.api.import_parameters import SchoolMap, schools_of
from attendance.school_files.application.import_enrolments import (
    EnrolmentsFile,
    EnrolmentsOutcome,
    ImportEnrolments,
    look_through_enrolments,
)
from attendance.school_files.domain.lines import EnrolmentLine
from attendance.school_files.reading.enrolment_table import COLUMNS, EnrolmentTable
from shared.contracts.fields import SchoolNumber
from shared.contracts.moments import Time
from shared.runtime.clock import Clock
from shared.runtime.http import ANYTHING, IMPORT_LIMIT, Principal, takes
from shared.runtime.logging import get_logger

_BODY = {"requestBody": {"required": True, "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}}


@dataclass(frozen=True, slots=True)
class EnrolmentImporting:
    """How files of enrolments are read and applied, for the endpoint and for the page; one at a time."""

    clock: Clock
    new_id: Callable[[], UUID]
    hash_insz: HashInsz
    import_enrolments: ImportEnrolments
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def apply(
        self, file: BinaryIO, table: EnrolmentTable, principal: Principal, *, named: set[str], dry_run: bool
    ) -> EnrolmentsAnswer:
        """Apply the file in its turn, or with `dry_run` say what would become of it; `named` are schools of the caller.

        Raises InvalidField for a file that is broken anywhere, and Problem (403) for one that is not the caller's to
        bring. Nothing of it is applied then.
        """

        def read() -> Iterator[EnrolmentLine]:
            file.seek(0)
            return table.read(file)

        async with self.turn:
            contents = await look_through_enrolments(read)
            require_own(principal, contents.schools | named)
            outcome = await self.import_enrolments(EnrolmentsFile(read, dry_run), contents)
        return _answer(self.new_id(), outcome, table.format, dry_run=dry_run)


def enrolment_imports_router(importing: EnrolmentImporting) -> APIRouter:
    """The endpoint that applies files of enrolments."""
    router = APIRouter(tags=["enrolments"])

    @router.post("/enrolments/imports", openapi_extra=_BODY)
    @takes(ANYTHING, max_bytes=IMPORT_LIMIT)
    async def post_enrolments_file(
        request: Request,
        principal: Recorder,
        format: Annotated[TableFormat, Query(description="What kind of table the file is")] = "csv",  # noqa: A002
        school: Annotated[SchoolNumber | None, Query(description="School of lines that name none")] = None,
        level: Annotated[EducationLevel | None, Query(description="Level of lines that name none")] = None,
        recorded_at: Annotated[Time | None, Query(description="When lines without a time were recorded")] = None,
        map_: SchoolMap = None,
        columns: Annotated[str | None, columns_query(COLUMNS, "pupil:Stamnummer")] = None,
        leading_zeros: Annotated[
            Literal["insz"] | None,
            Query(description="Puts back the zeros in front that an INSZ of 8 to 10 digits lost"),
        ] = None,
        dry_run: Annotated[bool, Query(description="Answer what would become of the file; record nothing")] = False,
    ) -> EnrolmentsAnswer:
        """Enrol the pupils of a table with a header, a pupil a row: the fields of `pupil-enrolled` side by side.

        The body is the file as it is, of up to 200,000 enrolments. A malformed line is `rejected` and the other lines
        count. Nothing is recorded of a file that is broken as a whole, or has a date with the month first. The same
        file again changes nothing. A pupil who is not in the file stays enrolled.
        """
        table = EnrolmentTable(
            format,
            importing.hash_insz,
            recorded_at or importing.clock.now(),
            school=school or principal.school,
            level=level,
            schools=schools_of(map_ or []),
            columns=named_columns(columns, COLUMNS),
            restore_zeros=leading_zeros is not None,
        )
        named = {school} if school else set()
        async with uploaded(request) as file:
            return await importing.apply(file, table, principal, named=named, dry_run=dry_run)

    return router


def _answer(import_id: UUID, outcome: EnrolmentsOutcome, format_: str, *, dry_run: bool) -> EnrolmentsAnswer:
    counts = {str(status): number for status, number in outcome.counts.items()}
    effect = "dry-run" if dry_run else "recorded"
    get_logger().info("import.enrolments_applied", import_id=str(import_id), format=format_, outcome=effect, **counts)
    return EnrolmentsAnswer.of(import_id, outcome, dry_run=dry_run)
