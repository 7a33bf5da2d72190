"""What came of a session of a body: decisions, actions and minutes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.api.rights import Coordinator, Member
from consultation.bodies.api.body_sessions import answered_session
from consultation.bodies.api.rights import answers_as, visible_body
from consultation.bodies.api.session_answers import BodySessionAnswer
from consultation.bodies.api.session_bodies import (
    ApprovalBody,
    BodyActionBody,
    BodyDecisionBody,
    BodyMinutesBody,
    BodyReplyBody,
)
from consultation.bodies.application.act_on_session import act_on_session
from consultation.bodies.application.agree_action import agree_action
from consultation.bodies.application.approve_minutes import approve_minutes
from consultation.bodies.application.note_reply import note_reply
from consultation.bodies.application.take_decision import take_decision
from consultation.bodies.domain.noted import SessionReply
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Problem, if_match

Expected = Annotated[IfMatch, if_match(required=True)]
ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]


def session_outcomes_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints that note what came of a session that was held."""
    router = APIRouter(tags=["bodies"])

    @router.post("/bodies/{body_id}/sessions/{session_id}/replies")
    async def post_body_reply(
        body_id: UUID, session_id: UUID, body: BodyReplyBody, response: Response, principal: Member
    ) -> BodySessionAnswer:
        """Answer an invitation, for oneself or for the own organisation."""
        async with units() as uow:
            await visible_body(principal, uow, body_id, today=clock.today())
            session = await uow.body_sessions.get(body_id, session_id)
            who = await answers_as(principal, uow, session, today=clock.today())
            if who is None:
                raise Problem("forbidden", "Those who are invited answer.")
            session = await note_reply(uow, session, SessionReply(who, body.answer, clock.now()))
        return answered_session(session, response)

    @router.post("/bodies/{body_id}/sessions/{session_id}/decisions", status_code=201)
    async def post_body_decision(
        body_id: UUID,
        session_id: UUID,
        body: BodyDecisionBody,
        response: Response,
        _: Coordinator,
        expected: ExpectedIfSent,
    ) -> BodySessionAnswer:
        """Note a decision; 409 if fewer were there than the quorum of the body."""
        async with units() as uow:
            session = await take_decision(uow, body_id, session_id, decision=body.decision(), expected=expected)
        return answered_session(session, response)

    @router.post("/bodies/{body_id}/sessions/{session_id}/actions", status_code=201)
    async def post_body_action(
        body_id: UUID,
        session_id: UUID,
        body: BodyActionBody,
        response: Response,
        _: Coordinator,
        expected: ExpectedIfSent,
    ) -> BodySessionAnswer:
        """Note what somebody does."""
        async with units() as uow:
            session = await agree_action(uow, body_id, session_id, action=body.action(), expected=expected)
        return answered_session(session, response)

    @router.post("/bodies/{body_id}/sessions/{session_id}/actions/{action_id}/done")
    async def post_done(
        body_id: UUID,
        session_id: UUID,
        action_id: UUID,
        response: Response,
        _: Coordinator,
        expected: ExpectedIfSent,
    ) -> BodySessionAnswer:
        """Note that an action is done today."""
        today = clock.today()
        async with units() as uow:
            session = await act_on_session(
                uow, body_id, session_id, act=lambda session: session.done(action_id, today), expected=expected
            )
        return answered_session(session, response)

    @router.put("/bodies/{body_id}/sessions/{session_id}/minutes")
    async def put_body_minutes(
        body_id: UUID,
        session_id: UUID,
        body: BodyMinutesBody,
        response: Response,
        _: Coordinator,
        expected: Expected,
    ) -> BodySessionAnswer:
        """Write the minutes; 409 once they were approved."""
        async with units() as uow:
            session = await act_on_session(
                uow, body_id, session_id, act=lambda session: session.minuted(body.text), expected=expected
            )
        return answered_session(session, response)

    @router.post("/bodies/{body_id}/sessions/{session_id}/minutes/approve")
    async def post_approval(
        body_id: UUID,
        session_id: UUID,
        body: ApprovalBody,
        response: Response,
        _: Coordinator,
        expected: ExpectedIfSent,
    ) -> BodySessionAnswer:
        """Note that a later session approved the minutes. They stay as they are from then on."""
        async with units() as uow:
            session = await approve_minutes(uow, body_id, session_id, later_id=body.session_id, expected=expected)
        return answered_session(session, response)

    return router
