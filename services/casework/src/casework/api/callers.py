"""Every caller is noted, once a day: work can be given to a caller by the ``sub`` of the token."""

from datetime import date

from fastapi import Request

from casework.application.give_work import KNOWN_FOR, WORKERS
from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import PRINCIPAL_SCOPE_KEY
from shared.runtime.http.principal import Principal


class CallersNoted:
    """Notes who asks, before every route. Remembers today's callers: only the first request costs a statement."""

    def __init__(self, units: CaseworkUnits, clock: Clock) -> None:
        self._units = units
        self._clock = clock
        self._day: date | None = None
        self._noted: set[Principal] = set()

    async def __call__(self, request: Request) -> None:
        """Note the caller, whose roles may be more than those that open the route."""
        principal: Principal | None = request.scope.get(PRINCIPAL_SCOPE_KEY)
        if principal is not None and principal.is_any(*WORKERS):
            await self._note(principal.limited_to(frozenset(WORKERS)))

    async def _note(self, caller: Principal) -> None:
        today = self._clock.today()
        if today != self._day:
            self._day = today
            self._noted.clear()
        if caller not in self._noted:
            async with self._units() as uow:
                await uow.workers.see(
                    caller.subject,
                    caller.roles,
                    on=today,
                    forget_before=today - KNOWN_FOR,
                    contact=caller.contact,
                    name=caller.name,
                )
            self._noted.add(caller)
