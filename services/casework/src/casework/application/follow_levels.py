"""A level was reached, or no longer holds: the case follows."""

from uuid import UUID

from casework.application.living_person import hold_living
from casework.application.open_by_level import OpenByLevel
from casework.application.ports import CaseworkUnit
from casework.application.rehouse_cases import RehouseCases
from casework.domain.person import Pupil
from casework.domain.signal import Signal
from casework.domain.timeline import Cause


class FollowLevels:
    """Keeps what attendance said, in whatever order it comes, and lets a case follow from all of it."""

    def __init__(self, cases: OpenByLevel, rehouse: RehouseCases) -> None:
        self._cases = cases
        self._rehouse = rehouse

    async def reached(self, uow: CaseworkUnit, said: Signal, cause: Cause) -> None:
        """A level was reached; its withdrawal may have come before it."""
        person_id = await hold_living(uow, said.person_id)
        known = await uow.signals.get(said.signal_id)
        if known and known.signal.reached:
            return
        await self._cases.place(uow, person_id, known.signal.joined(said) if known else said, cause)
        await self._rehouse.after_level(uow, person_id, Pupil(said.school, said.pupil), cause)

    async def withdrawn(self, uow: CaseworkUnit, said: Signal, cause: Cause) -> None:
        """A level no longer holds; that it was reached may come after this."""
        await hold_living(uow, said.person_id)
        known = await uow.signals.get(said.signal_id)
        if known is None:
            await uow.signals.save(None, said)
        elif not known.signal.withdrawn:
            await self._lose(uow, known.signal.joined(said), known.case_id, cause)

    async def _lose(self, uow: CaseworkUnit, signal: Signal, case_id: UUID | None, cause: Cause) -> None:
        if case_id is None:
            await uow.signals.save(None, signal)
            return
        case = await uow.cases.locked_truancy(case_id)
        case.lose(signal, cause)
        await uow.save(case)
