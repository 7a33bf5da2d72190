"""`POST /enrolments`: enrolments and withdrawals by HTTP."""

from collections.abc import Sequence

from fastapi import APIRouter, Request

from attendance.register.api.answers import ItemAnswer, ResultsAnswer
from attendance.register.api.posted_enrolments import Malformed, PostedEnrolments, enrolments_of
from attendance.register.api.posted_events import posted
from attendance.register.api.rights import Recorder, require_own
from attendance.register.api.school_bodies import ENROLMENTS
from attendance.register.application.apply_enrolments import ApplyEnrolments
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.insz import HashInsz
from attendance.unit_of_work import Units
from shared.runtime.http import Problem, takes_forms


def enrolments_router(units: Units, *, hash_insz: HashInsz, apply_enrolments: ApplyEnrolments) -> APIRouter:
    """The endpoint that applies enrolments in `units`."""
    router = APIRouter(tags=["enrolments"])

    @router.post("/enrolments")
    @takes_forms(ENROLMENTS)
    async def post_enrolments(request: Request, principal: Recorder) -> ResultsAnswer:
        """Enrol a pupil, or withdraw one (a body with `valid_until`); or up to 500 of these in a list; or CloudEvents.

        JSON with `ce-*` headers is a CloudEvent in binary mode: `ce-specversion`, `ce-id`, `ce-source`, `ce-type`. A
        malformed enrolment in a list is `rejected` and the other enrolments count. A malformed enrolment alone gets a
        422. A withdrawal is `pending` while no enrolment contains its day. A school's software reports its own school's
        pupils only.
        """
        of_request = enrolments_of(await posted(request), hash_insz)
        require_own(principal, of_request.schools)
        _refuse_one_malformed(of_request)
        return await _apply(of_request.reports, units, apply_enrolments)

    return router


def _refuse_one_malformed(of_request: PostedEnrolments) -> None:
    if of_request.alone and isinstance(wrong := of_request.reports[0], Malformed):
        raise Problem("invalid-request", errors=[{"field": name, "reason": reason} for name, reason in wrong.errors])


async def _apply(
    reports: Sequence[EnrolmentReport | Malformed], units: Units, apply_enrolments: ApplyEnrolments
) -> ResultsAnswer:
    async with units() as uow:
        well_formed = [report for report in reports if isinstance(report, EnrolmentReport)]
        applied = iter(await apply_enrolments(uow, well_formed))
    return ResultsAnswer(
        results=[
            ItemAnswer.of(index, next(applied))
            if isinstance(report, EnrolmentReport)
            else ItemAnswer.malformed(index, report.errors)
            for index, report in enumerate(reports)
        ]
    )
