"""Signals of attendance."""

from typing import Any

from casework.application.follow_levels import FollowLevels
from casework.application.ports import CaseworkUnit
from casework.domain.signal import ProblematicHalfDay, Signal
from casework.messaging.causes import handled
from shared.contracts.attendance_signals import LevelReached, LevelWithdrawn
from shared.domain.school_year import SchoolYear
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


class SignalEvents:
    """Hands levels to the use case; one that is not about truancy is no ground for a case."""

    def __init__(self, levels: FollowLevels, clock: Clock) -> None:
        self._levels = levels
        self._clock = clock

    async def reached(self, uow: CaseworkUnit, event: Received[LevelReached]) -> None:
        if event.data.truancy:
            await self._levels.reached(uow, self._signal(event, reached=True), handled(event.envelope, self._clock))

    async def withdrawn(self, uow: CaseworkUnit, event: Received[LevelWithdrawn]) -> None:
        if event.data.truancy:
            await self._levels.withdrawn(uow, self._signal(event, withdrawn=True), handled(event.envelope, self._clock))

    def _signal(self, event: Received[LevelReached] | Received[LevelWithdrawn], **fact: Any) -> Signal:
        data = event.data
        return Signal(
            signal_id=data.signal_id,
            person_id=data.person_id,
            school=data.school,
            pupil=data.pupil,
            level_of_education=data.level_of_education.value,
            school_year=SchoolYear.parse(data.school_year),
            rule=data.rule,
            rule_version=data.rule_version,
            level=data.level,
            count=data.count,
            counted_at=event.envelope.time or self._clock.now(),
            sequence=event.envelope.version,
            reached_on=data.reached_on,
            half_days=tuple(ProblematicHalfDay(day.date, day.half_day, day.school) for day in data.half_days),
            **fact,
        )
