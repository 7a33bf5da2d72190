"""`/meetings/{id}/minutes`: what was decided and who does what."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from consultation.api.contact_bodies import DESCRIBED
from consultation.api.rights import Actor, Reader, audience_of, visible_meeting
from consultation.api.units import Units
from consultation.application.write_minutes import write_minutes
from consultation.domain.local_time import BRUSSELS
from consultation.domain.minutes import LONGEST_ACTION, LONGEST_TEXT, Action, Minutes
from shared.contracts.fields import ContactId
from shared.contracts.moments import IsoDate
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Problem, if_match, set_etag


class ActionBody(BaseModel):
    """Something someone does."""

    model_config = DESCRIBED

    what: str = Field(min_length=1, max_length=LONGEST_ACTION)
    """What is done."""
    who: ContactId | None = None
    """By whom; null while nobody has taken it."""
    by: IsoDate | None = None
    """Before the end of this day."""


class MinutesBody(BaseModel):
    """Minutes, without medical content."""

    model_config = DESCRIBED

    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    """What was said and decided."""
    actions: list[ActionBody] = Field(default_factory=list, max_length=100)
    """Who does what, and by when."""

    def minutes(self, written_by: str, written_at: datetime) -> Minutes:
        actions = tuple(Action(action.what, action.who, action.by) for action in self.actions)
        return Minutes(self.text, actions, written_by, written_at)


class MinutesAnswer(MinutesBody):
    """Minutes as they are kept."""

    meeting_id: UUID
    written_by: str
    """Subject of the token of whoever wrote them last."""
    written_at: datetime

    @classmethod
    def of(cls, meeting_id: UUID, minutes: Minutes) -> "MinutesAnswer":
        actions = [ActionBody(what=action.what, who=action.who, by=action.by) for action in minutes.actions]
        return cls(
            text=minutes.text,
            actions=actions,
            meeting_id=meeting_id,
            written_by=minutes.written_by,
            written_at=minutes.written_at.astimezone(BRUSSELS),
        )


def minutes_router(units: Units, clock: Clock) -> APIRouter:
    """The endpoints of minutes: those who run the case write them, those who take part read them too."""
    router = APIRouter(tags=["meetings"])

    @router.get("/meetings/{meeting_id}/minutes")
    async def get_minutes(meeting_id: UUID, response: Response, principal: Reader) -> MinutesAnswer:
        """The minutes, for whoever takes part or runs the case."""
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
            minutes = await uow.minutes.get(meeting_id)
        if not principal.is_any(Role.CASEWORKER, Role.COORDINATOR) and not audience.takes_part_in(meeting):
            raise Problem("forbidden", "Minutes are for those who take part.")
        if minutes is None:
            raise NotFound("minutes of meeting", meeting_id)
        set_etag(response, meeting.version)
        return MinutesAnswer.of(meeting_id, minutes)

    @router.put("/meetings/{meeting_id}/minutes")
    async def put_minutes(
        meeting_id: UUID,
        body: MinutesBody,
        response: Response,
        principal: Actor,
        expected: Annotated[IfMatch, if_match(required=True)],
    ) -> MinutesAnswer:
        """Write the minutes, whole. `If-Match`, the meeting's version, is required once there are minutes."""

        def check(version: int, replaces: bool) -> None:
            if replaces or expected.anything or expected.tags is not None:
                expected(version)

        minutes = body.minutes(principal.subject, clock.now())
        async with units() as uow:
            meeting = await write_minutes(uow, meeting_id, minutes, clock, allow=check)
        set_etag(response, meeting.version)
        return MinutesAnswer.of(meeting_id, minutes)

    return router
