"""What `GET /pupils/{school}/{pupil}/attendance` answers."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field, TypeAdapter

from attendance.mass_causes.domain.holding import Held
from attendance.pupils.domain.attendance import Attendance, Provisional
from attendance.pupils.domain.kept_mark import KeptMark
from attendance.register.api.answers import DESCRIBED
from attendance.register.domain.compulsory_age import CompulsoryAge
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay

_REASON_OF_PENDING = "no-enrolment"


class HalfDayCountsAnswer(BaseModel):
    """Half days of this register by what they are."""

    model_config = DESCRIBED

    problematic: int
    """Unjustified absences (code B)."""
    justified: int
    """Justified absences."""
    present: int
    """Present."""
    late: int
    """Present, but late."""
    unknown: int
    """Neither absent nor present until the school says."""


class HalfDayAnswer(BaseModel):
    """A half day as the register has it."""

    model_config = DESCRIBED

    date: date
    """The day."""
    half_day: HalfDay
    """Morning or afternoon."""
    status: Status
    """What it is, without the school's reason."""
    recorded_at: datetime
    """When the school recorded it."""
    event_id: str
    """The event it came with."""
    held_by: UUID | None = None
    """The question about a whole class or school by which no rule counts it (`GET /questions/{id}`)."""


_HALF_DAYS = TypeAdapter(list[HalfDayAnswer])


class NotCountedAnswer(BaseModel):
    """A half day that does not count (yet)."""

    model_config = DESCRIBED

    date: date
    """The day."""
    half_day: HalfDay
    """Morning or afternoon."""
    recorded_at: datetime
    """When the school recorded it."""
    event_id: str
    """The event it came with."""
    reason: str = Field(examples=["no-enrolment", "outside-calendar"])
    """Why it does not count."""

    @classmethod
    def of(cls, mark: KeptMark, reason: str | None = None) -> "NotCountedAnswer":
        return cls(
            date=mark.date,
            half_day=mark.half_day,
            recorded_at=mark.recorded_at,
            event_id=mark.event_id,
            reason=reason or str(mark.verdict),
        )


class CompulsoryEducationAnswer(BaseModel):
    """The days of compulsory age (*leerplicht*)."""

    model_config = DESCRIBED

    from_: date | None = Field(alias="from")
    """The first day; null when it is not known."""
    until: date | None
    """The last day, included; null when it is not known."""
    part_time_from: list[date] = Field(examples=[["2026-03-04", "2027-03-04"]])
    """Days from which it may be part-time, at 15 or 16; for information only, nothing follows from them."""

    @classmethod
    def of(cls, age: CompulsoryAge) -> "CompulsoryEducationAnswer":
        return cls.model_validate(
            {"from": age.days.first, "until": age.days.last, "part_time_from": list(age.part_time_from)}
        )


class LevelAndCountAnswer(BaseModel):
    """What a CLB contact sees of a pupil."""

    model_config = DESCRIBED

    school: str
    """Institution number of the school."""
    pupil: str
    """The school's register number of the pupil."""
    person_id: UUID | None
    """The person, over all schools; null for a pupil with pending marks only."""
    school_year: str = Field(examples=["2026-2027"])
    """The school year."""
    person_count: int
    """Problematic half days of the person over all schools."""
    levels_reached: list[int] = Field(examples=[[5, 10]])
    """The levels that stand."""

    @classmethod
    def of(cls, attendance: Attendance) -> "LevelAndCountAnswer":
        return cls(
            school=attendance.school,
            pupil=attendance.pupil,
            person_id=attendance.person_id,
            school_year=str(attendance.school_year),
            person_count=attendance.person_count,
            levels_reached=list(attendance.levels_reached),
        )


class AttendanceAnswer(LevelAndCountAnswer):
    """A pupil's attendance at one school in one school year."""

    counts: HalfDayCountsAnswer
    """This register's half days."""
    planned_half_days: int
    """Half days on which the pupil is enrolled, up to and with the date of that school's newest mark."""
    rate: float | None = Field(examples=[0.95])
    """Share of the planned, resolved half days on which the pupil was present; null when nothing is planned."""
    provisional: bool
    """Whether the counts are known to be incomplete."""
    provisional_because: list[Provisional]
    """Why: marks wait for an enrolment, half days for an answer about a mass cause, or the school is silent."""
    compulsory: CompulsoryEducationAnswer | None
    """From when until when the person is of compulsory age; null while no birth date is known."""
    half_days: list[HalfDayAnswer]
    """What counts."""
    pending: list[NotCountedAnswer]
    """What waits for an enrolment."""
    rejected: list[NotCountedAnswer]
    """What does not count."""

    @classmethod
    def of(cls, attendance: Attendance) -> "AttendanceAnswer":
        return cls(
            **LevelAndCountAnswer.of(attendance).model_dump(),
            counts=HalfDayCountsAnswer(**{str(status): number for status, number in attendance.counts.items()}),
            planned_half_days=attendance.planned_half_days,
            rate=attendance.rate,
            provisional=attendance.provisional,
            provisional_because=list(attendance.provisional_because),
            compulsory=CompulsoryEducationAnswer.of(attendance.compulsory) if attendance.compulsory else None,
            half_days=_half_days(attendance.half_days, attendance.held),
            pending=[NotCountedAnswer.of(mark, _REASON_OF_PENDING) for mark in attendance.pending],
            rejected=[NotCountedAnswer.of(mark) for mark in attendance.rejected],
        )


def _half_days(marks: Iterable[KeptMark], held: Mapping[tuple[date, HalfDay], Held]) -> list[HalfDayAnswer]:
    # All at once, which takes half the time of one by one: there can be hundreds.
    return _HALF_DAYS.validate_python(
        [
            {
                "date": day,
                "half_day": half_day,
                "status": status,
                "recorded_at": recorded_at,
                "event_id": event_id,
                "held_by": held[day, half_day].question_id if (day, half_day) in held else None,
            }
            for day, half_day, status, recorded_at, event_id, _ in marks
        ]
    )
