"""Levels that arrive one after another, and the cases they make."""

from datetime import datetime
from typing import Any

from casework.application.follow_levels import FollowLevels
from casework.application.open_by_level import OpenByLevel
from casework.application.rehouse_cases import RehouseCases
from casework.domain import events
from casework.domain.signal import Signal
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.domain.truancy_case import TruancyCase
from casework.domain.vocabulary import Outcome
from casework.testing.factories import BY_HAND, CAUSE, LAST_YEAR, NOW, reached
from casework.testing.in_memory import Memory
from shared.runtime.clock import BRUSSELS
from shared.runtime.ids import new_id
from shared.testing.clock import FixedClock

from .sentences import sentence


def moment(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BRUSSELS)


class Desk:
    """Levels arriving, one after another."""

    def __init__(self, now: datetime = NOW) -> None:
        self.memory = Memory()
        self.clock = FixedClock(now)
        cases = OpenByLevel(self.clock, TermLengths(), new_id)
        self.levels = FollowLevels(cases, RehouseCases(cases))

    async def reached(self, level: int, **given: Any) -> Signal:
        signal = reached(level, **given)
        await self.get(signal)
        return signal

    async def get(self, signal: Signal) -> None:
        cause = Cause(self.clock.now(), CAUSE.by, CAUSE.event_id)
        handle = self.levels.reached if signal.reached else self.levels.withdrawn
        await handle(self.memory.unit, signal, cause)

    async def only_case(self) -> TruancyCase:
        [case] = [await self.memory.cases.get(case_id) for case_id in self.memory.stored]
        return case

    async def close(self) -> None:
        case = await self.only_case()
        case.close(Outcome.OTHER, "reden", BY_HAND)
        await self.memory.save(case)

    async def texts(self) -> list[str]:
        """The sentences in the timeline of the only case."""
        return [sentence(entry) for entry in self.memory.entries[(await self.only_case()).case_id]]

    def told(self) -> list[type[events.CaseEvent]]:
        return [type(event) for event in self.memory.events]


async def desk_with_case_of_last_year(*levels: int, **given: Any) -> Desk:
    """A case that these levels opened in May 2026; it is still open on 23 November 2026, and all told is forgotten."""
    desk = Desk(moment(2026, 5, 4, 9))
    for level in levels:
        await desk.reached(level, school_year=LAST_YEAR, counted_at=desk.clock.now(), **given)
    desk.clock.set(NOW)
    desk.memory.events.clear()
    desk.memory.entries.clear()
    return desk
