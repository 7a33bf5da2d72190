"""`/sessions/{id}/agenda`: what a session is about."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from consultation.api.rights import Actor, Reader, audience_of
from consultation.domain.audience import EVERYTHING
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules
from consultation.meetings.api.rights import visible_meeting
from consultation.series.api.agenda_answers import AgendaAnswer, AgendaBody
from consultation.series.application.set_agenda import set_agenda
from consultation.unit_of_work import Units
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, if_match, set_etag

SessionPath = Annotated[UUID, Path(description="The session, which is a meeting: its `meeting_id`.")]
Expected = Annotated[IfMatch, if_match(required=True)]


def agendas_router(units: Units, *, rules: MeetingRules, agendas: AgendaRules, clock: Clock) -> APIRouter:
    """The endpoints of agendas."""
    router = APIRouter(tags=["series"])

    @router.get("/sessions/{session_id}/agenda")
    async def get_agenda(session_id: SessionPath, response: Response, principal: Reader) -> AgendaAnswer:
        """The cases in their order, with the minutes of each. A participant sees the cases of the own schools."""
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            session = visible_meeting(await uow.meetings.find(session_id), audience)
            if session.session is None:
                raise NotFound("session", session_id)
            cases = await uow.cases.known(session.case_ids)
        set_etag(response, session.version)
        return AgendaAnswer.of(session, cases, audience)

    @router.put("/sessions/{session_id}/agenda")
    async def put_agenda(
        session_id: SessionPath, body: AgendaBody, response: Response, _: Actor, expected: Expected
    ) -> AgendaAnswer:
        """Say the agenda, whole: its order and minutes, which cases come on it and which leave for another place."""
        chosen = [(item.case_id, item.minutes) for item in body.items]
        async with units() as uow:
            session = await set_agenda(
                uow, session_id, chosen, rules=rules, agendas=agendas, clock=clock, expected=expected
            )
            cases = await uow.cases.known(session.case_ids)
        set_etag(response, session.version)
        return AgendaAnswer.of(session, cases, EVERYTHING)

    return router
