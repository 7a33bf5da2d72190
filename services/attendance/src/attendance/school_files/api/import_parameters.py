"""The parameters of `POST /imports`."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Query
from pydantic import BaseModel, Field

from attendance.files.column_names import columns_query, named_columns
from attendance.register.domain.codes import CodeTable
from attendance.register.domain.enrolment import EducationLevel
from attendance.school_files.reading.file_format import FileFormat
from attendance.school_files.reading.instructions import Instructions
from attendance.school_files.reading.table_marks import COLUMNS
from attendance.school_files.registry import FORMATS
from shared.contracts.fields import PupilNumber, SchoolNumber
from shared.contracts.moments import IsoDate, Time
from shared.contracts.vocabulary import Package
from shared.domain.half_days import HalfDay
from shared.domain.patterns import worded
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, invalid

_SCHOOL_NUMBER = re.compile(r"[0-9]{6}", re.ASCII)
_ONE_PERIOD = "T?([0-9]{1,2}):(AM|PM)"
_PERIOD = re.compile(_ONE_PERIOD, re.ASCII)
# What the document says of a parameter; read are also commas more.
_PERIODS = worded(rf"^{_ONE_PERIOD}(,{_ONE_PERIOD})*$", "<lesson hour>:<AM or PM>,… such as 2:AM,7:PM")
_MAPPED = worded("^.+:[0-9]{6}$", "<id in the file>:<school>, the school with six digits")
_FORMATS = "; ".join(f"`{name}`: {format_.description}" for name, format_ in FORMATS.items())

SchoolMap = Annotated[
    list[Annotated[str, Field(json_schema_extra={"pattern": _MAPPED})]] | None,
    Query(alias="map", description="`<id in the file>:<school>`, repeatable", examples=[["255901001:123456"]]),
]


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """What the municipality chose about files: its codes, and the minutes of a school day (None: not known)."""

    clock: Clock
    codes: CodeTable
    day_minutes: int | None


class ImportParameters(BaseModel):
    """How to read and record a file."""

    format: FileFormat
    school: str | None = None
    pupil: str | None = None
    date: dt.date | None = None
    package: Package = Package.OFFICIAL
    map: list[str] = []
    columns: str | None = None
    periods: str | None = None
    recorded_at: Time | None = None
    enrol: Literal["implicit"] | None = None
    level: EducationLevel = EducationLevel.SECUNDAIR
    dry_run: bool = False

    def instructions(self, principal: Principal, choices: ReadingChoices) -> Instructions:
        """What the reader is told. Raises Problem (422) for a malformed `map`, `columns` or `periods`."""
        return Instructions(
            recorded_at=self.recorded_at or choices.clock.now(),
            school=self.school or principal.school,
            pupil=self.pupil,
            date=self.date,
            schools=schools_of(self.map),
            package=self.package,
            columns=named_columns(self.columns, COLUMNS),
            periods=_periods(self.periods or ""),
            codes=choices.codes,
            day_minutes=choices.day_minutes,
        )


async def import_parameters(
    format: Annotated[  # noqa: A002  (its name on the wire)
        str, Query(description=f"Format of the file. {_FORMATS}", json_schema_extra={"enum": list(FORMATS)})
    ],
    school: Annotated[SchoolNumber | None, Query(description="School of lines that name none")] = None,
    pupil: Annotated[PupilNumber | None, Query(description="Pupil of a Smartschool file whose keys are dates")] = None,
    date: Annotated[IsoDate | None, Query(description="Day of a Smartschool file whose keys are pupils")] = None,
    package: Annotated[Package, Query(description="Whose codes a table has")] = Package.OFFICIAL,
    map_: SchoolMap = None,
    columns: Annotated[str | None, columns_query(COLUMNS, "code:Afwezigheid")] = None,
    periods: Annotated[
        str | None,
        Query(
            description="Lesson hours of an Informat file, where they are not T1 and T6",
            examples=["2:AM,7:PM"],
            json_schema_extra={"pattern": _PERIODS},
        ),
    ] = None,
    recorded_at: Annotated[Time | None, Query(description="When marks without a time were recorded")] = None,
    enrol: Annotated[
        Literal["implicit"] | None, Query(description="The file's pupils count as enrolled in its school years")
    ] = None,
    level: Annotated[
        EducationLevel, Query(description="Level of implicitly enrolled pupils")
    ] = EducationLevel.SECUNDAIR,
    dry_run: Annotated[bool, Query(description="Answer what would become of the file; record nothing")] = False,
) -> ImportParameters:
    """The parameters as they stand in the query. Raises Problem (422) for an unknown format."""
    if format not in FORMATS:
        raise invalid("format", f"must be {' or '.join(repr(name) for name in FORMATS)}")
    return ImportParameters(
        format=FORMATS[format],
        school=school,
        pupil=pupil,
        date=date,
        package=package,
        map=map_ or [],
        columns=columns,
        periods=periods,
        recorded_at=recorded_at,
        enrol=enrol,
        level=level,
        dry_run=dry_run,
    )


HowToImport = Annotated[ImportParameters, Depends(import_parameters)]


def schools_of(maps: Iterable[str]) -> dict[str, str]:
    """The school number for each identifier that `map` names. Raises Problem (422) for a malformed entry."""
    schools: dict[str, str] = {}
    for pair in maps:
        identifier, _, school = pair.rpartition(":")
        if not identifier or not _SCHOOL_NUMBER.fullmatch(school):
            raise invalid("map", "must be <id in the file>:<school>, the school with six digits")
        if schools.setdefault(identifier, school) != school:
            raise invalid("map", "has two schools for one id")
    return schools


def _periods(periods: str) -> dict[int, HalfDay]:
    half_days: dict[int, HalfDay] = {}
    for period in filter(None, periods.split(",")):
        parts = _PERIOD.fullmatch(period)
        if parts is None:
            raise invalid("periods", "must be <lesson hour>:<AM or PM>,… such as 2:AM,7:PM")
        hour, half_day = int(parts[1]), HalfDay(parts[2])
        if half_days.setdefault(hour, half_day) is not half_day:
            raise invalid("periods", f"has two half days for lesson hour {hour}")
    return half_days
