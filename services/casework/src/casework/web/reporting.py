"""`/meldingen`: a school, a counsellor or a caseworker reports a concern about a pupil, by a code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from pydantic import model_validator
from starlette.responses import RedirectResponse, Response

from casework.api.bodies import ReportBody
from casework.api.readers import actor
from casework.api.reporting import Reporting, concern_of, own_schools, reported_types, require_own
from casework.api.rights import READERS, Deed, Reach, reach
from casework.application.report_concern import report_concern
from casework.domain.case_type import CaseType, CaseTypes
from casework.domain.person import Pupil
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import Problem
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted

_PATH = "/meldingen"
_BEGIN = "begin"
"""A form that has this field only begins a report: it comes from a pupil's page or the list of pupils."""


class ReportForm(ReportBody):
    """One choice of a type of case and a code of its list, as ``type/code``."""

    @model_validator(mode="before")
    @classmethod
    def _parted(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        case_type, _, code = values.get("code", "").partition("/")
        parted = {name: part for name, part in (("case_type", case_type), ("code", code)) if part}
        return {name: text for name, text in values.items() if name != "code"} | parted


@dataclass(frozen=True, slots=True)
class ReportedType:
    """A type of case that reports open: its codes, and which roles see its cases, at the own schools or when given.

    ``respond_by`` is within how many school days somebody begins; None without such a term.
    """

    name: str
    codes: tuple[str, ...]
    seen_by: list[tuple[Role, Reach]]
    respond_by: int | None


def reporting_page_router(
    units: CaseworkUnits, pages: WordedPages, *, clock: Clock, lengths: TermLengths, case_types: CaseTypes
) -> APIRouter:
    """The form of a report."""
    router = APIRouter(include_in_schema=False)
    types = [_reported(case_type, lengths) for case_type in reported_types(case_types)]

    async def form_page(request: Request, principal: Principal, form: Form, *, status: int = 200) -> Response:
        async with units.reading() as uow:
            fields = await _fields(uow, principal, form)
        done = request.query_params.get("gedaan") == "melding"
        return pages.page(request.scope, "report", status=status, form=form, types=types, done=done, **fields)

    @router.get("/meldingen")
    @as_page
    async def new_report(request: Request, principal: Reporting, gedaan: str = "") -> Response:
        """An empty form."""
        return await form_page(request, principal, Form())

    @router.post("/meldingen")
    @as_page
    async def report(request: Request, principal: Reporting) -> Response:
        """Report, and say so; or answer the form again with what was typed."""
        sent = await submitted(request, ReportForm)
        form = sent.form
        if _BEGIN in form.values:
            begun = {name: form.value(name) for name in ("school", "pupil") if form.value(name)}
            return await form_page(request, principal, Form(begun))
        if sent.body is None:
            return await form_page(request, principal, pages.unfit(form, "school", "pupil", "contact"), status=422)
        try:
            concern = concern_of(sent.body, case_types, principal)
            async with units() as uow:
                await require_own(principal, uow, sent.body.school)
                if await uow.sent_forms.is_new(form, subject=principal.subject, path=_PATH):
                    await report_concern(uow, concern, by=actor(principal), clock=clock, lengths=lengths)
        except Problem as problem:
            if problem.name == "forbidden":
                raise
            return await form_page(request, principal, form.wrong(code=pages.dutch.word("wrong", "code")), status=422)
        except DomainError as error:
            form, status = pages.refused(form, error, words="wrong_report")
            return await form_page(request, principal, form, status=status)
        return RedirectResponse(f"{_PATH}?gedaan=melding", 303)

    return router


async def _fields(uow: CaseworkUnitOfWork, principal: Principal, form: Form) -> dict[str, Any]:
    """What the form offers to this caller: the schools, and the name of the pupil that it began with."""
    schools = await own_schools(principal, uow)
    school, pupil = form.value("school"), form.value("pupil")
    names = await uow.school_names.of({*(schools or ()), school})
    return {
        "schools": None if schools is None else {number: names.get(number) for number in sorted(schools)},
        "school_name": names.get(school),
        "pupil_name": await _pupil_name(uow, school, pupil) if schools is None or school in schools else None,
        "is_counsellor": principal.is_any(Role.COUNSELLOR),
    }


async def _pupil_name(uow: CaseworkUnitOfWork, school: str, pupil: str) -> str | None:
    """The name of a pupil of the caller's schools; None where nobody is enrolled as that pupil or has no name."""
    persons = await uow.persons.enrolled_as(Pupil(school, pupil)) if school and pupil else []
    if not persons:
        return None
    name = (await uow.persons.names(persons[:1])).get(persons[0])
    return " ".join(part for part in (name.given_name, name.family_name) if part) or None if name else None


def _reported(case_type: CaseType, lengths: TermLengths) -> ReportedType:
    seen_by = [(role, reach(role, Deed.READ, case_type)) for role in READERS]
    return ReportedType(
        str(case_type),
        tuple(case_type.report_codes),
        [(role, reached) for role, reached in seen_by if reached],
        lengths.respond_by.get(str(case_type)),
    )
