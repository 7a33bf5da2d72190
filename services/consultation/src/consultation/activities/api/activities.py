"""`/activities`: activities as they are planned, and how far they are; `/activity-kinds`: what kinds there are."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from consultation.activities.api.activity_answers import ActivityAnswer, ActivityKindAnswer
from consultation.activities.api.activity_bodies import ActivityBody, ActivityChangeBody, WhyBody
from consultation.activities.api.answering import answered, answered_with
from consultation.activities.api.rights import Provider, asker_of, require_action, require_runs, visible_activity
from consultation.activities.application.act_on_activity import Act, act_on_activity
from consultation.activities.application.change_activity import change_activity
from consultation.activities.application.hold_activity import hold_activity
from consultation.activities.application.plan_activity import plan_activity
from consultation.activities.domain.activity_query import ActivityQuery
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.domain.states import ActivityStatus
from consultation.api.rights import Member
from consultation.unit_of_work import Units
from shared.contracts.fields import OrganisationId, Slug
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, Principal, Problem, if_match, listing

Expected = Annotated[IfMatch, if_match(required=True)]
ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]


def activities_router(units: Units, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The endpoints that plan, change and read activities."""
    router = APIRouter(tags=["activities"])

    @router.get("/activity-kinds")
    async def get_activity_kinds(_: Member) -> Listing[ActivityKindAnswer]:
        """What kinds of activities there are, and what each has."""
        return listing([ActivityKindAnswer.of(kind) for kind in rules.kinds.values()], None)

    @router.get("/activities")
    async def get_activities(
        page: Paged,
        principal: Member,
        kind: Annotated[Slug | None, Query(description="Only those of this kind.")] = None,
        status: Annotated[ActivityStatus | None, Query(description="Only those that are so far.")] = None,
        action_id: Annotated[UUID | None, Query(description="Only those of this action.")] = None,
        theme: Annotated[Slug | None, Query(description="Only those about this.")] = None,
        provider: Annotated[OrganisationId | None, Query(description="Only those of this organisation.")] = None,
    ) -> Listing[ActivityAnswer]:
        """Activities, oldest first. A partner gets the own ones; others do not get those of others that are planned."""
        async with units() as uow:
            asker = await asker_of(principal, uow, clock.today())
            query = ActivityQuery(kind=kind, status=status, action_id=action_id, provider=provider, theme=theme)
            after = page.after(UUID)
            rows = await uow.activities.page(
                asker.narrowed(query), after=after[0] if after else None, limit=page.limit + 1
            )
            activities, following = page.cut(rows, lambda activity: (activity.activity_id,))
            registrations = await uow.registrations.of_all([activity.activity_id for activity in activities])
        answers = [answered_with(asker, row, registrations.get(row.activity_id, ())) for row in activities]
        return listing(answers, following)

    @router.post("/activities", status_code=201)
    async def post_activity(body: ActivityBody, response: Response, principal: Provider) -> ActivityAnswer:
        """Plan an activity; schools see it once registration is open."""
        async with units() as uow:
            asker = await asker_of(principal, uow, clock.today())
            if not asker.provides_for(body.provider):
                raise Problem("forbidden", "An organisation plans its own activities, the coordinator those of all.")
            await require_action(asker, uow, body.action_id)
            activity = await plan_activity(uow, body.details(), rules=rules, clock=clock)
            answer = await answered(asker, uow, activity, response=response)
        response.headers["Location"] = f"/activities/{activity.activity_id}"
        return answer

    @router.get("/activities/{activity_id}")
    async def get_activity(activity_id: UUID, response: Response, principal: Member) -> ActivityAnswer:
        """One activity with its sessions."""
        async with units() as uow:
            asker = await asker_of(principal, uow, clock.today())
            return await answered(asker, uow, await visible_activity(asker, uow, activity_id), response=response)

    @router.patch("/activities/{activity_id}")
    async def patch_activity(
        activity_id: UUID, body: ActivityChangeBody, response: Response, principal: Provider, expected: Expected
    ) -> ActivityAnswer:
        """Change what is agreed on; with more places who waits moves up."""
        async with units() as uow:
            asker = await asker_of(principal, uow, clock.today())
            before = await require_runs(asker, uow, activity_id)
            await require_action(asker, uow, body.action_id, before=before)
            changed = await change_activity(
                uow, activity_id, body.changes(), rules=rules, clock=clock, expected=expected
            )
            return await answered(asker, uow, changed, response=response)

    return router


def activity_steps_router(units: Units, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The endpoints that say how far an activity is."""
    router = APIRouter(tags=["activities"])

    async def acted(
        activity_id: UUID, act: Act, *, principal: Principal, response: Response, expected: IfMatch
    ) -> ActivityAnswer:
        async with units() as uow:
            asker = await asker_of(principal, uow, clock.today())
            await require_runs(asker, uow, activity_id)
            changed = await act_on_activity(uow, activity_id, act=act, rules=rules, expected=expected)
            return await answered(asker, uow, changed, response=response)

    @router.post("/activities/{activity_id}/open")
    async def post_open(
        activity_id: UUID, response: Response, principal: Provider, expected: ExpectedIfSent
    ) -> ActivityAnswer:
        """Open registration; again for an activity that is under way."""
        now = clock.now()
        return await acted(
            activity_id,
            lambda activity, kind: activity.opened(kind, now),
            principal=principal,
            response=response,
            expected=expected,
        )

    @router.post("/activities/{activity_id}/run")
    async def post_run(
        activity_id: UUID, response: Response, principal: Provider, expected: ExpectedIfSent
    ) -> ActivityAnswer:
        """Close registration: the activity is under way. Who waits still moves up."""
        now = clock.now()
        return await acted(
            activity_id,
            lambda activity, _: activity.running(now),
            principal=principal,
            response=response,
            expected=expected,
        )

    @router.post("/activities/{activity_id}/cancel")
    async def post_cancelled(
        activity_id: UUID, body: WhyBody, response: Response, principal: Provider, expected: ExpectedIfSent
    ) -> ActivityAnswer:
        """Call an activity off. No mail goes out for it."""
        now = clock.now()
        return await acted(
            activity_id,
            lambda activity, _: activity.cancelled(body.why, now),
            principal=principal,
            response=response,
            expected=expected,
        )

    @router.post("/activities/{activity_id}/hold")
    async def post_held(
        activity_id: UUID, response: Response, principal: Provider, expected: ExpectedIfSent
    ) -> ActivityAnswer:
        """Note that an activity is over; 409 while a session or a place is not noted. Others are told its numbers."""
        async with units() as uow:
            asker = await asker_of(principal, uow, clock.today())
            await require_runs(asker, uow, activity_id)
            held = await hold_activity(uow, activity_id, rules=rules, clock=clock, expected=expected)
            return await answered(asker, uow, held, response=response)

    return router
