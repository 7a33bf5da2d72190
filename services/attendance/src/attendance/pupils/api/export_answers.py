"""What `GET /pupils/{school}/{pupil}/export` answers. Nothing in it says who the pupil is."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from attendance.pupils.api.attendance_answers import HalfDayCountsAnswer
from attendance.pupils.api.case_answers import CaseDaysAnswer, WatchAnswer
from attendance.pupils.application.export_pupil import Export, ExportedRegister
from attendance.pupils.domain.export import (
    ExportedAssumption,
    ExportedEnrolment,
    ExportedMark,
    ExportedWithdrawal,
    Known,
)
from attendance.register.api.answers import DESCRIBED
from attendance.register.api.rights import Sight
from attendance.register.domain.period import Period
from attendance.register.domain.status import Status
from attendance.rules.api.rule_bodies import RuleAnswer
from attendance.rules.api.signal_answers import LevelSignalAnswer, SignalAnswer, signal_answer
from shared.domain.half_days import HalfDay


class DaysAnswer(BaseModel):
    """A stretch of days."""

    model_config = DESCRIBED

    from_: date | None = Field(alias="from")
    """First day; null without a first day."""
    until: date | None
    """Last day, included; null while there is no last day."""

    @classmethod
    def of(cls, period: Period) -> "DaysAnswer":
        return cls.model_validate({"from": period.first, "until": period.last})


class ReportedAnswer(BaseModel):
    """When a school recorded something, and from when until when the system held it for true."""

    model_config = DESCRIBED

    recorded_at: datetime
    """When the school recorded it."""
    known_since: datetime | None
    """When the system learned it; null where that was not kept."""
    known_until: datetime | None
    """When something else took its place; null while it holds."""


class MarkAnswer(ReportedAnswer):
    """A mark, present or replaced."""

    date: date
    """The day."""
    half_day: HalfDay
    """Morning or afternoon."""
    status: Status
    """What it says, without the school's reason."""
    event_id: str
    """The event it came with."""
    verdict: str | None = Field(examples=["counted", "not-enrolled", "outside-calendar", "date-after-today"])
    """Whether it counts, and why not; null of a replaced one."""
    held_by: UUID | None
    """The question about a whole class or school by which no rule counts it."""

    @classmethod
    def of(cls, mark: ExportedMark) -> "MarkAnswer":
        return cls(
            date=mark.date,
            half_day=mark.half_day,
            status=mark.status,
            event_id=mark.event_id,
            recorded_at=mark.recorded_at,
            verdict=None if mark.verdict is None else str(mark.verdict),
            held_by=mark.held_by,
            **_of(mark.known),
        )


class TransferredAnswer(BaseModel):
    """The count of a school outside the system."""

    model_config = DESCRIBED

    problematic: int
    """Problematic half days."""
    until: date
    """Last day it covers."""


class EnrolmentAnswer(ReportedAnswer):
    """An enrolment."""

    valid_from: date
    """First day; the latest one known of a day holds until the next one begins."""
    level: str
    """Level of education."""
    class_: str | None = Field(alias="class")
    """Class."""
    structure: str | None
    """Main structure of education."""
    site: str | None
    """The school's site."""
    transferred: TransferredAnswer | None
    """The count a school outside the system passed on."""
    event_id: str
    """The event it came with."""

    @classmethod
    def of(cls, enrolment: ExportedEnrolment) -> "EnrolmentAnswer":
        fields = enrolment._asdict()
        transferred = {"problematic": fields.pop("transferred_problematic"), "until": fields.pop("transferred_until")}
        fields["class"] = fields.pop("class_name")
        known_period = _of(fields.pop("known"))
        return cls.model_validate(
            fields | known_period | {"transferred": transferred if transferred["until"] else None}
        )


class WithdrawalAnswer(ReportedAnswer):
    """A withdrawal."""

    valid_until: date | None
    """Last day; null takes the withdrawal before it back."""
    event_id: str
    """The event it came with."""

    @classmethod
    def of(cls, withdrawal: ExportedWithdrawal) -> "WithdrawalAnswer":
        fields = withdrawal._asdict()
        return cls.model_validate(fields | _of(fields.pop("known")))


class AssumptionAnswer(ReportedAnswer):
    """An enrolment that an import assumed."""

    from_: date = Field(alias="from")
    """First day."""
    until: date
    """Last day, included."""
    level: str
    """Level of education."""

    @classmethod
    def of(cls, assumed: ExportedAssumption) -> "AssumptionAnswer":
        days = {"from": assumed.first, "until": assumed.last}
        report = {"level": assumed.level, "recorded_at": assumed.recorded_at}
        return cls.model_validate(days | report | _of(assumed.known))


class PlannedHalfDayAnswer(BaseModel):
    """A half day with lessons."""

    model_config = DESCRIBED

    date: date
    """The day."""
    half_day: HalfDay
    """Morning or afternoon."""


class RegisterAnswer(BaseModel):
    """What one school keeps of the person."""

    model_config = DESCRIBED

    school: str
    """Institution number of the school."""
    pupil: str
    """The school's register number of the pupil."""
    calendar_version: int
    """Version of the school's calendar, 0 for the Flemish one."""
    half_days: list[PlannedHalfDayAnswer]
    """The half days of the school year with lessons for this pupil, closures of its site left out."""
    enrolled: list[DaysAnswer]
    """The days of enrolment, as they follow from what was reported."""
    enrolments: list[EnrolmentAnswer]
    """Enrolments as reported, also replaced enrolments."""
    withdrawals: list[WithdrawalAnswer]
    """Withdrawals as reported."""
    assumed: list[AssumptionAnswer]
    """Enrolments that imports assumed; they fill gaps."""
    marks: list[MarkAnswer]
    """All marks from July before the school year on, also replaced and rejected marks."""

    @classmethod
    def of(cls, register: ExportedRegister) -> "RegisterAnswer":
        return cls(
            school=register.school,
            pupil=register.pupil,
            calendar_version=register.calendar_version,
            half_days=[PlannedHalfDayAnswer(date=day, half_day=half_day) for day, half_day in register.half_days],
            enrolled=[DaysAnswer.of(period) for period in register.enrolled],
            enrolments=[EnrolmentAnswer.of(enrolment) for enrolment in register.reports.enrolments],
            withdrawals=[WithdrawalAnswer.of(withdrawal) for withdrawal in register.reports.withdrawals],
            assumed=[AssumptionAnswer.of(assumption) for assumption in register.reports.assumed],
            marks=[MarkAnswer.of(mark) for mark in register.marks],
        )


class ResultAnswer(BaseModel):
    """What the service makes of it."""

    model_config = DESCRIBED

    counts: HalfDayCountsAnswer
    """Half days of the pupil's own register."""
    person_count: int
    """Problematic half days over all schools."""
    levels_reached: list[int]
    """The levels that stand."""


class ExportAnswer(BaseModel):
    """Everything a pupil's count and levels rest on, and what the service makes of it."""

    model_config = DESCRIBED

    school: str
    """Institution number of the school."""
    pupil: str
    """The school's register number of the pupil."""
    person_id: UUID | None
    """The person; null for a pupil who was never enrolled."""
    school_year: str = Field(examples=["2026-2027"])
    """The school year."""
    exported_at: datetime
    """When this was the state of the register."""
    complete: bool
    """Whether everything is here; otherwise other schools of the person keep registers the caller may not see."""
    compulsory: DaysAnswer | None
    """The days of compulsory age; null without a birth date, when every day counts."""
    registers: list[RegisterAnswer]
    """What each school keeps of the person."""
    rules: list[RuleAnswer]
    """Every version of the rules that is meant for this school year."""
    signals: list[SignalAnswer | LevelSignalAnswer]
    """What was concluded about the school year, withdrawn signals included."""
    result: ResultAnswer
    """What to compare with."""
    watches: list[WatchAnswer] | None
    """What casework asked to watch, of any school year; null for a caller who does not see every school."""
    cases: list[CaseDaysAnswer] | None
    """The days of the person's cases, of any school year; null for a caller who does not see every school."""

    @classmethod
    def seen_by(cls, sight: Sight, export: Export, at: datetime) -> "ExportAnswer":
        """The export as this caller may have it."""
        shown = export.attendance
        return cls(
            school=shown.school,
            pupil=shown.pupil,
            person_id=shown.person_id,
            school_year=str(shown.school_year),
            exported_at=at,
            complete=export.withheld == 0,
            compulsory=DaysAnswer.of(shown.compulsory.days) if shown.compulsory else None,
            registers=[RegisterAnswer.of(register) for register in export.registers],
            rules=[RuleAnswer.of(rule) for rule in export.rules],
            signals=[signal_answer(sight, signal) for signal in export.signals if sight.sees(signal.school)],
            result=ResultAnswer(
                counts=HalfDayCountsAnswer(**{str(status): number for status, number in shown.counts.items()}),
                person_count=shown.person_count,
                levels_reached=list(shown.levels_reached),
            ),
            watches=[WatchAnswer.of(watch) for watch in export.watches] if sight.whole is None else None,
            cases=[CaseDaysAnswer.of(case) for case in export.cases] if sight.whole is None else None,
        )


def _of(known_period: Known) -> dict[str, datetime | None]:
    return {"known_since": known_period.since, "known_until": known_period.until}
