"""`/meetings/{id}/report`: what came of a meeting, as JSON or as a paper."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from consultation.api.rights import Reader
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.report_answers import ReportAnswer
from consultation.meetings.api.reporting import report_of
from consultation.unit_of_work import Units
from shared.papers.typesetting import PDF
from shared.runtime.http import answers, preferred

_JSON = "application/json"
_IN_BOTH: dict[int | str, dict[str, Any]] = {
    200: {"description": "As `Accept` asks: JSON, or the report as PDF/UA-1", "content": {PDF: {}}}
}

Printed = Callable[[ReportAnswer], Awaitable[Response]]
"""Makes a paper of a report."""


def report_router(units: Units, *, rules: MeetingRules, printed: Printed) -> APIRouter:
    """The endpoint of the report, for those at the table."""
    router = APIRouter(tags=["meetings"])

    @router.get("/meetings/{meeting_id}/report", response_model=ReportAnswer, responses=_IN_BOTH)
    @answers(_JSON, PDF)
    async def get_report(request: Request, meeting_id: UUID, principal: Reader) -> ReportAnswer | Response:
        """When, where, who was there, and what was said, decided and agreed, for whoever takes part or runs cases.

        A meeting without a time has no report (404).
        """
        async with units() as uow:
            report = await report_of(uow, meeting_id, principal, rules=rules)
        if preferred(", ".join(request.headers.getlist("accept")), (_JSON, PDF)) == PDF:
            return await printed(report)
        return report

    return router
