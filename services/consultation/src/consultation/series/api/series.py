"""`/series`: standing meetings, whose sessions are proposed first and fixed then."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from consultation.api.rights import Actor, Coordinator, Reader, audience_of
from consultation.domain.audience import EVERYTHING
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo, meeting_answer
from consultation.meetings.api.meeting_answers import MeetingAnswer
from consultation.meetings.domain.meeting import Meeting
from consultation.series.api.series_answers import FixedAnswer, ProposedSessionAnswer, SeriesAnswer
from consultation.series.api.series_bodies import FixBody, ProposeBody, SeriesBody, SeriesChangeBody
from consultation.series.application.change_series import change_series
from consultation.series.application.fix_sessions import fix_sessions
from consultation.series.application.propose_sessions import propose_sessions
from consultation.series.application.set_up_series import set_up_series
from consultation.unit_of_work import Units
from shared.contracts.fields import SchoolNumber
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, if_match, listing, set_etag

Expected = Annotated[IfMatch, if_match(required=True)]
ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]


def series_router(units: Units, *, rules: MeetingRules, clock: Clock) -> APIRouter:
    """The endpoints that set up and read series."""
    router = APIRouter(tags=["series"])

    @router.get("/series")
    async def get_all_series(
        page: Paged,
        _: Actor,
        school: Annotated[SchoolNumber | None, Query(description="Only those that this school is in.")] = None,
    ) -> Listing[SeriesAnswer]:
        """Series, oldest first."""
        async with units() as uow:
            after = page.after(UUID)
            rows = await uow.series.page(school=school, after=after[0] if after else None, limit=page.limit + 1)
        all_series, following = page.cut(rows, lambda series: (series.series_id,))
        return listing([SeriesAnswer.of(series) for series in all_series], following)

    @router.post("/series", status_code=201)
    async def post_series(body: SeriesBody, response: Response, _: Coordinator) -> SeriesAnswer:
        """Set up a standing meeting. Nothing is planned until its sessions are proposed and fixed."""
        async with units() as uow:
            series = await set_up_series(uow, body.details(rules), rules=rules, clock=clock)
        response.headers["Location"] = f"/series/{series.series_id}"
        set_etag(response, series.version)
        return SeriesAnswer.of(series)

    @router.get("/series/{series_id}")
    async def get_series(series_id: UUID, response: Response, _: Actor) -> SeriesAnswer:
        """One series, with what is proposed and not fixed yet."""
        async with units() as uow:
            series = await uow.series.find(series_id)
        if series is None:
            raise NotFound("series", series_id)
        set_etag(response, series.version)
        return SeriesAnswer.of(series)

    @router.patch("/series/{series_id}")
    async def patch_series(
        series_id: UUID, body: SeriesChangeBody, response: Response, _: Coordinator, expected: Expected
    ) -> SeriesAnswer:
        """Change what is agreed on. Sessions that are fixed stay as they are; what is proposed is forgotten."""
        async with units() as uow:
            series = await change_series(uow, series_id, body.changes(), rules=rules, clock=clock, expected=expected)
        set_etag(response, series.version)
        return SeriesAnswer.of(series)

    return router


def sessions_router(units: Units, *, rules: MeetingRules, clock: Clock, link_to: LinkTo) -> APIRouter:
    """The endpoints that propose and fix the sessions of a series, and list them."""
    router = APIRouter(tags=["series"])

    @router.post("/series/{series_id}/propose")
    async def post_propose(
        series_id: UUID, body: ProposeBody, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> SeriesAnswer:
        """Propose the sessions of a term: never in holidays, and with why a session can't be where that is so."""
        async with units() as uow:
            series = await propose_sessions(
                uow, series_id, first=body.from_, last=body.until, rules=rules, clock=clock, expected=expected
            )
        set_etag(response, series.version)
        return SeriesAnswer.of(series)

    @router.post("/series/{series_id}/fix")
    async def post_fix(
        series_id: UUID,
        response: Response,
        principal: Coordinator,
        expected: ExpectedIfSent,
        body: FixBody | None = None,
    ) -> FixedAnswer:
        """Fix sessions that are proposed: each becomes a meeting, and everyone who takes part is invited."""
        chosen = (body or FixBody()).chosen()
        async with units() as uow:
            fixed = await fix_sessions(uow, series_id, chosen, rules=rules, clock=clock, expected=expected)
            replies = await uow.replies.of(session.meeting_id for session in fixed.sessions)
        set_etag(response, fixed.series.version)
        return FixedAnswer(
            sessions=[
                meeting_answer(
                    session, link_to, principal, audience=EVERYTHING, replies=replies.get(session.meeting_id, {})
                )
                for session in fixed.sessions
            ],
            refused=[ProposedSessionAnswer.of(session, fixed.series.details.length) for session in fixed.refused],
            version=fixed.series.version,
        )

    @router.get("/series/{series_id}/sessions")
    async def get_sessions(series_id: UUID, page: Paged, principal: Reader) -> Listing[MeetingAnswer]:
        """The sessions of a series that the caller may see, soonest first."""
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            after = page.after(datetime, UUID)
            place = (after[0], after[1]) if after else None
            rows = await uow.meetings.of_series(series_id, audience, after=place, limit=page.limit + 1)
            sessions, following = page.cut(rows, _place)
            replies = await uow.replies.of(session.meeting_id for session in sessions)
        answers = [
            meeting_answer(session, link_to, principal, audience=audience, replies=replies.get(session.meeting_id, {}))
            for session in sessions
        ]
        return listing(answers, following)

    return router


def _place(session: Meeting) -> tuple[datetime, UUID]:
    assert session.slot is not None, "a session has a slot"
    return session.slot.time.start, session.meeting_id
