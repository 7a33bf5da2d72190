"""What the control of compulsory education needs of storage."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from attendance.domain.enrolment import PersonData
from attendance.domain.enrolment_gap import Comparison, EnrolmentGap
from attendance.domain.resident import ListedResident, Resident
from shared.domain.school_year import SchoolYear


class GapFilter(NamedTuple):
    """Which gaps to list; `status` is `missing` or `found`."""

    school_year: SchoolYear | None = None
    status: str | None = None
    person_id: UUID | None = None


class ListedGap(NamedTuple):
    """A gap, and what the newest list of the school year says of the child."""

    gap: EnrolmentGap
    resident: Resident


class Residents(Protocol):
    """The children on the municipality's lists."""

    async def known(self, school_year: SchoolYear, insz_keys: Collection[bytes]) -> dict[bytes, ListedResident]: ...
    async def save(self, listed: Sequence[ListedResident]) -> None: ...
    async def data_of(self, person_ids: Collection[UUID]) -> dict[UUID, PersonData]: ...


class EnrolmentGaps(Protocol):
    """Which of these children are not known to be enrolled."""

    async def compare(self, person_ids: Collection[UUID]) -> list[Comparison]: ...
    async def add(self, gaps: Sequence[EnrolmentGap]) -> None: ...
    async def close(self, signal_ids: Collection[UUID], at: datetime) -> None: ...
    async def list(self, wanted: GapFilter, after: UUID | None, limit: int) -> list[ListedGap]: ...
