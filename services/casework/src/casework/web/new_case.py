"""`/dossiers/nieuw`: a case by hand."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.bodies import OpenCaseBody
from casework.api.case_change import Acting
from casework.api.readers import actor
from casework.api.wanted import open_wanted, wanted_case
from casework.domain.case_type import CaseTypes
from casework.domain.terms import TermLengths
from casework.domain.vocabulary import OpenedBy
from casework.unit_of_work import CaseworkUnits
from casework.web.worded import WordedPages
from shared.domain.errors import Conflict, DomainError
from shared.runtime.clock import Clock
from shared.runtime.http.problems import Problem
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted

_BEGIN = "begin"
"""A form that has this field only begins to fill in a case: it comes from a pupil's page, and asks for no answer."""


def new_case_page_router(
    units: CaseworkUnits, pages: WordedPages, *, clock: Clock, lengths: TermLengths, case_types: CaseTypes
) -> APIRouter:
    """The form for a case by hand, for a pupil in a school's register or for the person of a pupil's page."""
    router = APIRouter(include_in_schema=False)

    def form_page(request: Request, form: Form, status: int = 200) -> Response:
        by_hand = [item for item in case_types if OpenedBy.HAND in item.opened_by]
        types = [item for item in by_hand if item.at_school or form.value("person_id")]
        return pages.page(request.scope, "new_case", status=status, form=form, types=types)

    @router.get("/dossiers/nieuw")
    @as_page
    async def new_case(request: Request, principal: Acting) -> Response:
        """An empty form."""
        return form_page(request, Form())

    @router.post("/dossiers/nieuw")
    @as_page
    async def open_case(request: Request, principal: Acting) -> Response:
        """Open the case and lead to it; or answer the form again with what was typed."""
        sent = await submitted(request, OpenCaseBody)
        form = sent.form
        if _BEGIN in form.values:
            return form_page(request, Form({name: text for name, text in form.values.items() if name != _BEGIN}))
        if sent.body is None:
            return form_page(request, pages.unfit(form, "school", "pupil"), 422)
        try:
            wanted = wanted_case(sent.body, case_types)
            async with units() as uow:
                case = await open_wanted(uow, wanted, by=actor(principal), clock=clock, lengths=lengths)
        except Problem:
            return form_page(request, _incomplete(form, pages), 422)
        except Conflict:
            return form_page(request, form.wrong(form=pages.dutch.word("wrong", "there-is-one")), 409)
        except DomainError as error:
            return form_page(request, *pages.refused(form, error))
        return RedirectResponse(f"/dossiers/{case.reference}?gedaan=open", 303)

    return router


def _incomplete(form: Form, pages: WordedPages) -> Form:
    """The form with what it lacks of a pupil."""
    word = pages.dutch.word("wrong", "missing")
    return form.wrong(**{name: word for name in ("school", "pupil") if not form.value(name).strip()} or {"form": word})
