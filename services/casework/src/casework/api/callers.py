"""Every caller is noted, once a day: work can be given to a caller by the ``sub`` of the token."""

from datetime import date

from fastapi import APIRouter, Depends, Request

from casework.application.give_work import KNOWN_FOR, WORKERS
from casework.unit_of_work import CaseworkUnits
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import PRINCIPAL_SCOPE_KEY
from shared.runtime.http.principal import Principal


def noting_router(units: CaseworkUnits, *routers: APIRouter, clock: Clock) -> APIRouter:
    """All these routes in a router that notes who asks."""
    noting = APIRouter(dependencies=[Depends(_Callers(units, clock))])
    for router in routers:
        noting.include_router(router)
    return noting


class _Callers:
    """A dependency of every route. It remembers today's callers, so that only the first request costs a statement."""

    def __init__(self, units: CaseworkUnits, clock: Clock) -> None:
        self._units = units
        self._clock = clock
        self._day: date | None = None
        self._noted: set[tuple[str, frozenset[Role]]] = set()

    async def __call__(self, request: Request) -> None:
        """Note the caller, whose roles may be more than those that open the route."""
        principal: Principal | None = request.scope.get(PRINCIPAL_SCOPE_KEY)
        if principal is not None and principal.is_any(*WORKERS):
            await self._note(principal.subject, principal.roles & frozenset(WORKERS))

    async def _note(self, subject: str, roles: frozenset[Role]) -> None:
        today = self._clock.today()
        if today != self._day:
            self._day = today
            self._noted.clear()
        if (subject, roles) not in self._noted:
            async with self._units() as uow:
                await uow.workers.see(subject, roles, on=today, forget_before=today - KNOWN_FOR)
            self._noted.add((subject, roles))
