"""A pupil's attendance in one school year."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from attendance.mass_causes.domain.holding import Held
from attendance.pupils.domain.kept_mark import KeptMark
from attendance.register.domain.compulsory_age import CompulsoryAge
from attendance.register.domain.mark import PupilKey, Verdict
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear


class Provisional(StrEnum):
    """Why counts may still change.

    1. Marks wait for an enrolment.
    2. Half days wait for an answer about a mass cause.
    3. The school is silent about half days on which the pupil was enrolled.
    """

    MARKS_PENDING = "marks-pending"
    HALF_DAYS_HELD = "half-days-held"
    FEED_SILENT = "feed-silent"


@dataclass(frozen=True, slots=True)
class OfPerson:
    """What a person's marks at all schools add up to in one school year, the levels that stand, and its age.

    `person_id` is None for a pupil who is not enrolled; `compulsory` None where the birth date is not known.
    """

    person_id: UUID | None
    count: int
    levels: tuple[int, ...]
    compulsory: CompulsoryAge | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """One pupil at one school in one school year.

    `counts` are this register's; `person_count` are the problematic half days over all schools. `planned_half_days`
    are those of the calendar on which the pupil is enrolled, up to and with the date of the school's newest mark.
    """

    school: str
    pupil: str
    person_id: UUID | None
    school_year: SchoolYear
    counts: Mapping[Status, int]
    person_count: int
    planned_half_days: int
    levels_reached: tuple[int, ...]
    compulsory: CompulsoryAge | None
    half_days: Sequence[KeptMark]
    pending: Sequence[KeptMark]
    rejected: Sequence[KeptMark]
    held: Mapping[tuple[date, HalfDay], Held] = field(default_factory=dict)
    silent: bool = False

    @property
    def provisional_because(self) -> tuple[Provisional, ...]:
        """Why the counts are known to be incomplete; empty when they aren't."""
        reasons = {
            Provisional.MARKS_PENDING: bool(self.pending),
            Provisional.HALF_DAYS_HELD: any(held.waits for held in self.held.values()),
            Provisional.FEED_SILENT: self.silent,
        }
        return tuple(reason for reason, holds in reasons.items() if holds)

    @classmethod
    def of(
        cls,
        who: PupilKey,
        school_year: SchoolYear,
        marks: Sequence[KeptMark],
        *,
        person: OfPerson,
        planned: int,
        held: Mapping[tuple[date, HalfDay], Held],
        silent: bool = False,
    ) -> "Attendance":
        """What these marks, all of one pupil and school year, add up to; of `held` only what is among them matters."""
        counted = [mark for mark in marks if mark.verdict is Verdict.COUNTED]
        numbers = Counter(mark.status for mark in counted)
        return cls(
            school=who[0],
            pupil=who[1],
            person_id=person.person_id,
            school_year=school_year,
            counts={status: numbers[status] for status in Status},
            person_count=person.count,
            planned_half_days=planned,
            levels_reached=person.levels,
            compulsory=person.compulsory,
            half_days=counted,
            pending=[mark for mark in marks if mark.verdict is Verdict.NOT_ENROLLED],
            rejected=[mark for mark in marks if mark.verdict not in (Verdict.COUNTED, Verdict.NOT_ENROLLED)],
            held={mark[:2]: held[mark[:2]] for mark in counted if mark[:2] in held} if held else {},
            silent=silent,
        )

    @property
    def provisional(self) -> bool:
        """Whether the counts are known to be incomplete."""
        return bool(self.provisional_because)

    @property
    def rate(self) -> float | None:
        """The share of the planned half days that are resolved on which the pupil was present; None without any."""
        resolved = self.planned_half_days - self.counts[Status.UNKNOWN]
        if self.planned_half_days == 0 or resolved <= 0:
            return None
        return 1 - (self.counts[Status.PROBLEMATIC] + self.counts[Status.JUSTIFIED]) / resolved
