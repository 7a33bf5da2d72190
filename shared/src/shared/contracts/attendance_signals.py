"""Stream `attendance.signals.v1`: what attendance concludes about a person, or about a school that fell silent."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.contract import Contract
from shared.contracts.counted_half_day import CountedHalfDay
from shared.contracts.fields import Count, Flag, Level, PupilNumber, SchoolNumber, SchoolYearLabel, Share, Slug, Version
from shared.contracts.moments import IsoDate, Time
from shared.contracts.vocabulary import EducationLevel, QuestionReply
from shared.contracts.watch_criterion import WatchCriterion
from shared.domain.half_days import HalfDay

TOPIC = "attendance.signals.v1"


class Signal(Contract):
    """What every signal about a person says."""

    signal_id: UUID
    """The signal; a level that is reached again after a withdrawal is a new signal."""
    person_id: UUID
    """The person, over all schools."""
    school: SchoolNumber
    """Of a level the school of the newest enrolment on the day it was reached; without such an enrolment, of the
    enrolment that ended last."""
    pupil: PupilNumber
    """Register number at that school."""
    level_of_education: EducationLevel
    """Level of education of that enrolment."""
    school_year: SchoolYearLabel
    """The school year counted."""
    rule: Slug
    """The rule that concluded it."""
    rule_version: Version
    """That rule's version."""


class _LevelSignal(Signal):
    level: Level
    """The level: 5, 10, 15 or 30 problematic half days by the usual rule; by another it may be in hours or days."""
    count: Count
    """Half days it rests on when this was concluded: by the usual rule all problematic half days of the school year."""
    reached_on: IsoDate
    """Date of the half day that completed the level."""
    half_days: tuple[CountedHalfDay, ...]
    """What was counted; fewer than `count` when a school outside the system passed on a count."""
    truancy: Flag = True
    """Whether the rule counts problematic half days only. Else it is no ground for a truancy case, and no half day is
    named: reasons for absence stay where they are."""


class LevelReached(_LevelSignal):
    """A person's problematic half days of a school year reached a level."""

    event_type: ClassVar[str] = "be.flankerend.attendance.level-reached.v1"
    topic: ClassVar[str] = TOPIC


class LevelWithdrawn(_LevelSignal):
    """A level no longer holds after a correction; `signal_id` is that of the level-reached it takes back."""

    event_type: ClassVar[str] = "be.flankerend.attendance.level-withdrawn.v1"
    topic: ClassVar[str] = TOPIC


class AttendanceDropped(Signal):
    """An early signal: a pupil's attendance is well below what it usually is or has to be. No legal term and no level.

    `school` and `pupil` are those of the register looked at. That the signal holds no more is not told.
    """

    event_type: ClassVar[str] = "be.flankerend.attendance.attendance-dropped.v1"
    topic: ClassVar[str] = TOPIC

    period_from: IsoDate
    """First day of the period looked at."""
    period_until: IsoDate
    """Last day of the period looked at."""
    rate: Share
    """Share of planned half days attended in the period."""
    usual_rate: Share
    """The share the rule compared it with."""
    kind: Slug | None = None
    """What stands out: `attendance-drop`, `same-half-day` or `toddler-at-risk`."""


class FeedSilent(Contract):
    """A school that used to send marks sent no marks for a number of school days; once per silence."""

    event_type: ClassVar[str] = "be.flankerend.attendance.feed-silent.v1"
    topic: ClassVar[str] = TOPIC

    school: SchoolNumber
    """Institution number of the school."""
    school_year: SchoolYearLabel
    """The school year of the silence."""
    last_recorded_at: Time | None
    """When the school recorded its last mark; null when there never was one."""
    school_days: Count
    """School days without a mark, when this was concluded."""
    concluded_at: Time
    """When this was concluded."""
    silence_id: UUID | None = None
    """The silence; a feed-heard with the same one ends it."""
    silent_from: IsoDate | None = None
    """The first day about which the school sent nothing."""


class FeedHeard(Contract):
    """A silence has ended: something is known of each of its half days, or nothing is expected of them any more."""

    event_type: ClassVar[str] = "be.flankerend.attendance.feed-heard.v1"
    topic: ClassVar[str] = TOPIC

    silence_id: UUID
    """The silence that has ended."""
    school: SchoolNumber
    """Institution number of the school."""
    school_year: SchoolYearLabel
    """The school year of the silence."""
    concluded_at: Time
    """When this was concluded."""


class _ClassQuestion(Contract):
    question_id: UUID
    """The question."""
    school: SchoolNumber
    """Institution number of the school."""
    school_year: SchoolYearLabel
    """The school year of the half day."""
    date: IsoDate
    """The day on which the whole group was absent."""
    half_day: HalfDay
    """Morning or afternoon."""


class QuestionAsked(_ClassQuestion):
    """A class or school was wholly problematic absent on a half day: a person is asked whether that counts.

    The same question is asked again when it lapsed before, and the group is wholly absent once more.
    """

    event_type: ClassVar[str] = "be.flankerend.attendance.question-asked.v1"
    topic: ClassVar[str] = TOPIC

    asked_at: Time
    """When it was first asked."""


class QuestionAnswered(_ClassQuestion):
    """A question waits for an answer no more: somebody answered it, for the first time or anew, or it lapsed."""

    event_type: ClassVar[str] = "be.flankerend.attendance.question-answered.v1"
    topic: ClassVar[str] = TOPIC

    answer: QuestionReply | None
    """What was said; null when the question lapsed, because the group is no longer wholly absent."""


class _EnrolmentSignal(Contract):
    signal_id: UUID
    """The signal; a child that is missing again after it was found is a new one."""
    person_id: UUID
    """The child."""
    school_year: SchoolYearLabel
    """The school year of the control of compulsory education (leerplichtcontrole)."""
    reference_date: IsoDate
    """The reference date of the list the child was on then."""


class EnrolmentMissing(_EnrolmentSignal):
    """Of a resident child of compulsory age no enrolment is known on the reference date or later in the school year.

    No proof that the child is at no school: it may be at a school that reports nothing here, in home education, or
    exempted.
    """

    event_type: ClassVar[str] = "be.flankerend.attendance.enrolment-missing.v1"
    topic: ClassVar[str] = TOPIC


class EnrolmentFound(_EnrolmentSignal):
    """An enrolment is known after all, or the child is not of compulsory age; takes back the enrolment-missing."""

    event_type: ClassVar[str] = "be.flankerend.attendance.enrolment-found.v1"
    topic: ClassVar[str] = TOPIC


class _WatchSignal(Contract):
    case_id: UUID
    """The case that asked for the watch."""
    person_id: UUID
    """The person who is watched, as the person is by now."""
    criterion: WatchCriterion
    """The criterion that decided it."""
    since: IsoDate
    """Since which day."""
    asked_on: IsoDate | None = None
    """The day on which the watch was asked that this answers."""


class WatchMet(_WatchSignal):
    """What a case asked to be watched held for the whole of its term: `since` is the last day of the longest term.

    Everything is known of the term by now. At most once per watch; a watch-broken may follow when a mark comes late.
    """

    event_type: ClassVar[str] = "be.flankerend.attendance.watch-met.v1"
    topic: ClassVar[str] = TOPIC


class WatchBroken(_WatchSignal):
    """What a case asked to be watched does not hold: `since` is the day of the half day that broke it.

    Final and at most once per watch: a correction afterwards takes nothing back.
    """

    event_type: ClassVar[str] = "be.flankerend.attendance.watch-broken.v1"
    topic: ClassVar[str] = TOPIC
