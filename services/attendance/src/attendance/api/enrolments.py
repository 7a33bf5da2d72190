"""`POST /enrolments`: enrolments and withdrawals by HTTP."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Body
from pydantic import ValidationError

from attendance.adapters.recorded_enrolments import as_enrolment, as_withdrawal
from attendance.api.answers import ItemResult, Results
from attendance.api.rights import Recorder, require_own
from attendance.api.units import Units
from attendance.application.apply_enrolments import EnrolmentReport, apply_enrolments
from attendance.application.circumstances import Circumstances
from shared.contracts.errors import WHOLE, field_errors
from shared.contracts.school_enrolment import PupilEnrolled, PupilWithdrawn
from shared.runtime.http import Problem, invalid

MOST = 500

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
_EXAMPLES: dict[str, Any] = {
    "enrolment": {"summary": "A pupil is enrolled", "value": _ENROLMENT},
    "withdrawal": {"summary": "A pupil leaves", "value": _WITHDRAWAL},
    "list": {"summary": "Several", "value": [_ENROLMENT, _WITHDRAWAL]},
}
_OBJECT = {"type": "object"}
_SCHEMA = {"anyOf": [_OBJECT, {"type": "array", "items": _OBJECT, "minItems": 1, "maxItems": MOST}]}


def enrolments_router(units: Units, circumstances: Circumstances) -> APIRouter:
    """The endpoint that applies enrolments in `units`."""
    router = APIRouter(tags=["enrolments"])

    @router.post("/enrolments")
    async def post_enrolments(
        principal: Recorder, body: Annotated[Any, Body(openapi_examples=_EXAMPLES, json_schema_extra=_SCHEMA)]
    ) -> Results:
        """Enrol a pupil, or withdraw one (a body with `valid_until`); or up to 500 of these in a list.

        A malformed one in a list is `rejected` and the others count; alone it is answered with 422. A withdrawal is
        `pending` while no enrolment contains its day. A school's software reports its own school's pupils only.
        """
        items = body if isinstance(body, list) else [body]
        if not 1 <= len(items) <= MOST:
            raise invalid("body", f"must be 1 to {MOST} enrolments and withdrawals")
        require_own(principal, _schools(items))
        read = [_read(item, circumstances) for item in items]
        if not isinstance(body, list) and isinstance(read[0], list):
            raise Problem("invalid-request", errors=[{"field": name, "reason": reason} for name, reason in read[0]])
        return await _apply(read, units, circumstances)

    return router


def _schools(items: Sequence[Any]) -> frozenset[str]:
    schools = (item.get("school") for item in items if isinstance(item, dict))
    return frozenset(school for school in schools if isinstance(school, str))


def _read(item: Any, circumstances: Circumstances) -> EnrolmentReport | list[tuple[str, str]]:
    """A report, or each wrong field with what was expected of it."""
    try:
        if isinstance(item, dict) and "valid_until" in item:
            return as_withdrawal(PupilWithdrawn.model_validate(item))
        return as_enrolment(PupilEnrolled.model_validate(item), circumstances)
    except ValidationError as error:
        return [("body" if name == WHOLE else name, reason) for name, reason in field_errors(error)]


async def _apply(
    read: Sequence[EnrolmentReport | list[tuple[str, str]]], units: Units, circumstances: Circumstances
) -> Results:
    async with units() as uow:
        reports = [report for report in read if isinstance(report, EnrolmentReport)]
        applied = iter(await apply_enrolments(uow, reports, circumstances))
    return Results(
        results=[
            ItemResult.of(index, next(applied))
            if isinstance(each, EnrolmentReport)
            else ItemResult.malformed(index, each)
            for index, each in enumerate(read)
        ]
    )
