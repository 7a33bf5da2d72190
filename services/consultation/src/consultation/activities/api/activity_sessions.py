"""`/activities/{id}/sessions`, stock and attachments: what is noted of an activity while it goes on."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.activities.api.activity_answers import ActivityAnswer
from consultation.activities.api.activity_bodies import (
    ActivitySessionBody,
    ActivitySessionChangeBody,
    AttachmentBody,
    PresenceBody,
    StockBody,
)
from consultation.activities.api.answering import answered
from consultation.activities.api.rights import Provider, asker_of, require_runs
from consultation.activities.application.act_on_activity import Act, act_on_activity
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Principal, if_match

ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]


class _Noting:
    """Notes something of an activity that the caller runs, and answers the activity."""

    def __init__(self, units: Units, *, rules: ActivityRules, clock: Clock) -> None:
        self._units = units
        self._rules = rules
        self._clock = clock

    async def __call__(
        self, activity_id: UUID, act: Act, *, principal: Principal, response: Response, expected: IfMatch
    ) -> ActivityAnswer:
        async with self._units() as uow:
            asker = await asker_of(principal, uow, self._clock.today())
            await require_runs(asker, uow, activity_id)
            changed = await act_on_activity(uow, activity_id, act=act, rules=self._rules, expected=expected)
            return await answered(asker, uow, changed, response=response)


def activity_sessions_router(units: Units, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The endpoints of sessions, and of who came."""
    router = APIRouter(tags=["activities"])
    note = _Noting(units, rules=rules, clock=clock)

    @router.post("/activities/{activity_id}/sessions", status_code=201)
    async def post_activity_session(
        activity_id: UUID, body: ActivitySessionBody, response: Response, principal: Provider, expected: ExpectedIfSent
    ) -> ActivityAnswer:
        """Plan a session."""
        session, now = body.session(), clock.now()
        return await note(
            activity_id,
            lambda activity, kind: activity.with_session(kind, session, now),
            principal=principal,
            response=response,
            expected=expected,
        )

    @router.patch("/activities/{activity_id}/sessions/{session_id}")
    async def patch_activity_session(
        activity_id: UUID,
        session_id: UUID,
        body: ActivitySessionChangeBody,
        response: Response,
        principal: Provider,
        expected: ExpectedIfSent,
    ) -> ActivityAnswer:
        """Move a session, or let somebody else lead it."""
        changes, now = body.changes(), clock.now()
        return await note(
            activity_id,
            lambda activity, _: activity.with_changed_session(session_id, now, **changes),
            principal=principal,
            response=response,
            expected=expected,
        )

    @router.post("/activities/{activity_id}/sessions/{session_id}/cancel")
    async def post_session_off(
        activity_id: UUID, session_id: UUID, response: Response, principal: Provider, expected: ExpectedIfSent
    ) -> ActivityAnswer:
        """Call a session off; 409 once who came is noted."""
        now = clock.now()
        return await note(
            activity_id,
            lambda activity, _: activity.without_session(session_id, now),
            principal=principal,
            response=response,
            expected=expected,
        )

    @router.put("/activities/{activity_id}/sessions/{session_id}/presence")
    async def put_presence(
        activity_id: UUID,
        session_id: UUID,
        body: PresenceBody,
        response: Response,
        principal: Provider,
        expected: ExpectedIfSent,
    ) -> ActivityAnswer:
        """Note who came to a session that has begun, and the hours of paid guides; again to put that right."""
        presence, now = body.presence(), clock.now()
        return await note(
            activity_id,
            lambda activity, kind: activity.noted(kind, session_id, presence=presence, at=now),
            principal=principal,
            response=response,
            expected=expected,
        )

    return router


def activity_stock_router(units: Units, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The endpoints of what is handed out, and of documents."""
    router = APIRouter(tags=["activities"])
    note = _Noting(units, rules=rules, clock=clock)

    @router.post("/activities/{activity_id}/stock", status_code=201)
    async def post_stock(
        activity_id: UUID, body: StockBody, response: Response, principal: Provider, expected: ExpectedIfSent
    ) -> ActivityAnswer:
        """Note what a point received, handed out, or got vouchers back of."""
        move, now = body.move(), clock.now()
        return await note(
            activity_id,
            lambda activity, kind: activity.moved(kind, move, now),
            principal=principal,
            response=response,
            expected=expected,
        )

    @router.post("/activities/{activity_id}/attachments", status_code=201)
    async def post_attachment(
        activity_id: UUID, body: AttachmentBody, response: Response, principal: Provider, expected: ExpectedIfSent
    ) -> ActivityAnswer:
        """Put a document with the subsidy file, by its address."""
        attachment, now = body.attachment(), clock.now()
        return await note(
            activity_id,
            lambda activity, _: activity.attached(attachment, now),
            principal=principal,
            response=response,
            expected=expected,
        )

    return router
