"""`POST /residents/imports`, `GET /not-enrolled`: the yearly control of compulsory education."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, BinaryIO, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request

from attendance.files.column_names import columns_query, named_columns
from attendance.files.tables import TableFormat
from attendance.files.uploads import uploaded
from attendance.register.api.rights import ListBringer, Municipal
from attendance.register.domain.insz import HashInsz
from attendance.residents.api.resident_answers import ListAnswer, UnenrolledChildAnswer
from attendance.residents.api.resident_table import COLUMNS, ResidentTable
from attendance.residents.application.import_residents import ImportResidents, ResidentList
from attendance.residents.application.list_gaps import list_gaps
from attendance.residents.domain.enrolment_gap import GapFilter
from attendance.residents.domain.outcomes import ListOutcome, ResidentLine
from attendance.residents.domain.resident import Control
from attendance.unit_of_work import Units
from shared.contracts.fields import SchoolYearLabel
from shared.contracts.moments import IsoDate
from shared.domain.school_year import SchoolYear
from shared.runtime.http import ANYTHING, IMPORT_LIMIT, Listing, Paged, listing, takes
from shared.runtime.logging import get_logger

_BODY = {"requestBody": {"required": True, "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}}


@dataclass(frozen=True, slots=True)
class ListReading:
    """How a list is read, and for which control. `columns` has the file's own names, as `named_columns` reads them."""

    control: Control
    format: TableFormat
    columns: str | None = None
    restore_zeros: bool = False


@dataclass(frozen=True, slots=True)
class ListImporting:
    """Compares lists with the enrolments, one list at a time."""

    new_id: Callable[[], UUID]
    hash_insz: HashInsz
    import_residents: ImportResidents
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def compare(self, file: BinaryIO, how: ListReading, *, dry_run: bool) -> ListAnswer:
        """Take the list over, or with `dry_run` say what would become of it.

        Raises InvalidField or Problem (422) for what is wrong with the file as a whole, or with its columns.
        """
        columns = named_columns(how.columns, COLUMNS)
        reader = ResidentTable(how.format, columns, self.hash_insz, restore_zeros=how.restore_zeros)

        def read() -> Iterator[ResidentLine]:
            file.seek(0)
            return reader.read(file)

        async with self.turn:
            outcome = await self.import_residents(ResidentList(read, how.control, dry_run))
        return _answer(self.new_id(), how.control, outcome, dry_run=dry_run)


def residents_router(units: Units, importing: ListImporting) -> APIRouter:
    """The endpoints of the control in `units`."""
    router = APIRouter(tags=["compulsory education"])

    @router.post("/residents/imports", openapi_extra=_BODY)
    @takes(ANYTHING, max_bytes=IMPORT_LIMIT)
    async def post_list(
        request: Request,
        principal: ListBringer,
        school_year: Annotated[SchoolYearLabel, Query(description="School year of the control")],
        reference_date: Annotated[IsoDate, Query(description="On this day children have to be of compulsory age")],
        format: Annotated[TableFormat, Query(description="What kind of table the list is")] = "csv",  # noqa: A002
        leading_zeros: Annotated[
            Literal["insz"] | None,
            Query(description="Puts back the zeros in front that an INSZ of 8 to 10 digits lost"),
        ] = None,
        columns: Annotated[str | None, columns_query(COLUMNS, "insz:Rijksregisternr")] = None,
        dry_run: Annotated[bool, Query(description="Answer what would become of the list; record nothing")] = False,
    ) -> ListAnswer:
        """Take over the municipality's list of resident children, and compare it with the enrolments by INSZ.

        The body is a table with a header, as it is, of up to 200,000 children. A malformed line is `rejected` and the
        other lines count. Nothing is recorded of a file that is broken as a whole, or has a date with the month first.
        The same list again changes nothing. Of an INSZ only the keyed hash is kept.
        """
        control = Control(SchoolYear.parse(school_year), reference_date)
        how = ListReading(control, format, columns, restore_zeros=leading_zeros is not None)
        async with uploaded(request) as file:
            return await importing.compare(file, how, dry_run=dry_run)

    @router.get("/not-enrolled")
    async def get_not_enrolled(
        principal: Municipal,
        page: Paged,
        school_year: Annotated[SchoolYearLabel | None, Query(description="Of the control")] = None,
        status: Literal["missing", "found"] | None = None,
        person: UUID | None = None,
    ) -> Listing[UnenrolledChildAnswer]:
        """Resident children of compulsory age that were not known to be enrolled, concluded first in front."""
        after = page.after(UUID)
        wanted = GapFilter(SchoolYear.parse(school_year) if school_year else None, status, person)
        async with units() as uow:
            gaps = await list_gaps(uow, wanted, after=after[0] if after else None, limit=page.limit + 1)
        shown, next_cursor = page.cut(gaps, lambda listed: (listed.gap.signal_id,))
        return listing([UnenrolledChildAnswer.of(listed) for listed in shown], next_cursor)

    return router


def _answer(import_id: UUID, control: Control, outcome: ListOutcome, *, dry_run: bool) -> ListAnswer:
    answer = ListAnswer.of(import_id, outcome, dry_run=dry_run)
    numbers = answer.model_dump(exclude={"import_id", "dry_run", "lines", "completed_lines"})
    effect = "dry-run" if dry_run else "recorded"
    get_logger().info(
        "import.list_compared",
        import_id=str(import_id),
        school_year=str(control.school_year),
        outcome=effect,
        **numbers,
    )
    return answer
