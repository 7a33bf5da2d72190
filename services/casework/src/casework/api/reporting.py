"""Concerns that schools and counsellors report, by a code: the types of case say which."""

from typing import Annotated

from fastapi import APIRouter

from casework.api.answers import ReportAnswer
from casework.api.bodies import ReportBody
from casework.api.readers import actor
from casework.api.rights import ACTORS, REPORTERS
from casework.application.report_concern import Concern, report_concern
from casework.domain.case_type import CaseType, CaseTypes
from casework.domain.person import Pupil
from casework.domain.terms import TermLengths
from casework.domain.vocabulary import OpenedBy
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.copies.contacts import visible_schools
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import allow
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import Problem, invalid

Reporting = Annotated[Principal, allow(*REPORTERS)]


def reporting_router(units: CaseworkUnits, *, case_types: CaseTypes, clock: Clock, lengths: TermLengths) -> APIRouter:
    """POST of reports."""
    router = APIRouter(tags=["cases"])

    @router.post("/reports", status_code=201)
    async def report(principal: Reporting, body: ReportBody) -> ReportAnswer:
        """Report a concern about a pupil, by a code. It opens a case or joins the open one; the answer tells nothing
        of the case.
        """
        concern = concern_of(body, case_types, principal)
        async with units() as uow:
            await require_own(principal, uow, body.school)
            report_id = await report_concern(uow, concern, by=actor(principal), clock=clock, lengths=lengths)
        return ReportAnswer(report_id=report_id, received_at=clock.now())

    return router


def reported_types(case_types: CaseTypes) -> list[CaseType]:
    """The types of case that reports open."""
    return [case_type for case_type in case_types if OpenedBy.REPORT in case_type.opened_by]


def concern_of(body: ReportBody, case_types: CaseTypes, principal: Principal) -> Concern:
    """What the body reports; of a counsellor who names nobody the counsellor is to be spoken to.

    Raises Problem (422) for a type that is not opened by reports, and for a code that is none of the type's.
    """
    mine = principal.contact if principal.is_any(Role.COUNSELLOR) else None
    reported = reported_types(case_types)
    case_type = next((item for item in reported if item.name == body.case_type), None)
    if case_type is None:
        raise invalid("case_type", f"is none of the types that are reported: {', '.join(map(str, reported))}")
    if body.code not in case_type.report_codes:
        raise invalid("code", f"is none of the codes of this type: {', '.join(case_type.report_codes)}")
    return Concern(case_type, Pupil(body.school, body.pupil), body.code, body.contact or mine)


async def own_schools(principal: Principal, uow: CaseworkUnitOfWork) -> frozenset[str] | None:
    """The schools whose pupils the caller may report about; None is all schools."""
    return None if principal.is_any(*ACTORS) else await visible_schools(principal, uow.directory, uow.clock.today())


async def require_own(principal: Principal, uow: CaseworkUnitOfWork, school: str) -> None:
    """Raises Problem (403) for a pupil of another school than the caller's own."""
    schools = await own_schools(principal, uow)
    if schools is not None and school not in schools:
        raise Problem("forbidden")
