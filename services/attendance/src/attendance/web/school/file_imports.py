"""A file that a school uploads on a page: how it is read, and whether it is the file that was looked at."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, BinaryIO, Literal, get_args

from pydantic import BaseModel, BeforeValidator

from attendance.files.column_names import named_columns
from attendance.files.tables import TableFormat
from attendance.register.domain.enrolment import EducationLevel
from attendance.school_files.api.enrolment_imports import EnrolmentImporting
from attendance.school_files.api.import_answers import EnrolmentsAnswer, ImportAnswer
from attendance.school_files.api.import_parameters import ImportParameters
from attendance.school_files.api.imports import Importing
from attendance.school_files.reading.enrolment_table import COLUMNS, EnrolmentTable
from attendance.school_files.reading.file_format import FileFormat, MarksFormat
from attendance.school_files.registry import FORMATS
from attendance.web.digests import fingerprint
from shared.contracts.fields import PupilNumber
from shared.contracts.vocabulary import Package
from shared.runtime.http import Principal

MARKS = "meldingen"
ENROLMENTS = "inschrijvingen"

KINDS: tuple[str, ...] = (
    *(f"{MARKS}:{name}" for name, format_ in FORMATS.items() if isinstance(format_, MarksFormat)),
    *(f"{ENROLMENTS}:{name}" for name in get_args(TableFormat)),
)
"""What a file can be: of marks or of enrolments, and its format. A school has no file of calendars to bring."""


def _one_of_kinds(kind: object) -> object:
    if kind not in KINDS:
        raise ValueError("none of the kinds")
    return kind


class FileBody(BaseModel):
    """How a file is to be read, as the form has it."""

    soort: Annotated[str, BeforeValidator(_one_of_kinds)]
    package: Package = Package.OFFICIAL
    date: dt.date | None = None
    pupil: PupilNumber | None = None
    level: EducationLevel | None = None
    columns: str | None = None
    leading_zeros: Literal["insz"] | None = None

    @property
    def has_enrolments(self) -> bool:
        """Whether the file is of enrolments, and not of marks."""
        return self.soort.startswith(f"{ENROLMENTS}:")

    @property
    def format(self) -> str:
        """The name of the file's format."""
        return self.soort.partition(":")[2]

    def fingerprint(self, file: BinaryIO) -> str:
        """A digest of the file's content and of these choices: two that are equal are read in the same way."""
        return fingerprint(self, file)


@dataclass(frozen=True, slots=True)
class FileImports:
    """Records files as the endpoints do."""

    importing: Importing
    enrolment_importing: EnrolmentImporting

    async def record(
        self, file: BinaryIO, body: FileBody, principal: Principal, *, school: str, dry_run: bool
    ) -> ImportAnswer | EnrolmentsAnswer:
        """Record the file for the school, or with `dry_run` say what would become of it.

        Raises what the endpoints raise:

        1. InvalidField or Problem (422) for what is wrong with the file or with a choice;
        2. Problem (403) for lines of another school.
        """
        if body.has_enrolments:
            table = self._table(body, school)
            return await self.enrolment_importing.apply(file, table, principal, named={school}, dry_run=dry_run)
        how = ImportParameters(
            format=_format(body.format),
            school=school,
            pupil=body.pupil,
            date=body.date,
            package=body.package,
            columns=body.columns,
            dry_run=dry_run,
        )
        return await self.importing.record(file, how, principal)

    def _table(self, body: FileBody, school: str) -> EnrolmentTable:
        importing = self.enrolment_importing
        format_: TableFormat = next(name for name in get_args(TableFormat) if name == body.format)
        return EnrolmentTable(
            format_,
            importing.hash_insz,
            importing.clock.now(),
            school=school,
            level=body.level,
            columns=named_columns(body.columns, COLUMNS),
            restore_zeros=body.leading_zeros is not None,
        )


def _format(name: str) -> FileFormat:
    return FORMATS[name]
