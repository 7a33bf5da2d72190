"""Plans of terms are made here, one at a time."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules
from consultation.planning.term.plan_term import plan_term
from consultation.planning.term.problem import TermPlan, TermProblem
from consultation.plans.application.read_term import read_term
from consultation.plans.domain.asked_plan import AskedPlan
from consultation.plans.domain.building import asked_of
from consultation.plans.domain.made_plan import MadePlan
from consultation.unit_of_work import Units
from shared.domain.errors import Conflict
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger

Held = Callable[[], AbstractAsyncContextManager[bool]]
"""What makes sure that no other process plans meanwhile; false where one does."""


class PlanningStopped(Exception):
    """The service stops, and with it the plan that was being made."""


@dataclass(frozen=True, slots=True)
class _Running:
    asked: AskedPlan
    since: datetime


class PlanDesk:
    """Makes plans of terms, each in a process of its own that ends with who waits for it."""

    def __init__(
        self,
        units: Units,
        held: Held,
        *,
        rules: MeetingRules,
        agendas: AgendaRules,
        clock: Clock,
        seconds: float,
    ) -> None:
        self._units = units
        self._held = held
        self._rules = rules
        self._agendas = agendas
        self._clock = clock
        self._seconds = seconds
        self._running: _Running | None = None
        self._child: asyncio.Task[TermPlan] | None = None
        self._is_stopping = False

    async def make(self, asked: AskedPlan) -> MadePlan:
        """The plan of a term as it is stored now; nothing is booked, and no transaction is open while it is made.

        Whoever cancels this ends the process. Raises Conflict while another plan is made, InvalidField for a term that
        is past, TermNotPlanned after too long, and PlanningStopped when the service stops.
        """
        if self._running is not None:
            raise _busy_with(self._running)
        self._running = _Running(asked, self._clock.now())
        try:
            async with self._held() as is_ours:
                if not is_ours:
                    raise Conflict("another process of the service is making a plan: ask again later")
                return await self._made(asked)
        finally:
            self._running = None

    def stop(self) -> None:
        """End the plan that is being made, and make no more."""
        self._is_stopping = True
        if self._child is not None:
            self._child.cancel()

    async def _made(self, asked: AskedPlan) -> MadePlan:
        begun = monotonic()
        async with self._units() as uow:
            stored = await read_term(uow, asked, rules=self._rules, agendas=self._agendas, clock=self._clock)
        term = await asyncio.to_thread(asked_of, stored)
        plan = await self._planned(term.problem)
        milliseconds = round((monotonic() - begun) * 1000)
        get_logger().info("plan.made", duration_ms=milliseconds, meetings=len(plan.bookings))
        return MadePlan(asked=asked, term=term, plan=plan, made_at=stored.now)

    async def _planned(self, problem: TermProblem) -> TermPlan:
        if self._is_stopping:
            raise PlanningStopped
        self._child = asyncio.create_task(plan_term(problem, seconds=self._seconds), name="plan-of-a-term")
        try:
            return await self._child
        except asyncio.CancelledError:
            if self._is_stopping:
                raise PlanningStopped from None
            raise
        finally:
            child, self._child = self._child, None
            child.cancel()
            await asyncio.gather(child, return_exceptions=True)


def _busy_with(running: _Running) -> Conflict:
    asked = running.asked
    return Conflict(
        f"a plan of {asked.first} until {asked.last} is being made: ask again later",
        **{"from": asked.first, "until": asked.last, "since": running.since.isoformat()},
    )
