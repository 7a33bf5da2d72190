"""`POST /attendance-records`: marks by HTTP."""

from dataclasses import dataclass

from fastapi import APIRouter, Request

from attendance.register.api.answers import ItemAnswer, ResultsAnswer
from attendance.register.api.posted_events import posted
from attendance.register.api.posted_marks import Posted, marks_of
from attendance.register.api.rights import Recorder, require_own
from attendance.register.api.school_bodies import MARKS
from attendance.register.application.confirm_half_days import ConfirmHalfDays
from attendance.register.application.record_marks import RecordMarks
from attendance.register.application.results import Result, numbers_of
from attendance.register.domain.codes import CodeTable
from attendance.register.messaging.recorded_marks import as_confirmation, as_mark
from attendance.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import Problem, takes_forms
from shared.runtime.logging import get_logger


@dataclass(frozen=True, slots=True)
class Recording:
    """How posted marks are read and recorded."""

    clock: Clock
    codes: CodeTable
    record_marks: RecordMarks
    confirm_half_days: ConfirmHalfDays


def marks_router(units: Units, recording: Recording) -> APIRouter:
    """The endpoint that records marks in `units`."""
    router = APIRouter(tags=["marks"])

    @router.post("/attendance-records")
    @takes_forms(MARKS)
    async def post_attendance_records(request: Request, principal: Recorder) -> ResultsAnswer:
        """Record a mark, up to 500 marks, or CloudEvents that carry them; or that there is nothing to report.

        JSON with `ce-*` headers is a CloudEvent in binary mode: `ce-specversion`, `ce-id`, `ce-source`, `ce-type`.
        Of one half day the newest `recorded_at` counts. A malformed mark in a list is `rejected` and the others
        count; alone it is answered with 422. A school's software records its own school's marks only.
        """
        of_request = marks_of(await posted(request))
        require_own(principal, of_request.schools)
        _refuse_one_malformed(of_request)
        return await _record(of_request, units, recording)

    return router


def _refuse_one_malformed(of_request: Posted) -> None:
    if of_request.alone and of_request.marks[0].malformed:
        wrong = of_request.marks[0].malformed
        raise Problem("invalid-request", errors=[{"field": field, "reason": reason} for field, reason in wrong])


async def _record(of_request: Posted, units: Units, recording: Recording) -> ResultsAnswer:
    well_formed = [
        (item.index, as_mark(item.mark, recording.codes, item.envelope)) for item in of_request.marks if item.mark
    ]
    now = recording.clock.now()
    nothing = [(item.index, as_confirmation(item.nothing, now)) for item in of_request.marks if item.nothing]
    malformed = {
        item.index: ItemAnswer.malformed(item.index, item.malformed) for item in of_request.marks if item.malformed
    }
    async with units() as uow:
        confirmed = await recording.confirm_half_days(uow, [confirmation for _, confirmation in nothing])
        recorded = await recording.record_marks(uow, [mark for _, mark in well_formed])
    numbers = numbers_of([*recorded, *(Result(result.status, result.reason) for result in malformed.values())])
    get_logger().info("attendance.marks_recorded", **numbers)
    results = {index: ItemAnswer.of(index, result) for (index, _), result in zip(well_formed, recorded, strict=True)}
    results |= {index: ItemAnswer.of(index, result) for (index, _), result in zip(nothing, confirmed, strict=True)}
    results |= malformed
    return ResultsAnswer(results=[results[index] for index in range(len(of_request.marks))])
