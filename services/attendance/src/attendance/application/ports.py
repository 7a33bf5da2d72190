"""What the use cases need of storage and of the unit of work; `attendance.storage` is what they get."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from attendance.application.early_ports import EarlySignals
from attendance.application.export_ports import Exports
from attendance.application.figure_ports import Figures
from attendance.application.guard_ports import Classes, Feeds, Questions
from attendance.application.list_ports import FoundPupilOfSchool, PupilFilter, UnsettledFilter, UnsettledMark
from attendance.application.participation_ports import ParticipationFigures
from attendance.application.residents.ports import EnrolmentGaps, Residents
from attendance.domain.compulsory_age import CompulsoryAge
from attendance.domain.enrolment import EducationLevel
from attendance.domain.mark import FinalRejection, Key, Mark, Verdict
from attendance.domain.person import Identities, Person, Register
from attendance.domain.planned_half_days import Expectation
from attendance.domain.registration import Registration
from attendance.domain.rules.occurrences import KnownHalfDay
from attendance.domain.rules.rule import PROBLEMATIC_HALF_DAYS, LevelRule
from attendance.domain.rules.timetable import ExpectedAt
from attendance.domain.signal import CountedHalfDay, Signal
from attendance.domain.status import Status
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear

Cause = Any
"""The envelope of the event that caused something, or None; handed on unread."""


class Rejected(NamedTuple):
    """A mark that was rejected for good."""

    pupil_id: int
    mark: Mark
    reason: FinalRejection


class WrittenMark(NamedTuple):
    """One half day around a write: `before` is None when there was no mark yet.

    `person_id` is None for a pupil without enrolment. `written` is false when the register had a newer mark (or this
    very one), which stays. `gained`: what it says counts for some rule and is new; `lost`: what it replaced counted.
    """

    person_id: UUID | None
    before: Status | None
    after: Status
    verdict: Verdict
    school_year: int
    written: bool
    gained: bool = False
    lost: bool = False


class KeptMark(NamedTuple):
    """A mark of the register as it stands. A final rejection has its reason instead of a status."""

    date: date
    half_day: HalfDay
    status: Status
    recorded_at: datetime
    event_id: str
    verdict: Verdict | FinalRejection


class FoundPupil(NamedTuple):
    """A pupil of the register. `person_id` is None for one that was never enrolled.

    `newest_mark` is the date of the newest mark of its school. What comes after it says what there is to ask further:
    of most pupils nothing.
    """

    pupil_id: int
    person_id: UUID | None
    expectation: Expectation
    compulsory: CompulsoryAge | None
    newest_mark: date | None
    school_has_calendars: bool
    school_is_silent: bool
    has_held: bool


class PupilYear(NamedTuple):
    """A pupil with all its marks of a school year, in order, and the count and standing levels of its person."""

    pupil: FoundPupil
    marks: list[KeptMark]
    person_count: int
    levels: tuple[int, ...]


class MarkThen(NamedTuple):
    """A mark as the register had it at a time, not judged."""

    pupil_id: int
    date: date
    half_day: HalfDay
    status: Status
    recorded_at: datetime
    event_id: str


class StandingLevel(NamedTuple):
    """A level with a standing signal. `shadow`: nobody was told."""

    rule: str
    level: int
    shadow: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """A person's problematic half days in one school year, and the levels with a standing signal."""

    person_id: UUID
    school_year: SchoolYear
    count: int
    standing: tuple[StandingLevel, ...]

    def levels_of(self, rule: str = PROBLEMATIC_HALF_DAYS, *, shadow: bool = False) -> tuple[int, ...]:
        """The levels of one rule with a standing signal, lowest first."""
        return tuple(sorted(each.level for each in self.standing if (each.rule, each.shadow) == (rule, shadow)))


class Evidence(NamedTuple):
    """What a person's count in one school year rests on; `transferred` are (last day, number)."""

    half_days: tuple[CountedHalfDay, ...]
    transferred: tuple[tuple[date, int], ...]


class PersonsPage(NamedTuple):
    """Some persons by id: those with anything to count, and the last one looked at (None: there are no more)."""

    persons: list[UUID]
    last: UUID | None


class JudgedHalfDay(NamedTuple):
    """What the calendars of a school say of a half day: its school year (the year it starts in), and whether in it."""

    date: date
    half_day: HalfDay
    school_year: int
    inside: bool


class SignalFilter(NamedTuple):
    """Which signals to list. `schools` None is all schools; `status` is `standing` or `withdrawn`."""

    person_id: UUID | None = None
    school: str | None = None
    status: str | None = None
    level: int | None = None
    schools: frozenset[str] | None = None
    rule: str | None = None


PupilKey = tuple[str, str]
"""School and register number."""

PersonYear = tuple[UUID, int]
"""A person and the year in which the school year starts."""


class RegisterLock(Protocol):
    """Keeps enrolments and calendars from changing under marks that are judged by them, until the transaction ends.

    Whoever records marks shares it; whoever changes what they are judged by holds it alone.
    """

    async def share(self) -> None: ...
    async def hold(self) -> None: ...


class Pupils(Protocol):
    """Register numbers and the short ids that stand for them."""

    async def ids_of(self, keys: Collection[PupilKey]) -> dict[PupilKey, int]: ...
    async def find(self, school: str, pupil: str) -> FoundPupil | None: ...
    async def expected(self, school: str) -> dict[int, Expectation]: ...
    async def of_school(self, school: str) -> Sequence[int]: ...
    async def persons_of(self, pupil_ids: Collection[int]) -> dict[int, UUID]: ...
    async def registers_of(self, person_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Register]]: ...
    async def list(self, wanted: PupilFilter, after: PupilKey | None, limit: int) -> Sequence[FoundPupilOfSchool]: ...


class PupilYears(Protocol):
    """Pupils with their marks of a school year."""

    async def find(self, school: str, pupil: str, school_year: SchoolYear) -> PupilYear | None: ...


class Marks(Protocol):
    """The register of half days."""

    async def write(
        self, marks: Sequence[Mark], school_years: Sequence[int | None], at: datetime
    ) -> dict[Key, WrittenMark]: ...
    async def keep_rejected(self, rejected: Sequence[Rejected], at: datetime) -> None: ...
    async def newest_date(self, school: str) -> date | None: ...
    async def note_newest(self, dates: Mapping[str, date]) -> None: ...
    async def find_newest(self, school: str) -> None: ...
    async def close(self, half_days: Mapping[int, Collection[tuple[date, HalfDay]]]) -> None: ...
    async def judge_enrolment(self, pupil_ids: Collection[int]) -> None: ...
    async def judge_calendar(self, school: str, days: Sequence[JudgedHalfDay]) -> set[int]: ...
    async def unsettled(
        self, wanted: UnsettledFilter, after: tuple[Any, ...] | None, limit: int
    ) -> Sequence[UnsettledMark]: ...


class Registrations(Protocol):
    """Enrolments and withdrawals per pupil."""

    async def load(self, pupil_ids: Collection[int]) -> dict[int, Registration]: ...
    async def load_then(self, pupil_ids: Collection[int], at: datetime) -> dict[int, Registration]: ...
    async def waiting(self) -> Sequence[int]: ...
    async def taught_at(self, school: str, school_year: SchoolYear) -> set[tuple[EducationLevel, str | None]]: ...
    async def save(self, registrations: Mapping[int, Registration], at: datetime) -> None: ...


class Persons(Protocol):
    """Persons, and which registrations are theirs."""

    async def lock(self, person_ids: Collection[UUID]) -> None: ...
    async def identities(
        self, pupil_ids: Collection[int], keys: Collection[bytes], new_id: Callable[[], UUID]
    ) -> Identities: ...
    async def save_identities(self, identities: Identities, at: datetime) -> None: ...
    async def save(self, persons: Sequence[Person]) -> set[UUID]: ...


class Counts(Protocol):
    """What the stored marks add up to."""

    async def tallies(self, person_ids: Collection[UUID]) -> list[Tally]: ...
    async def evidence(self, wanted: Collection[PersonYear]) -> dict[PersonYear, Evidence]: ...
    async def counting_since(
        self, school_year: SchoolYear, statuses: Collection[Status], after: UUID | None, size: int
    ) -> PersonsPage: ...


class HalfDays(Protocol):
    """Each half day of persons, for rules that look at them."""

    async def of_persons(
        self, person_ids: Collection[UUID], statuses: Collection[Status], since: SchoolYear, *, with_levels: bool
    ) -> dict[UUID, list[KnownHalfDay]]: ...
    async def expected(self, person_ids: Collection[UUID]) -> dict[UUID, list[ExpectedAt]]: ...
    async def persons_at(self, school: str, statuses: Collection[Status]) -> list[UUID]: ...


class Signals(Protocol):
    """What was concluded."""

    async def add(self, signals: Sequence[tuple[Signal, int]]) -> None: ...
    async def withdraw(self, signal_ids: Collection[UUID], at: datetime) -> None: ...
    async def standing_of(self, person_ids: Collection[UUID]) -> Sequence[Signal]: ...
    async def follow_pupils(self, pupil_ids: Collection[int]) -> None: ...
    async def get(self, signal_id: UUID) -> Signal | None: ...
    async def list(self, wanted: SignalFilter, after: UUID | None, limit: int) -> Sequence[Signal]: ...


class Calendars(Protocol):
    """Schools' own calendars."""

    async def own(self, schools: Collection[str]) -> list[SchoolCalendar]: ...
    async def own_then(self, schools: Collection[str], at: datetime) -> list[SchoolCalendar]: ...
    async def version(self, school: str, school_year: SchoolYear, version: int) -> SchoolCalendar | None: ...
    async def save(self, calendar: SchoolCalendar, at: datetime) -> None: ...


class History(Protocol):
    """What was known at a time."""

    async def heard_of(self, pupil_id: int, at: datetime) -> bool: ...
    async def marks(self, pupil_ids: Collection[int], first: date, last: date, at: datetime) -> list[MarkThen]: ...
    async def rejected(
        self, pupil_id: int, school_year: SchoolYear, at: datetime
    ) -> list[tuple[MarkThen, FinalRejection]]: ...
    async def persons(self, pupil_id: int, at: datetime) -> dict[int, UUID]: ...
    async def levels(self, pupil_ids: Collection[int], school_year: SchoolYear, at: datetime) -> tuple[int, ...]: ...
    async def half_days_marked(self, school: str, first: date, at: datetime) -> list[tuple[date, HalfDay]]: ...


class Rules(Protocol):
    """The versions of the rules."""

    async def all(self) -> list[LevelRule]: ...
    async def live(self) -> list[LevelRule]: ...
    async def add(self, rule: LevelRule, at: datetime) -> None: ...


class AttendanceUnit(Protocol):
    """One transaction on the register; events added are sent when it commits."""

    @property
    def lock(self) -> RegisterLock: ...
    @property
    def pupils(self) -> Pupils: ...
    @property
    def pupil_years(self) -> PupilYears: ...
    @property
    def marks(self) -> Marks: ...
    @property
    def registrations(self) -> Registrations: ...
    @property
    def persons(self) -> Persons: ...
    @property
    def counts(self) -> Counts: ...
    @property
    def signals(self) -> Signals: ...
    @property
    def shadow_signals(self) -> Signals: ...
    @property
    def half_days(self) -> HalfDays: ...
    @property
    def calendars(self) -> Calendars: ...
    @property
    def history(self) -> History: ...
    @property
    def exports(self) -> Exports: ...
    @property
    def rules(self) -> Rules: ...
    @property
    def figures(self) -> Figures: ...
    @property
    def participation(self) -> ParticipationFigures: ...
    @property
    def residents(self) -> Residents: ...
    @property
    def enrolment_gaps(self) -> EnrolmentGaps: ...
    @property
    def classes(self) -> Classes: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def feeds(self) -> Feeds: ...
    @property
    def early_signals(self) -> EarlySignals: ...
    def add(self, *events: Any, caused_by: Cause = None) -> None: ...
    def log(self, event: str, **fields: Any) -> None: ...
