"""Attendance's use cases on a database of the test's own, and what they told others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from attendance.feeds.application.list_silences import list_silences
from attendance.feeds.application.watch_feeds import Listening, watch_feeds
from attendance.feeds.domain.feed import Silence, SilenceFilter
from attendance.mass_causes.application.answer_question import list_questions
from attendance.mass_causes.application.settle_open_questions import settle_open_questions
from attendance.mass_causes.domain.mass_cause import (
    Answer,
    GivenAnswer,
    MassCause,
    Question,
    QuestionFilter,
    QuestionStatus,
)
from attendance.outgoing import to_outgoing
from attendance.pupils.application.show_attendance import show_attendance
from attendance.pupils.domain.attendance import Attendance
from attendance.register.application.results import Result
from attendance.register.application.settle_withdrawals import settle_withdrawals
from attendance.register.domain.code_table import CODE_TABLE
from attendance.register.domain.confirmation import Confirmation
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.mark import Mark
from attendance.register.messaging.mark_batches import MarkBatches
from attendance.rules.application.show_signals import list_signals
from attendance.rules.domain.signal import Signal, SignalFilter
from attendance.testing.factories import NOW, PUPIL, SCHOOL, YEAR
from attendance.unit_of_work import AttendanceUnitOfWork
from attendance.use_cases import UseCases, use_cases_of
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.ids import new_id
from shared.testing.clock import FixedClock


@dataclass
class Told:
    """One event in the outbox."""

    type: str
    key: str
    sequence: int
    correlation_id: str
    data: dict[str, Any]


class Harness:
    """The use cases, each in a transaction of its own, with choices that a test can change."""

    def __init__(self, engine: AsyncEngine, keep_school_years: int = 5) -> None:
        self.engine = engine
        self.clock = FixedClock(NOW)
        self.codes = CODE_TABLE
        self.mass_cause: MassCause | None = None
        self.keep_school_years = keep_school_years
        self.units = UnitOfWorkFactory(
            AttendanceUnitOfWork, engine, source="/attendance", clock=self.clock, to_outgoing=to_outgoing
        )

    @property
    def use_cases(self) -> UseCases:
        """With the choices as they are now."""
        return use_cases_of(
            clock=self.clock,
            new_id=new_id,
            codes=self.codes,
            keep_school_years=self.keep_school_years,
            mass_cause=self.mass_cause,
        )

    async def record(self, *marks: Mark) -> list[Result]:
        async with self.units() as uow:
            return await self.use_cases.record_marks(uow, marks)

    async def outcomes(self, *marks: Mark) -> list[str]:
        return [result.outcome.value for result in await self.record(*marks)]

    async def enrol(self, *reports: EnrolmentReport) -> list[Result]:
        async with self.units() as uow:
            return await self.use_cases.apply_enrolments(uow, reports)

    async def set_calendar(self, calendar: SchoolCalendar, expected_version: int | None = None) -> SchoolCalendar:
        async with self.units() as uow:
            return await self.use_cases.change_calendar(uow, calendar, expected_version)

    async def attendance(self, school: str = SCHOOL, pupil: str = PUPIL, year: SchoolYear = YEAR) -> Attendance:
        async with self.units() as uow:
            return await show_attendance(uow, school, pupil, school_year=year)

    async def signals(self, status: str | None = "standing") -> Sequence[Signal]:
        async with self.units() as uow:
            return await list_signals(uow, SignalFilter(status=status), limit=1000)

    async def standing(self) -> list[int]:
        return sorted(signal.level for signal in await self.signals())

    def hold_groups(self, smallest: int | None, share: str = "1") -> None:
        """From here on ask about groups of this size, or about none."""
        self.mass_cause = None if smallest is None else MassCause(smallest, Decimal(share))

    async def settle(self) -> None:
        """What the service does when it starts, perhaps with other settings."""
        async with self.units() as uow:
            await settle_open_questions(
                uow,
                mass_cause=self.mass_cause,
                clock=self.clock,
                new_id=new_id,
                consequences=self.use_cases.consequences,
            )

    async def questions(self, status: QuestionStatus | None = QuestionStatus.OPEN) -> Sequence[Question]:
        async with self.units() as uow:
            return await list_questions(uow, QuestionFilter(status=status), limit=1000)

    async def answer(self, question_id: UUID, answer: Answer, reason: str = "staking") -> Question:
        given = GivenAnswer(answer, reason, "caseworker-1", self.clock.now())
        async with self.units() as uow:
            return await self.use_cases.answer_question(uow, question_id, given)

    async def confirm(self, *half_days: tuple[date, HalfDay], school: str = SCHOOL) -> list[Result]:
        confirmations = [Confirmation(school, *half_day, self.clock.now()) for half_day in half_days]
        async with self.units() as uow:
            return await self.use_cases.confirm_half_days(uow, confirmations)

    async def watch(self, *, waiting: bool = False) -> None:
        """Look for silent schools once; `waiting` says whether marks wait to be read."""

        async def caught_up() -> bool:
            return not waiting

        listening = Listening(self.clock, new_id, grace=1, keeps_last_year=self.keep_school_years > 0)
        await watch_feeds(self.units, caught_up=caught_up, listening=listening)

    async def settle_withdrawals(self) -> None:
        await settle_withdrawals(self.units, apply_enrolments=self.use_cases.apply_enrolments)

    @property
    def mark_batches(self) -> MarkBatches:
        """What reads and records marks that come over Kafka."""
        record, confirm = self.use_cases.record_marks, self.use_cases.confirm_half_days
        return MarkBatches(clock=self.clock, codes=self.codes, record_marks=record, confirm_half_days=confirm)

    async def silences(self, status: str | None = "open") -> Sequence[Silence]:
        async with self.units() as uow:
            return await list_silences(uow, SilenceFilter(status=status), limit=1000)

    async def told(self, suffix: str = "") -> list[Told]:
        """What was told to others, in order; only types that contain `suffix`."""
        async with self.engine.connect() as connection:
            rows = await connection.execute(
                text("SELECT event_type, key, sequence, correlation_id, data FROM outbox ORDER BY position")
            )
            told = [
                Told(_short(kind), key, sequence, story, orjson.loads(data))
                for kind, key, sequence, story, data in rows
            ]
        return [event for event in told if suffix in event.type]

    async def rows(self, query: str) -> Sequence[Any]:
        async with self.engine.connect() as connection:
            return (await connection.execute(text(query))).all()


def _short(kind: str) -> str:
    return kind.removeprefix("be.flankerend.attendance.").removesuffix(".v1")
