"""`POST /attendance-records`: marks by HTTP."""

from typing import Any

from fastapi import APIRouter, Request

from attendance.adapters.recorded_marks import as_confirmation, as_mark
from attendance.api.answers import ItemResult, Results
from attendance.api.posted_marks import CLOUDEVENT, CLOUDEVENTS, Posted, read_posted
from attendance.api.rights import Recorder, require_own
from attendance.api.units import Units
from attendance.application.circumstances import Circumstances
from attendance.application.confirm_half_days import confirm_half_days
from attendance.application.record_marks import record_marks
from attendance.application.results import Result, numbers_of
from shared.contracts.school_attendance import AttendanceRecorded, Mark
from shared.runtime.http import Problem, takes
from shared.runtime.logging import get_logger

_JSON = "application/json"
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
_EVENT = {
    "specversion": "1.0",
    "id": "2026-10-05-1",
    "source": "/schools/123456",
    "type": AttendanceRecorded.event_type,
    "data": _MARK,
}


def _body() -> dict[str, Any]:
    """What a body looks like, for the OpenAPI document."""
    schema = {"type": "object", "title": "Mark, or an object with marks", "description": str(Mark.__doc__)}
    content = {
        _JSON: {
            "schema": {"anyOf": [schema, {"type": "array", "items": schema, "maxItems": 500}]},
            "examples": {
                "one": {"summary": "One mark", "value": _MARK},
                "list": {"summary": "A list", "value": [_MARK, {**_MARK, "half_day": "PM", "code": "Z"}]},
                "marks": {"summary": "As in an event", "value": {"marks": [_MARK]}},
                "nothing": {"summary": "Nothing to report", "value": _NOTHING},
            },
        },
        CLOUDEVENT: {"schema": {"type": "object"}, "example": _EVENT},
        CLOUDEVENTS: {"schema": {"type": "array", "items": {"type": "object"}}, "example": [_EVENT]},
    }
    return {"requestBody": {"required": True, "content": content}}


def marks_router(units: Units, circumstances: Circumstances) -> APIRouter:
    """The endpoint that records marks in `units`."""
    router = APIRouter(tags=["marks"])

    @router.post("/attendance-records", openapi_extra=_body())
    @takes(_JSON, CLOUDEVENT, CLOUDEVENTS)
    async def post_attendance_records(request: Request, principal: Recorder) -> Results:
        """Record a mark, up to 500 marks, or CloudEvents that carry them; or that there is nothing to report.

        Of one half day the newest `recorded_at` counts. A malformed mark in a list is `rejected` and the others
        count; alone it is answered with 422. A school's software records its own school's marks only.
        """
        media_type = request.headers.get("content-type", _JSON).split(";")[0].strip().lower()
        posted = read_posted(await request.body(), media_type)
        require_own(principal, posted.schools)
        _refuse_one_malformed(posted)
        return await _record(posted, units, circumstances)

    return router


def _refuse_one_malformed(posted: Posted) -> None:
    if posted.alone and posted.marks[0].malformed:
        wrong = posted.marks[0].malformed
        raise Problem("invalid-request", errors=[{"field": field, "reason": reason} for field, reason in wrong])


async def _record(posted: Posted, units: Units, circumstances: Circumstances) -> Results:
    well_formed = [
        (each.index, as_mark(each.mark, circumstances.codes, each.envelope)) for each in posted.marks if each.mark
    ]
    now = circumstances.clock.now()
    nothing = [(each.index, as_confirmation(each.nothing, now)) for each in posted.marks if each.nothing]
    malformed = {
        each.index: ItemResult.malformed(each.index, each.malformed) for each in posted.marks if each.malformed
    }
    async with units() as uow:
        confirmed = await confirm_half_days(uow, [one for _, one in nothing], circumstances)
        recorded = await record_marks(uow, [mark for _, mark in well_formed], circumstances)
    numbers = numbers_of([*recorded, *(Result(result.status, result.reason) for result in malformed.values())])
    get_logger().info("attendance.marks_recorded", **numbers)
    results = {index: ItemResult.of(index, result) for (index, _), result in zip(well_formed, recorded, strict=True)}
    results |= {index: ItemResult.of(index, result) for (index, _), result in zip(nothing, confirmed, strict=True)}
    results |= malformed
    return Results(results=[results[index] for index in range(len(posted.marks))])
