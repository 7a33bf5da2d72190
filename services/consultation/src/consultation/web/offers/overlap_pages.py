"""`/aanbod/overlap`: offers that may do the same twice, judged by the coordinator."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Actor, Coordinator
from consultation.domain.themes import Themes
from consultation.offers.api.overlaps import place_of_pair
from consultation.offers.application.judge_overlap import judge_overlap
from consultation.offers.domain.overlap_query import OverlapQuery
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.offers.forms import JudgementForm
from consultation.web.offers.refusals import carried_out
from consultation.web.offers.words import LEVELS, VERDICTS, ages, named
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Paged, Principal
from shared.runtime.http.paging import Page
from shared.runtime.http.routes import any_query, as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

_PATH = "/aanbod/overlap"
_JUDGED = "beoordeeld"


def overlap_pages_router(units: Units, pages: Pages, *, themes: Themes, clock: Clock, alike: float) -> APIRouter:
    """The page of overlaps."""
    router = APIRouter(include_in_schema=False)

    async def shown(
        request: Request, principal: Principal, page: Page, *, status: int = 200, form: Form | None = None
    ) -> Response:
        judged = request.query_params.get("toon") == _JUDGED
        asked = OverlapQuery(on=clock.today(), alike=alike, judged=judged)
        async with units() as uow:
            rows = await uow.overlaps.page(asked, after=page.after(int, UUID, UUID), limit=page.limit + 1)
            organisations = {row.organisation_id: row.name for row in await uow.organisations.all()}
        overlaps, following = page.cut(rows, place_of_pair)
        return pages.page(
            request.scope,
            "overlaps",
            status=status,
            overlaps=overlaps,
            following=following,
            judged=judged,
            organisations=organisations,
            writes=principal.is_any(Role.COORDINATOR),
            form=form,
            empty_form=Form(),
            ages=ages,
            LEVELS=LEVELS,
            THEMES=named(themes),
            VERDICTS=list(VERDICTS.items()),
            said=VERDICTS,
        )

    @router.get("/aanbod/overlap")
    @any_query
    @as_page
    async def overlaps_page(request: Request, principal: Actor, page: Paged) -> Response:
        """Pairs that wait for a judgement, most alike first; with `toon=beoordeeld` those that were judged."""
        return await shown(request, principal, page)

    @router.post("/aanbod/overlap")
    @as_page
    async def post_judgement_page(request: Request, principal: Coordinator) -> Response:
        """Judge a pair."""

        async def step(uow: ConsultationUnitOfWork, form: JudgementForm) -> None:
            by = principal.contact or principal.subject
            await judge_overlap(uow, form.offer_ids, form.verdict, why=form.why, by=by, clock=clock)

        sent = await submitted(request, JudgementForm)
        if wrong := await carried_out(units, request, sent, step=step, by=principal):
            return await shown(request, principal, Page(), status=wrong[1], form=wrong[0])
        return RedirectResponse(_PATH, 303)

    return router
