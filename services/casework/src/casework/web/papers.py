"""`/dossiers/{reference}/papieren`: the papers of a case, each with the form that makes it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from casework.api.readers import Reader, actor, shown_to
from casework.domain.case import Case
from casework.domain.paper import NextStep, Paper
from casework.papers.api.bodies import PaperBody
from casework.papers.making import PaperMaker, Wanted
from casework.papers.printing import pdf_answer
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.case_page import of_case
from casework.web.finding import case_of
from casework.web.people import People
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.domain.roles import Role
from shared.papers.typesetting import Typesetter
from shared.runtime.http.authentication import allow
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted


class PaperForm(PaperBody):
    """The form of a paper: what is typed, who the paper is for, and whether it is only looked at."""

    audience: Role | None = None
    preview: bool = False


def papers_page_router(
    units: CaseworkUnits, pages: WordedPages, maker: PaperMaker, *, typesetter: Typesetter
) -> APIRouter:
    """The page with the papers of a case. What a form makes comes as a file."""
    router = APIRouter(include_in_schema=False)
    makers = allow(*maker.kinds.makers)
    papers_of = _PaperPages(units, pages, maker, typesetter=typesetter)

    @router.get("/dossiers/{reference}/papieren")
    @as_page
    async def papers(request: Request, principal: Annotated[Principal, makers], reference: str) -> Response:
        """Which papers can be made now, and which were made."""
        return await papers_of.page(request, principal, reference, form=Form())

    @router.post("/dossiers/{reference}/papieren/{kind}")
    @as_page
    async def make_paper(
        request: Request, principal: Annotated[Principal, makers], reference: str, kind: str
    ) -> Response:
        """Make the paper and send it as a file; or answer the form again with what was typed."""
        sent = await submitted(request, PaperForm)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                return await papers_of.printed(principal, reference, kind=kind, body=sent.body)
            except NotFound:
                raise
            except DomainError as error:
                form, status = pages.refused(form, error)
        return await papers_of.page(request, principal, reference, form=form, kind=kind, status=status)

    @router.get("/dossiers/{reference}/brieven/{paper_id}")
    @as_page
    async def letter(principal: Annotated[Principal, makers], reference: str, paper_id: UUID) -> Response:
        """A letter that is kept, as a file."""
        return await papers_of.letter(principal, reference, paper_id)

    return router


class _PaperPages:
    """What the page and its forms do with the case of a reference."""

    def __init__(self, units: CaseworkUnits, pages: WordedPages, maker: PaperMaker, *, typesetter: Typesetter) -> None:
        self._units = units
        self._pages = pages
        self._maker = maker
        self._typesetter = typesetter

    async def page(
        self, request: Request, principal: Principal, reference: str, *, form: Form, kind: str = "", status: int = 200
    ) -> Response:
        """The page, with what was typed in the form of a kind."""
        async with self._units() as uow:
            today = self._maker.clock.today()
            reader = await Reader.of(principal, uow, today)
            case = await case_of(reader, uow, reference, today=today)
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            made = await self._maker.made(uow, case)
            people = await People.among(principal, uow, {paper.by for paper in made})
        return self._pages.page(
            request.scope,
            "papers",
            status=status,
            **of_case(case, shown),
            kinds=self._maker.kinds.of(case, principal.roles),
            made=made,
            people=people,
            today=today,
            next_steps=list(NextStep),
            form=form,
            none_typed=Form(),
            wrong_kind=kind,
        )

    async def printed(self, principal: Principal, reference: str, *, kind: str, body: PaperForm) -> Response:
        """The paper as a file, recorded unless it is a preview. Raises whatever `PaperMaker.make` raises."""
        async with self._units() as uow:
            case = await self._case(uow, principal, reference)
            paper = await self._maker.make(uow, case, Wanted(kind, body.audience, body.typed()), by=principal)
        answer = await self._file(paper, preview=body.preview)
        if not body.preview:
            async with self._units() as uow:
                await self._maker.keep(uow, case.case_id, paper, by=actor(principal))
        return answer

    async def letter(self, principal: Principal, reference: str, paper_id: UUID) -> Response:
        """A letter that is kept. Raises NotFound after its term."""
        async with self._units() as uow:
            case = await self._case(uow, principal, reference)
            paper = await self._maker.letter(uow, case, paper_id, by=principal)
        return await self._file(paper)

    async def _case(self, uow: CaseworkUnitOfWork, principal: Principal, reference: str) -> Case:
        today = self._maker.clock.today()
        return await case_of(await Reader.of(principal, uow, today), uow, reference, today=today)

    async def _file(self, paper: Paper, *, preview: bool = False) -> Response:
        return await pdf_answer(self._typesetter, self._maker.registered(paper.kind.name), paper, preview=preview)
