"""What schools post, as the OpenAPI document describes it; what is read is read by the contracts themselves."""

from typing import Annotated, Any, Literal, NotRequired

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType, TypedDict  # pydantic needs these before Python 3.12

from attendance.register.api.posted_events import JSON
from shared.contracts.moments import Time
from shared.contracts.school_attendance import MAX_MARKS, AttendanceRecorded, Mark, NothingToReport
from shared.contracts.school_enrolment import PupilEnrolled, PupilWithdrawn
from shared.messaging.http_events import CLOUDEVENT, CLOUDEVENTS
from shared.runtime.http import BodyForm

_DESCRIBED = ConfigDict(use_attribute_docstrings=True)
_TEXT = r"^[^\x00-\x1f\x7f]+$"


class RecordedMarksBody(BaseModel):
    """Up to 500 marks, in an event all of one school."""

    model_config = _DESCRIBED

    marks: Annotated[list[Mark], Field(min_length=1, max_length=MAX_MARKS)]
    """The marks."""


class _Event(TypedDict):
    __pydantic_config__ = _DESCRIBED  # type: ignore[misc]  # how a TypedDict is configured

    specversion: Annotated[Literal["1.0"], Field(description="The version of CloudEvents")]
    id: Annotated[str, Field(description="Names the event, with its source", max_length=64, pattern=_TEXT)]
    source: Annotated[str, Field(description="Who says so, a URI-reference", max_length=256, pattern=_TEXT)]
    time: NotRequired[Annotated[Time, Field(description="When it happened; not used")]]
    subject: NotRequired[Annotated[str, Field(description="What it is about; not used")]]
    sequence: NotRequired[Annotated[str, Field(description="Any text; not used")]]
    datacontenttype: NotRequired[Annotated[Literal["application/json"], Field(description="What the data are")]]


class AttendanceRecordedEvent(_Event):
    """Marks as a CloudEvent. `data_base64`, with the same JSON in base64, is as good as `data`."""

    type: Literal["be.flankerend.school.attendance-recorded.v1"]
    """The event type."""
    data: Mark | RecordedMarksBody | NothingToReport
    """A mark, marks, or that there is nothing to report."""


class PupilEnrolledEvent(_Event):
    """An enrolment as a CloudEvent. `data_base64`, with the same JSON in base64, is as good as `data`."""

    type: Literal["be.flankerend.school.pupil-enrolled.v1"]
    """The event type."""
    data: PupilEnrolled
    """The enrolment."""


class PupilWithdrawnEvent(_Event):
    """A withdrawal as a CloudEvent. `data_base64`, with the same JSON in base64, is as good as `data`."""

    type: Literal["be.flankerend.school.pupil-withdrawn.v1"]
    """The event type."""
    data: PupilWithdrawn
    """The withdrawal."""


_Some = Field(min_length=1, max_length=MAX_MARKS)
AttendanceRecordsBody = TypeAliasType(
    "AttendanceRecordsBody", Mark | Annotated[list[Mark], _Some] | RecordedMarksBody | NothingToReport
)
EnrolmentsBody = TypeAliasType(
    "EnrolmentsBody", PupilEnrolled | PupilWithdrawn | Annotated[list[PupilEnrolled | PupilWithdrawn], _Some]
)
_EnrolmentEvent = PupilEnrolledEvent | PupilWithdrawnEvent

_MARK = {
    "school": "123456",
    "pupil": "1234567",
    "date": "2026-10-05",
    "half_day": "AM",
    "code": "B",
    "package": "smartschool",
    "recorded_at": "2026-10-05T08:52:10+02:00",
}
_NOTHING = {"marks": [], "school": "123456", "date": "2026-10-05", "half_day": "PM"}
_ENROLMENT = {
    "school": "123456",
    "pupil": "1234567",
    "valid_from": "2026-09-01",
    "class": "3A",
    "level": "secundair",
    "structure": "311",
    "person": {"given_name": "Noor", "family_name": "Voorbeeld", "birth_date": "2011-03-04", "postcode": "3800"},
    "recorded_at": "2026-09-01T07:00:00+02:00",
}
_WITHDRAWAL = {
    "school": "123456",
    "pupil": "1234567",
    "valid_until": "2026-11-30",
    "recorded_at": "2026-11-30T16:00:00+01:00",
}


def _event(event_type: str, data: Any) -> dict[str, Any]:
    return {"specversion": "1.0", "id": "2026-10-05-1", "source": "/schools/123456", "type": event_type, "data": data}


_RECORDED = _event(AttendanceRecorded.event_type, _MARK)
_ENROLLED = _event(PupilEnrolled.event_type, _ENROLMENT)
_LEFT = _event(PupilWithdrawn.event_type, _WITHDRAWAL)

MARKS = {
    JSON: BodyForm(
        AttendanceRecordsBody,
        {
            "one mark": _MARK,
            "a list": [_MARK, {**_MARK, "half_day": "PM", "code": "Z"}],
            "as in an event": {"marks": [_MARK]},
            "nothing to report": _NOTHING,
        },
    ),
    CLOUDEVENT: BodyForm(AttendanceRecordedEvent, {"one mark": _RECORDED}),
    CLOUDEVENTS: BodyForm(Annotated[list[AttendanceRecordedEvent], _Some], {"a batch": [_RECORDED]}),
}
"""The bodies of `POST /attendance-records`."""

ENROLMENTS = {
    JSON: BodyForm(
        EnrolmentsBody,
        {"a pupil is enrolled": _ENROLMENT, "a pupil leaves": _WITHDRAWAL, "several": [_ENROLMENT, _WITHDRAWAL]},
    ),
    CLOUDEVENT: BodyForm(_EnrolmentEvent, {"a pupil is enrolled": _ENROLLED, "a pupil leaves": _LEFT}),
    CLOUDEVENTS: BodyForm(Annotated[list[_EnrolmentEvent], _Some], {"a batch": [_ENROLLED, _LEFT]}),
}
"""The bodies of `POST /enrolments`."""
