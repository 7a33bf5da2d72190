"""`/bodies/{id}/sessions`: when a body meets, and what came of it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.api.rights import Coordinator, Member
from consultation.bodies.api.rights import adds_items_as, visible_body
from consultation.bodies.api.session_answers import BodyDecisionAnswer, BodySessionAnswer, YearPlanAnswer
from consultation.bodies.api.session_bodies import (
    BodyItemBody,
    BodySessionBody,
    BodySessionChangeBody,
    DocumentBody,
    PresentBody,
    YearPlanBody,
)
from consultation.bodies.application.act_on_session import Act, act_on_session
from consultation.bodies.application.plan_session import plan_session
from consultation.bodies.application.plan_year import plan_year
from consultation.bodies.domain.body_session import BodySession
from consultation.unit_of_work import Units
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, if_match, listing, set_etag

Expected = Annotated[IfMatch, if_match(required=True)]
ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]


def body_sessions_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints that plan and read sessions, and say what becomes of them."""
    router = APIRouter(tags=["bodies"])

    @router.get("/bodies/{body_id}/sessions")
    async def get_body_sessions(body_id: UUID, principal: Member, page: Paged) -> Listing[BodySessionAnswer]:
        """The sessions of a body, soonest first."""
        async with units() as uow:
            await visible_body(principal, uow, body_id, today=clock.today())
            sessions = await uow.body_sessions.of(body_id)
        begin = (page.after(int) or (0,))[0]
        rows = list(enumerate(sessions, 1))[begin : begin + page.limit + 1]
        shown, following = page.cut(rows, lambda row: (row[0],))
        return listing([BodySessionAnswer.of(session) for _, session in shown], following)

    @router.post("/bodies/{body_id}/sessions", status_code=201)
    async def post_body_session(
        body_id: UUID, body: BodySessionBody, response: Response, _: Coordinator
    ) -> BodySessionAnswer:
        """Plan a session. Those who are invited get a mail."""
        async with units() as uow:
            session = await plan_session(
                uow,
                body_id,
                starts_at=body.starts_at,
                ends_at=body.ends_at,
                place=body.place,
                invited=body.invited(),
            )
        response.headers["Location"] = f"/bodies/{body_id}/sessions/{session.session_id}"
        return answered_session(session, response)

    @router.post("/bodies/{body_id}/sessions/series", status_code=201)
    async def post_year_plan(body_id: UUID, body: YearPlanBody, _: Coordinator) -> YearPlanAnswer:
        """Plan several sessions at once, without days on which no local school has lessons.

        Those who are invited get a mail for each session.
        """
        async with units() as uow:
            sessions, skipped = await plan_year(uow, body_id, body.plan(), place=body.place, invited=body.invited())
        return YearPlanAnswer.of(sessions, skipped)

    @router.get("/bodies/{body_id}/sessions/{session_id}")
    async def get_body_session(
        body_id: UUID, session_id: UUID, response: Response, principal: Member
    ) -> BodySessionAnswer:
        """One session, with all that was noted of it."""
        async with units() as uow:
            await visible_body(principal, uow, body_id, today=clock.today())
            session = await uow.body_sessions.find(body_id, session_id)
        if session is None:
            raise NotFound("session", session_id)
        return answered_session(session, response)

    @router.get("/bodies/{body_id}/decisions")
    async def get_body_decisions(body_id: UUID, principal: Member, page: Paged) -> Listing[BodyDecisionAnswer]:
        """What the body decided in all its sessions, in order."""
        async with units() as uow:
            await visible_body(principal, uow, body_id, today=clock.today())
            sessions = await uow.body_sessions.of(body_id)
        decisions = [BodyDecisionAnswer.of(row, session) for session in sessions for row in session.decisions]
        begin = (page.after(int) or (0,))[0]
        rows = list(enumerate(decisions, 1))[begin : begin + page.limit + 1]
        shown, following = page.cut(rows, lambda row: (row[0],))
        return listing([decision for _, decision in shown], following)

    return router


def session_steps_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints that change a session."""
    router = APIRouter(tags=["bodies"])

    async def acted(
        body_id: UUID, session_id: UUID, act: Act, *, response: Response, expected: IfMatch
    ) -> BodySessionAnswer:
        async with units() as uow:
            session = await act_on_session(uow, body_id, session_id, act=act, expected=expected)
        return answered_session(session, response)

    @router.patch("/bodies/{body_id}/sessions/{session_id}")
    async def patch_body_session(
        body_id: UUID,
        session_id: UUID,
        body: BodySessionChangeBody,
        response: Response,
        _: Coordinator,
        expected: Expected,
    ) -> BodySessionAnswer:
        """Move a session that is planned, or invite other people."""

        def change(session: BodySession) -> BodySession:
            return session.changed(**body.changes(session))

        return await acted(body_id, session_id, change, response=response, expected=expected)

    @router.post("/bodies/{body_id}/sessions/{session_id}/cancel")
    async def post_cancelled(
        body_id: UUID, session_id: UUID, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> BodySessionAnswer:
        """Call a session off. Those who were invited get a mail."""
        return await acted(body_id, session_id, BodySession.cancelled, response=response, expected=expected)

    @router.post("/bodies/{body_id}/sessions/{session_id}/hold")
    async def post_held(
        body_id: UUID,
        session_id: UUID,
        body: PresentBody,
        response: Response,
        _: Coordinator,
        expected: ExpectedIfSent,
    ) -> BodySessionAnswer:
        """Note that a session was held, and who was there; again to put that right."""
        now = clock.now()

        def hold(session: BodySession) -> BodySession:
            return session.held(body.people(), now)

        return await acted(body_id, session_id, hold, response=response, expected=expected)

    @router.post("/bodies/{body_id}/sessions/{session_id}/agenda")
    async def post_item(
        body_id: UUID,
        session_id: UUID,
        body: BodyItemBody,
        response: Response,
        principal: Member,
        expected: ExpectedIfSent,
    ) -> BodySessionAnswer:
        """Put something on the agenda: for the coordinator, and for who is a member today."""
        async with units() as uow:
            added_by = await adds_items_as(principal, uow, body_id, today=clock.today())
            item = body.item(added_by, clock.now())
            session = await act_on_session(
                uow, body_id, session_id, act=lambda session: session.with_item(item), expected=expected
            )
        return answered_session(session, response)

    @router.post("/bodies/{body_id}/sessions/{session_id}/documents")
    async def post_document(
        body_id: UUID,
        session_id: UUID,
        body: DocumentBody,
        response: Response,
        _: Coordinator,
        expected: ExpectedIfSent,
    ) -> BodySessionAnswer:
        """Put a document with a session, by its address."""
        document = body.document()
        return await acted(
            body_id, session_id, lambda session: session.with_document(document), response=response, expected=expected
        )

    return router


def answered_session(session: BodySession, response: Response) -> BodySessionAnswer:
    """The session as it is answered, with its version in the header."""
    set_etag(response, session.version)
    return BodySessionAnswer.of(session)
