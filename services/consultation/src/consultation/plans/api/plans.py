"""`POST /plans`: the best plan of a term that is found, to look at or to book."""

from fastapi import APIRouter, Request

from consultation.api.rights import Coordinator
from consultation.plans.api.plan_answers import PlanAnswer
from consultation.plans.api.plan_bodies import PlanBody
from consultation.plans.api.waiting import while_waited_for
from consultation.plans.application.book_plan import BookPlan
from consultation.plans.application.plan_desk import PlanDesk
from shared.domain.errors import Conflict


def plans_router(desk: PlanDesk, book: BookPlan) -> APIRouter:
    """The endpoint that plans a term."""
    router = APIRouter(tags=["plans"])

    @router.post("/plans")
    async def post_plan(body: PlanBody, request: Request, _: Coordinator) -> PlanAnswer:
        """Plan all cases that wait and all sessions of a term at once; it takes up to a minute or so.

        409 while another plan is being made. Who goes away ends it. With `dry_run` of `false` it is booked, each
        meeting by itself: what was taken meanwhile gets the next best, and is told. The same data makes the same plan,
        so `fingerprint` books a plan that was looked at before, or nothing.
        """
        made = await while_waited_for(request, desk.make(body.asked()))
        if body.fingerprint not in (None, made.fingerprint):
            raise Conflict("what is stored makes another plan by now: look at it first", fingerprint=made.fingerprint)
        parts = None if body.dry_run else await book(made)
        return PlanAnswer.of(made, parts)

    return router
