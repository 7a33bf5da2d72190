"""Early signals that wait for a caseworker: listed and declined. They are accepted by ``POST /cases``."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from casework.api.bodies import Body
from casework.api.case_change import Acting
from casework.api.readers import actor
from casework.application.decline_signal import decline_signal
from casework.domain.early_signal import AwaitingSignal, DeclineReason
from casework.domain.person import Name
from casework.unit_of_work import CaseworkUnits
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Listing, Paged, listing


class DeclineSignalBody(Body):
    """Why no case is opened, by a code."""

    reason_code: DeclineReason
    """Why; a word of the list of the local agreement."""


class AwaitingSignalAnswer(BaseModel):
    """An early signal that no case rests on yet."""

    signal_id: UUID
    """The early signal; `POST /cases` accepts it."""
    case_type: str
    """The type of case that it opens once it is accepted."""
    person_id: UUID
    """The person that it is about."""
    given_name: str | None
    """The pupil's first name; null when it is not known."""
    family_name: str | None
    """The pupil's family name; null when it is not known."""
    school: str | None
    """The school that it is said of."""
    pupil: str | None
    """The pupil's number in the register of that school."""
    school_year: str
    """The school year that it is of."""
    since: date
    """The first day of what it rests on."""
    rate: Annotated[int | None, Field(ge=0, le=100)]
    """The percentage of half days that were attended since then; null for a signal without it."""
    received_at: datetime
    """When it came in."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class DeclinedSignalAnswer(BaseModel):
    """That an early signal was declined."""

    signal_id: UUID
    """The early signal."""
    reason_code: DeclineReason
    """Why no case is opened."""
    declined_at: datetime
    """When it was declined."""
    by: str
    """Who declined it: a contact's id, or the `sub` of a token."""

    model_config = ConfigDict(use_attribute_docstrings=True)


def early_signals_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """GET and POST of early signals."""
    router = APIRouter(tags=["work"])

    @router.get("/early-signals/awaiting")
    async def list_awaiting(principal: Acting, page: Paged) -> Listing[AwaitingSignalAnswer]:
        """The early signals of this school year that were neither accepted nor declined, what came first in front."""
        after = page.after(datetime, UUID)
        place = (after[0], after[1]) if after else None
        async with units() as uow:
            year = SchoolYear.of(clock.today())
            signals = await uow.early_signals.awaiting(year, after=place, limit=page.limit + 1)
            signals, following = page.cut(signals, lambda signal: (signal.received_at, signal.ground.ground_id))
            names = await uow.persons.names({signal.ground.person_id for signal in signals})
        answers = [_answer(signal, names[signal.ground.person_id]) for signal in signals]
        return listing(answers, following)

    @router.post("/early-signals/{signal_id}/decline")
    async def decline(principal: Acting, signal_id: UUID, body: DeclineSignalBody) -> DeclinedSignalAnswer:
        """Open no case on an early signal, for a reason by code. It can be accepted later, as long as it is kept."""
        async with units() as uow:
            declined = await decline_signal(uow, signal_id, body.reason_code, by=actor(principal), clock=clock)
        return DeclinedSignalAnswer(
            signal_id=declined.signal_id, reason_code=declined.reason, declined_at=declined.at, by=declined.by
        )

    return router


def _answer(signal: AwaitingSignal, name: Name) -> AwaitingSignalAnswer:
    ground = signal.ground
    rate = ground.facts.get("rate")
    return AwaitingSignalAnswer(
        signal_id=ground.ground_id,
        case_type=signal.case_type.name,
        person_id=ground.person_id,
        given_name=name.given_name,
        family_name=name.family_name,
        school=ground.school,
        pupil=ground.pupil,
        school_year=str(ground.school_year),
        since=ground.since,
        rate=rate if isinstance(rate, int) else None,
        received_at=signal.received_at,
    )
