"""`/cases/{id}/papers`: what can be made and was made, a new paper, and a letter that is kept."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from casework.api.readers import actor
from casework.domain.case import Case
from casework.domain.paper import MadePaper, Paper, PaperKind
from casework.papers.api.answers import MadePaperAnswer, PaperAnswer, PaperKindAnswer, PapersAnswer
from casework.papers.api.bodies import PaperBody
from casework.papers.making import PaperMaker, Wanted, visible_case
from casework.papers.printing import pdf_answer
from casework.unit_of_work import CaseworkUnits
from shared.domain.roles import Role
from shared.papers.typesetting import PDF, Typesetter
from shared.runtime.http import IfMatch, Principal, allow, answers, if_match, preferred

_JSON = "application/json"
_IN_BOTH: dict[int | str, dict[str, Any]] = {
    200: {"description": "As `Accept` asks: JSON, or the paper as PDF/UA-1", "content": {PDF: {}}}
}

For = Annotated[Role | None, Query(alias="for", description="The role that the paper is for, where its kind asks it")]
Preview = Annotated[bool, Query(description="Make it without recording it")]


def papers_router(units: CaseworkUnits, maker: PaperMaker, typesetter: Typesetter) -> APIRouter:
    """GET and POST of papers, for the roles that the kinds name."""
    router = APIRouter(tags=["papers"])
    makers = allow(*maker.kinds.makers)

    async def answered(request: Request, paper: Paper, *, preview: bool = False) -> PaperAnswer | Response:
        """The paper as `Accept` asks."""
        if preferred(", ".join(request.headers.getlist("accept")), (_JSON, PDF)) == PDF:
            return await pdf_answer(typesetter, maker.registered(paper.kind.name), paper, preview=preview)
        return PaperAnswer(
            paper_id=None if preview else paper.paper_id,
            kind=paper.kind.name,
            version=paper.version,
            title=maker.title(paper.kind),
            content=dict(paper.content),
        )

    @router.get("/cases/{case_id}/papers")
    async def list_papers(principal: Annotated[Principal, makers], case_id: UUID) -> PapersAnswer:
        """Which papers can be made of the case now, and which were made."""
        async with units() as uow:
            case = await visible_case(uow, case_id, principal)
            made = await maker.made(uow, case)
        kinds = maker.kinds.of(case, principal.roles)
        return PapersAnswer(
            can_be_made=[_kind_answer(kind, case, maker.title(kind)) for kind in kinds],
            made=[_made_answer(paper) for paper in made],
        )

    @router.post("/cases/{case_id}/papers/{kind}", response_model=PaperAnswer, responses=_IN_BOTH)
    @answers(_JSON, PDF)
    async def make_paper(
        request: Request,
        principal: Annotated[Principal, makers],
        expected: Annotated[IfMatch, if_match(required=False)],
        case_id: UUID,
        kind: str,
        audience: For = None,
        preview: Preview = False,
        body: PaperBody | None = None,
    ) -> PaperAnswer | Response:
        """Make a paper of the case as it stands.

        A paper for a partner (`for`) needs a consent to share with that partner; without it the answer is 409.
        The timeline tells of it, with nothing of what was typed. A letter with an address is kept for its term.
        """
        wanted = Wanted(kind, audience, (body or PaperBody()).typed())
        async with units() as uow:
            case = await visible_case(uow, case_id, principal)
            expected(case.version)
            paper = await maker.make(uow, case, wanted, by=principal)
        answer = await answered(request, paper, preview=preview)
        if not preview:
            async with units() as uow:
                await maker.keep(uow, case_id, paper, by=actor(principal))
        return answer

    @router.get("/cases/{case_id}/letters/{paper_id}", response_model=PaperAnswer, responses=_IN_BOTH)
    @answers(_JSON, PDF)
    async def get_letter(
        request: Request, principal: Annotated[Principal, makers], case_id: UUID, paper_id: UUID
    ) -> PaperAnswer | Response:
        """A letter that is kept, as it was made; 404 after its term, and for papers that are not kept."""
        async with units() as uow:
            case = await visible_case(uow, case_id, principal)
            paper = await maker.letter(uow, case, paper_id, by=principal)
        return await answered(request, paper)

    return router


def _kind_answer(kind: PaperKind, case: Case, title: str) -> PaperKindAnswer:
    return PaperKindAnswer(
        kind=kind.name,
        version=kind.version,
        title=title,
        audiences=list(kind.audiences_for(case)),
        required=list(kind.required),
        optional=list(kind.optional),
    )


def _made_answer(paper: MadePaper) -> MadePaperAnswer:
    return MadePaperAnswer(
        paper_id=paper.paper_id,
        kind=paper.kind,
        version=paper.version,
        at=paper.at,
        by=paper.by,
        for_=paper.audience,
        kept_until=paper.kept_until,
    )
