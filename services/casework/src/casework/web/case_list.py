"""`/dossiers`: the cases that somebody may see, by state and type, and by what is looked for."""

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, BeforeValidator
from starlette.responses import RedirectResponse, Response

from casework.api.queries import Words, words_of
from casework.api.readers import Reader, shown_beside
from casework.api.reading import Reading
from casework.api.rights import ACTORS
from casework.domain.case_type import CaseTypes
from casework.domain.lists import CaseFilter
from casework.domain.states import OPEN, Status
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.finding import Cursor, find_case, is_reference, page_at
from casework.web.people import People
from casework.web.worded import WordedPages
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Page
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import invalid
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted

_OPEN, _ALL = "open", "alle"


class SearchBody(BaseModel):
    """What cases are looked for by, and where the page of results begins."""

    q: Annotated[Words, BeforeValidator(str.strip)]
    cursor: Cursor = None


def case_list_page_router(
    units: CaseworkUnits, pages: WordedPages, *, clock: Clock, case_types: CaseTypes
) -> APIRouter:
    """The list of cases and the search. A search is sent as a form: no address has a name in it."""
    router = APIRouter(include_in_schema=False)

    @router.get("/dossiers")
    @as_page
    async def case_list(
        request: Request, principal: Reading, toestand: str = "", soort: str = "", cursor: Cursor = None
    ) -> Response:
        """Cases, the newest in front; those that are open, unless another state is asked for."""
        state, page = toestand or _OPEN, page_at(cursor)
        async with units.reading() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            wanted = CaseFilter(
                statuses=_statuses(state),
                case_type=_case_type(soort, case_types),
                seen=reader.seen,
            )
            fields = await _listed(reader, uow, wanted, page=page)
        chosen = {"toestand": state, "soort": soort}
        following = fields.pop("following")
        address = f"/dossiers?{urlencode(chosen | {'cursor': following})}" if following else None
        return pages.page(
            request.scope,
            "case_list",
            **fields,
            **_choices(principal, reader, case_types),
            form=Form(),
            chosen=chosen,
            following=address,
        )

    @router.get("/dossiers/zoeken")
    @as_page
    async def no_search(principal: Reading) -> Response:
        """A search has no address of its own: who comes back to it begins anew."""
        return RedirectResponse("/dossiers", 303)

    @router.post("/dossiers/zoeken")
    @as_page
    async def search(request: Request, principal: Reading) -> Response:
        """What is found by reference, name or class. A whole reference leads to the case."""
        sent = await submitted(request, SearchBody)
        form, body = sent.form, sent.body
        if body is None or not words_of(body.q):
            if form.value("q").strip():
                form = Form(form.values, {"q": pages.dutch.word("wrong", "q")})
            return pages.page(request.scope, "search", status=422, form=form, rows=None, following=None)
        async with units.reading() as uow:
            today = clock.today()
            reader = await Reader.of(principal, uow, today)
            if is_reference(body.q) and (case := await find_case(reader, uow, body.q, today=today)):
                return RedirectResponse(f"/dossiers/{case.reference}", 303)
            wanted = CaseFilter(
                search=reader.search(words_of(body.q)),
                seen=reader.seen,
            )
            fields = await _listed(reader, uow, wanted, page=page_at(body.cursor))
        return pages.page(request.scope, "search", form=form, **fields)

    return router


async def _listed(reader: Reader, uow: CaseworkUnitOfWork, wanted: CaseFilter, *, page: Page) -> dict[str, Any]:
    """The fields of a page of cases."""
    today, after = uow.clock.today(), page.after(UUID)
    listed = await uow.case_lists.page(
        wanted, today=today, after=after[0] if after else None, limit=page.limit + 1, newest_first=True
    )
    cases, following = page.cut(listed.cases, lambda case: (case.case_id,))
    shown = shown_beside(reader, cases, listed.beside)
    people = await People.among(reader.principal, uow, {case.assignee for case in cases})
    return {
        "rows": [(case, shown[case.case_id]) for case in cases],
        "people": people,
        "following": following,
        "is_first": page.cursor is None,
    }


def _choices(principal: Principal, reader: Reader, case_types: CaseTypes) -> dict[str, Any]:
    """What the filters offer, and whether the reader opens cases."""
    return {
        "states": [_OPEN, *Status, _ALL],
        "types": [name for name in case_types.names if reader.seen is None or name in reader.seen.all_types],
        "acts": principal.is_any(*ACTORS),
    }


def _statuses(state: str) -> frozenset[Status] | None:
    """The statuses that a choice stands for; None for all. Raises Problem (422)."""
    if state == _OPEN:
        return OPEN
    if state == _ALL:
        return None
    if state not in list(Status):
        raise invalid("toestand", "is none of the states of a case")
    return frozenset({Status(state)})


def _case_type(name: str, case_types: CaseTypes) -> str | None:
    """The type of case of a choice; None for all. Raises Problem (422)."""
    if name and name not in case_types:
        raise invalid("soort", "is none of the types of case")
    return name or None
