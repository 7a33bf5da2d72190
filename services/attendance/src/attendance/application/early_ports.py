"""What early signals need of storage."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from attendance.domain.early.rule import EarlySignalKind, EarlySignalRule
from attendance.domain.early.signal import EarlySignal
from attendance.domain.planned_half_days import Expectation
from attendance.domain.status import Status
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear


class DuePupil(NamedTuple):
    """A pupil to look at. Not `watched` are who is not enrolled today or past compulsory age: nothing stands for them.

    `person_id` and `level` (of education, today) are there for whoever is watched.
    """

    pupil_id: int
    school: str
    pupil: str
    person_id: UUID | None
    level: str | None
    birth_date: date | None
    expectation: Expectation
    watched: bool


class ListedEarlySignal(NamedTuple):
    """An early signal with the pupil it is about, and the person that pupil is by now."""

    school: str
    pupil: str
    person_id: UUID | None
    signal: EarlySignal


class EarlySignalFilter(NamedTuple):
    """Which early signals to list. `schools` None is all schools; `status` is `standing` or `ended`."""

    school: str | None = None
    pupil: str | None = None
    kind: EarlySignalKind | None = None
    status: str | None = None
    schools: frozenset[str] | None = None


class EarlySignals(Protocol):
    """Early signals, whom to look at for them, and the numbers they go by."""

    async def lock(self) -> None: ...
    async def rules(self) -> list[EarlySignalRule]: ...
    async def add_rule(self, rule: EarlySignalRule, at: datetime) -> None: ...
    async def any_standing(self) -> bool: ...
    async def look_at(self, pupil_ids: Collection[int]) -> None: ...
    async def look_at_school(self, school: str) -> None: ...
    async def look_at_nobody(self) -> None: ...
    async def gather(self, passing_for: str, now: datetime) -> None: ...
    async def take_due(self, today: date, limit: int) -> list[DuePupil]: ...
    async def marks(
        self, pupil_ids: Collection[int], school_year: SchoolYear, today: date
    ) -> dict[int, dict[tuple[date, HalfDay], Status]]: ...
    async def standing_of(self, pupil_ids: Collection[int]) -> dict[tuple[int, EarlySignalKind], EarlySignal]: ...
    async def raise_all(self, signals: Sequence[tuple[int, EarlySignal]]) -> None: ...
    async def keep(self, signals: Sequence[EarlySignal]) -> None: ...
    async def end(self, signal_ids: Collection[UUID], at: datetime) -> None: ...
    async def list(self, wanted: EarlySignalFilter, after: UUID | None, limit: int) -> Sequence[ListedEarlySignal]: ...
