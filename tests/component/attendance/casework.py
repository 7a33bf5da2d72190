"""Casework as attendance knows it: what it asks to watch, and when it opens and ends cases."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from attendance.case_days.application.tidy_case_days import tidy_case_days
from attendance.case_days.domain.case_days import CaseDays
from attendance.case_days.messaging.cases import on_case_closed, on_case_opened, on_case_transferred, on_case_withdrawn
from attendance.unit_of_work import Units
from attendance.watches.application.settle_watches import Settling, settle_watches
from attendance.watches.messaging.watches import on_watch_asked, on_watch_ended
from shared.contracts.casework_cases import (
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CaseTransferred,
    CaseWithdrawn,
    WatchAsked,
    WatchEnded,
)
from shared.contracts.contract import Contract
from shared.contracts.watch_criterion import WatchCriterion
from shared.domain.school_year import SchoolYear
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.testing.clock import FixedClock

CASE = UUID(int=1)
NO_NEW = WatchCriterion(kind="no-new-problematic-half-day", school_weeks=1)
RATE = WatchCriterion(kind="rate-above", school_weeks=1, rate=0.75)


class Casework:
    """Tells attendance of cases, each event in a transaction of its own."""

    def __init__(self, units: Units, clock: FixedClock) -> None:
        self.units = units
        self.clock = clock

    async def ask(
        self,
        person: UUID,
        *criteria: WatchCriterion,
        version: int = 1,
        case: UUID = CASE,
        asked_on: date = date(2026, 11, 23),
    ) -> None:
        asked = WatchAsked(case_id=case, person_id=person, criteria=criteria or (NO_NEW,), asked_on=asked_on)
        async with self.units() as uow:
            await on_watch_asked(uow, _received(asked, version))

    async def end(self, person: UUID, *, version: int, case: UUID = CASE) -> None:
        async with self.units() as uow:
            event = _received(WatchEnded(case_id=case, person_id=person), version)
            await on_watch_ended(uow, event, clock=self.clock)

    async def settle(self, *, waiting: bool = False) -> None:
        """Days pass; `waiting` says whether marks wait to be read."""

        async def caught_up() -> bool:
            return not waiting

        settling = Settling(self.clock, grace=1, keep_days=400)
        await settle_watches(self.units, caught_up=caught_up, settling=settling)

    async def open(
        self,
        person: UUID,
        *,
        at: datetime,
        version: int = 1,
        case: UUID = CASE,
        contract: type[CaseOpened | CaseReopened] = CaseOpened,
        **fields: Any,
    ) -> None:
        opened = {
            "case_id": case,
            "reference": "SP-2026-000123",
            "case_type": "truancy",
            "person_id": person,
            "school": "123456",
            "school_year": "2026-2027",
            "opened_at": at,
            **fields,
        }
        async with self.units() as uow:
            await on_case_opened(uow, _received(contract.model_validate(opened), version))

    async def transfer(self, person: UUID, *, to: str, version: int) -> None:
        moved = CaseTransferred(
            case_id=CASE,
            reference="SP-2026-000123",
            case_type="truancy",
            person_id=person,
            from_school="123456",
            to_school=to,
            pupil="77",
            on=date(2026, 10, 12),
            school_year="2026-2027",
        )
        async with self.units() as uow:
            await on_case_transferred(uow, _received(moved, version))

    async def close(self, *, at: datetime, version: int = 2, case: UUID = CASE, outcome: str = "resolved") -> None:
        closed = CaseClosed(case_id=case, reference="SP-2026-000123", reason=None, outcome=outcome)
        async with self.units() as uow:
            await on_case_closed(uow, _received(closed, version, at), clock=self.clock)

    async def withdraw(self, *, at: datetime, version: int = 2, case: UUID = CASE) -> None:
        withdrawn = CaseWithdrawn(case_id=case, reference="SP-2026-000123", reason=None)
        async with self.units() as uow:
            await on_case_withdrawn(uow, _received(withdrawn, version, at), clock=self.clock)

    async def days(self) -> list[CaseDays]:
        async with self.units() as uow:
            return await uow.cases_days.of_year(SchoolYear(2026), school=None, case_type=None)

    async def tidy(self, keep_school_years: int = 0) -> None:
        await tidy_case_days(self.units, clock=self.clock, keep_school_years=keep_school_years)


def _received(data: Contract, version: int, at: datetime | None = None) -> Received[Any]:
    envelope = Envelope(f"case-event-{version}", "/casework", data.event_type, sequence=version, time=at)
    return Received(envelope, data)
