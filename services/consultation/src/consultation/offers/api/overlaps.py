"""`/offers/overlaps`: offers that may do the same twice, until somebody judged them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from consultation.api.described import EXACT
from consultation.api.rights import Actor, Coordinator
from consultation.offers.api.overlap_answers import JudgementAnswer, OverlapAnswer
from consultation.offers.application.judge_overlap import judge_overlap
from consultation.offers.domain.overlap import Overlap, Verdict
from consultation.offers.domain.overlap_query import OverlapQuery
from consultation.unit_of_work import Units
from shared.contracts.fields import TypedLine
from shared.runtime.clock import Clock
from shared.runtime.http import Listing, Paged, listing


class JudgementBody(BaseModel):
    """What somebody says of two offers."""

    model_config = EXACT

    offer_ids: tuple[UUID, UUID]
    """The two offers."""
    verdict: Verdict
    """Whether they overlap, or schools can use both."""
    why: TypedLine
    """Why."""


def overlaps_router(units: Units, *, clock: Clock, alike: float) -> APIRouter:
    """The endpoints of overlaps. `alike` is from which similarity of titles on a pair is listed, 0 to 1."""
    router = APIRouter(tags=["offers"])

    @router.get("/offers/overlaps")
    async def get_overlaps(
        page: Paged,
        _: Actor,
        judged: Annotated[bool, Query(description="Those that were judged, instead of those that wait for it")] = False,
    ) -> Listing[OverlapAnswer]:
        """Pairs of offers that meet in theme, target group and time and are called alike, most alike first.

        A pair that was judged comes back once one of the two changed in title, theme, target group or period.
        """
        asked = OverlapQuery(on=clock.today(), alike=alike, judged=judged)
        async with units() as uow:
            rows = await uow.overlaps.page(asked, after=page.after(int, UUID, UUID), limit=page.limit + 1)
        overlaps, following = page.cut(rows, place_of_pair)
        return listing([OverlapAnswer.of(overlap) for overlap in overlaps], following)

    @router.post("/offers/overlaps/judgements", status_code=201)
    async def post_judgement(body: JudgementBody, principal: Coordinator) -> JudgementAnswer:
        """Say of two offers whether they overlap, and why; it is remembered."""
        by = principal.contact or principal.subject
        async with units() as uow:
            judgement = await judge_overlap(uow, body.offer_ids, body.verdict, why=body.why, by=by, clock=clock)
        return JudgementAnswer.of(judgement)

    return router


def place_of_pair(overlap: Overlap) -> tuple[int, UUID, UUID]:
    """Where a pair stands in the list of pairs."""
    return overlap.similarity, overlap.first.offer_id, overlap.second.offer_id
