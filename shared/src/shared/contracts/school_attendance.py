"""Stream `school.attendance.v1`: what schools record, half day by half day."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)
from pydantic.dataclasses import dataclass
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import PupilNumber, SchoolNumber
from shared.contracts.moments import IsoDate, Time
from shared.contracts.vocabulary import Package
from shared.domain.half_days import HalfDay
from shared.domain.patterns import worded

TOPIC = "school.attendance.v1"

MAX_MARKS = 500
"""Most marks in one event."""

Code = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=64,
        pattern=worded(r"^[^\x00-\x1f\x7f]+$", "a code without control characters"),
    ),
    Field(examples=["B", "R03", "|", "-"]),
]
"""A package's own code, trimmed, letters in either case; 1 to 64 characters."""


_SLIM = ConfigDict(extra="ignore", hide_input_in_errors=True, use_attribute_docstrings=True)


# A slotted dataclass: reading one from JSON takes three quarters of the time of a model.
@dataclass(frozen=True, slots=True, kw_only=True, config=_SLIM)
class Mark:
    """What a school recorded for one pupil and one half day.

    For one (school, pupil, date, half day) the newest `recorded_at` wins, ties by the greater event id.
    """

    school: SchoolNumber
    """Institution number of the school."""
    pupil: PupilNumber
    """The school's register number of the pupil."""
    date: IsoDate
    """The day the mark is about."""
    half_day: HalfDay
    """Morning (AM) or afternoon (PM)."""
    code: Code
    """The package's own code; `|` is present, `-` not yet known."""
    package: Package
    """The school software whose codes these are."""
    recorded_at: Time
    """When the school recorded this."""


class NothingToReport(WireData):
    """A school that sends absences only says of a half day that there are no absences: a list without a mark."""

    marks: tuple[()] = Field(json_schema_extra={"items": {}})
    """Empty."""
    school: SchoolNumber
    """Institution number of the school."""
    date: IsoDate
    """The day."""
    half_day: HalfDay
    """Morning (AM) or afternoon (PM)."""


class AttendanceRecorded(Contract):
    """A school recorded a mark, a list of up to 500 marks, all of that school, or that there is nothing to report.

    On the wire it is the mark itself, `{"marks": [...]}`, or NothingToReport. Here it is marks, and one malformed mark
    refuses the whole list. `shared.contracts.marks` reads a list mark by mark, and also a list without marks.
    """

    event_type: ClassVar[str] = "be.flankerend.school.attendance-recorded.v1"
    topic: ClassVar[str] = TOPIC

    marks: Annotated[tuple[Mark, ...], Field(min_length=1, max_length=MAX_MARKS)]
    """The marks, all of one school."""

    @model_validator(mode="wrap")
    @classmethod
    def _mark_or_marks(cls, data: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        is_one_mark = isinstance(data, dict) and "marks" not in data
        recorded = read({"marks": [data]} if is_one_mark else data)
        if len({mark.school for mark in recorded.marks}) > 1:
            raise PydanticCustomError("one_school", "Should have marks of one school only")
        return recorded

    @model_serializer(mode="wrap")
    def _as_sent(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = write(self)
        return dict(written["marks"][0]) if len(self.marks) == 1 else written

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler.resolve_ref_schema(handler(schema)).copy()
        single = many["properties"]["marks"]["items"]
        nothing = handler(NothingToReport.__pydantic_core_schema__)
        return {"description": many.pop("description"), "anyOf": [single, many, nothing]}
