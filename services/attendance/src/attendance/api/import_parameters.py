"""The parameters of `POST /imports`."""

import re
from collections.abc import Iterable
from typing import Annotated, Literal

from fastapi import Depends, Query
from pydantic import BaseModel

from attendance.adapters.csv_marks import COLUMNS
from attendance.adapters.formats import Format
from attendance.adapters.instructions import Instructions
from attendance.application.circumstances import Circumstances
from attendance.domain.enrolment import EducationLevel
from shared.contracts.fields import SchoolNumber
from shared.contracts.moments import Time
from shared.contracts.vocabulary import Package
from shared.runtime.http import Principal, invalid

_SCHOOL_NUMBER = re.compile(r"[0-9]{6}", re.ASCII)


class ImportParameters(BaseModel):
    """How to read and record a file."""

    format: Format
    school: str | None = None
    package: Package = Package.OFFICIAL
    map: list[str] = []
    columns: str | None = None
    recorded_at: Time | None = None
    enrol: Literal["implicit"] | None = None
    level: EducationLevel = EducationLevel.SECUNDAIR
    dry_run: bool = False

    def instructions(self, principal: Principal, circumstances: Circumstances) -> Instructions:
        """What the reader is told. Raises Problem (422) for a malformed `map` or `columns`."""
        return Instructions(
            recorded_at=self.recorded_at or circumstances.clock.now(),
            school=self.school or principal.school,
            schools=_schools(self.map),
            package=self.package,
            columns=_columns(self.columns or ""),
            codes=circumstances.codes,
        )


def import_parameters(
    format: Annotated[Format, Query(description="Format of the file")],  # noqa: A002  (its name on the wire)
    school: Annotated[SchoolNumber | None, Query(description="School of lines that name none")] = None,
    package: Annotated[Package, Query(description="Whose codes a CSV file has")] = Package.OFFICIAL,
    map_: Annotated[
        list[str] | None,
        Query(alias="map", description="`<id in the file>:<school>`, repeatable", examples=["255901001:123456"]),
    ] = None,
    columns: Annotated[
        str | None, Query(description="`<ours>:<the file's>,…`, for a CSV file", examples=["code:Afwezigheid"])
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
    """The parameters as they stand in the query."""
    return ImportParameters(
        format=format,
        school=school,
        package=package,
        map=map_ or [],
        columns=columns,
        recorded_at=recorded_at,
        enrol=enrol,
        level=level,
        dry_run=dry_run,
    )


HowToImport = Annotated[ImportParameters, Depends(import_parameters)]


def _schools(maps: Iterable[str]) -> dict[str, str]:
    schools = {}
    for each in maps:
        identifier, _, school = each.rpartition(":")
        if not identifier or not _SCHOOL_NUMBER.fullmatch(school):
            raise invalid("map", "must be <id in the file>:<school>, the school with six digits")
        schools[identifier] = school
    return schools


def _columns(columns: str) -> dict[str, str]:
    names = {}
    for each in filter(None, columns.split(",")):
        ours, _, theirs = each.partition(":")
        if ours not in COLUMNS or not theirs:
            raise invalid("columns", f"must be <ours>:<the file's>, of {', '.join(COLUMNS)}")
        names[ours] = theirs
    return names
