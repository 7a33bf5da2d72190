"""`GET /signals`, `GET /signals/{id}`: which levels were reached, and on what that rests."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query

from attendance.register.api.rights import Reader, sight_of
from attendance.rules.api.signal_answers import LevelSignalAnswer, SignalAnswer, signal_answer
from attendance.rules.application.show_signals import list_signals, show_signal
from attendance.rules.domain.rule import RuleMode
from attendance.rules.domain.signal import SignalFilter
from attendance.unit_of_work import Units
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Listing, Paged, Problem, listing

SeenSignalAnswer = SignalAnswer | LevelSignalAnswer


def signals_router(units: Units, clock: Clock) -> APIRouter:
    """The endpoints that read signals in `units`."""
    router = APIRouter(tags=["signals"])

    @router.get("/signals")
    async def get_signals(
        principal: Reader,
        page: Paged,
        person: UUID | None = None,
        school: Annotated[str | None, Query(pattern="^[0-9]{6}$", examples=["123456"])] = None,
        status: Literal["standing", "withdrawn"] | None = None,
        level: Annotated[int | None, Query(ge=1, le=1000, examples=[5])] = None,
        rule: Annotated[str | None, Query(max_length=64, examples=["problematic-half-days"])] = None,
        mode: Literal[RuleMode.ACTIVE, RuleMode.SHADOW] = RuleMode.ACTIVE,
    ) -> Listing[SeenSignalAnswer]:
        """Signals of the caller's schools, oldest first. A CLB contact gets level and count only.

        With `mode=shadow` the answer has the conclusions of rules on trial, which were told to nobody. They are for the
        coordinator.
        """
        after = page.after(UUID)
        if mode is not RuleMode.ACTIVE and not principal.is_any(Role.COORDINATOR):
            raise Problem("forbidden", "What a rule concludes in the shadow is for who decides on the rules.")
        async with units() as uow:
            sight = await sight_of(principal, uow.directory, clock.today())
            wanted = SignalFilter(person, school, status, level, sight.schools, rule)
            signals = await list_signals(
                uow, wanted, after=after[0] if after else None, limit=page.limit + 1, shadow=mode is RuleMode.SHADOW
            )
        shown, next_cursor = page.cut(signals, lambda signal: (signal.signal_id,))
        return listing([signal_answer(sight, signal) for signal in shown], next_cursor)

    @router.get("/signals/{signal_id}")
    async def get_signal(signal_id: UUID, principal: Reader) -> SeenSignalAnswer:
        """One signal with its explanation."""
        async with units() as uow:
            sight = await sight_of(principal, uow.directory, clock.today())
            signal = await show_signal(uow, signal_id, shadow=principal.is_any(Role.COORDINATOR))
        if not sight.sees(signal.school):
            raise NotFound("signal", signal_id)
        return signal_answer(sight, signal)

    return router
