"""What the guards need of storage: questions about mass causes, and what is known of schools' feeds."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, Protocol
from uuid import UUID

from attendance.domain.feed import Confirmation, FeedHalfDay, Silence
from attendance.domain.mark import Key
from attendance.domain.mass_cause import ClassOnHalfDay, GivenAnswer, Group, Question, QuestionStatus, Slot
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear


class TouchedClasses(NamedTuple):
    """Classes (school, name) in which something changed.

    `left` are those that pupils left: the school, and the days of membership before and since, as the database has
    them.
    """

    classes: frozenset[tuple[str, str]]
    left: tuple[tuple[str, str, str], ...] = ()

    @property
    def schools(self) -> set[str]:
        """The schools of these classes."""
        return {school for school, _ in self.classes}

    def and_also(self, other: "TouchedClasses") -> "TouchedClasses":
        """The classes of both."""
        return TouchedClasses(self.classes | other.classes, self.left + other.left)


class SlotFound(NamedTuple):
    """A half day of a school as it is stored: its classes, and what was asked about it by group.

    `school_year` is that of the problematic marks; None when there are none.
    """

    classes: tuple[ClassOnHalfDay, ...]
    questions: Mapping[Group, Question]
    school_year: SchoolYear | None


class HeldHalfDay(NamedTuple):
    """A pupil's problematic half day that does not count while the question is not answered otherwise."""

    pupil_id: int
    slot: Slot
    question_id: UUID


class HeldChange(NamedTuple):
    """A pupil's half day that is held by now, or free."""

    pupil_id: int
    slot: Slot
    held: bool


class Held(NamedTuple):
    """What holds a half day: the question, and whether it still waits for an answer."""

    question_id: UUID
    waits: bool


class QuestionFilter(NamedTuple):
    """Which questions to list. `schools` None is all schools."""

    school: str | None = None
    status: QuestionStatus | None = None
    schools: frozenset[str] | None = None


class SilenceFilter(NamedTuple):
    """Which silences to list. `schools` None is all schools; `status` is `open` or `ended`."""

    school: str | None = None
    status: str | None = None
    schools: frozenset[str] | None = None


class Classes(Protocol):
    """Who is in which class on which days."""

    async def refresh(self, pupil_ids: Collection[int]) -> TouchedClasses: ...
    async def of_pupils(self, pupil_ids: Collection[int]) -> TouchedClasses: ...


class Questions(Protocol):
    """Questions about mass causes, and the half days they hold."""

    async def lock(self, schools: Collection[str]) -> None: ...
    async def touched_by_marks(self, changed: Collection[Key], share: Decimal) -> list[Slot]: ...
    async def touched_by_classes(self, touched: TouchedClasses, share: Decimal) -> list[Slot]: ...
    async def open_slots(self) -> list[Slot]: ...
    async def load(self, slots: Collection[Slot]) -> dict[Slot, SlotFound]: ...
    async def save(self, questions: Sequence[Question]) -> None: ...
    async def hold(
        self, wanted: Sequence[HeldHalfDay], questions: Collection[UUID], at: datetime
    ) -> list[HeldChange]: ...
    async def held_of(self, pupil_id: int) -> dict[tuple[date, HalfDay], Held]: ...
    async def held_then(
        self, pupil_ids: Collection[int], at: datetime
    ) -> dict[int, dict[tuple[date, HalfDay], Held]]: ...
    async def add_answer(self, question_id: UUID, given: GivenAnswer) -> None: ...
    async def get(self, question_id: UUID) -> Question | None: ...
    async def list(self, wanted: QuestionFilter, after: UUID | None, limit: int) -> Sequence[Question]: ...


class Feeds(Protocol):
    """Of which half days schools were heard, and of which they are silent."""

    async def schools(self) -> list[str]: ...
    async def take(self, school: str) -> bool: ...
    async def confirm(self, confirmations: Sequence[Confirmation]) -> set[tuple[str, FeedHalfDay]]: ...
    async def reports_since(self, school: str, calendar: SchoolCalendar) -> FeedHalfDay | None: ...
    async def unheard(self, school: str, due: Sequence[FeedHalfDay]) -> list[FeedHalfDay]: ...
    async def expected(self, school: str, half_days: Sequence[FeedHalfDay]) -> set[FeedHalfDay]: ...
    async def last_recorded_at(self, school: str) -> datetime | None: ...
    async def silent(self, school: str, school_year: SchoolYear) -> dict[FeedHalfDay, UUID]: ...
    async def silent_then(self, school: str, school_year: SchoolYear, at: datetime) -> set[FeedHalfDay]: ...
    async def years_with_silences(self, school: str) -> list[SchoolYear]: ...
    async def begin(self, silence: Silence) -> None: ...
    async def keep_silent(
        self,
        school: str,
        school_year: SchoolYear,
        new: Mapping[FeedHalfDay, UUID],
        heard: Collection[FeedHalfDay],
        at: datetime,
    ) -> None: ...
    async def end(self, school: str, at: datetime) -> list[tuple[UUID, SchoolYear]]: ...
    async def list(self, wanted: SilenceFilter, after: UUID | None, limit: int) -> Sequence[Silence]: ...
