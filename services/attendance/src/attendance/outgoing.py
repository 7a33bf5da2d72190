"""How attendance's domain events are told: each becomes its contract."""

from collections.abc import Iterable
from functools import singledispatch
from typing import Any

from attendance.early_signals.domain.events import EarlySignalRaised
from attendance.feeds.domain.events import FeedHeard, FeedSilent
from attendance.mass_causes.domain.events import QuestionAnswered, QuestionAsked
from attendance.mass_causes.domain.mass_cause import Question
from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.events import CalendarChanged, PersonChanged, PersonMerged
from attendance.register.domain.registration import EnrolledPeriod
from attendance.residents.domain.enrolment_gap import EnrolmentGap
from attendance.residents.domain.events import EnrolmentFound, EnrolmentMissing
from attendance.rules.domain.events import LevelReached, LevelWithdrawn
from attendance.rules.domain.signal import CountedHalfDay, Signal
from attendance.watches.domain.criterion import Criterion
from attendance.watches.domain.events import WatchBroken, WatchMet
from shared.contracts import attendance_calendars as calendars
from shared.contracts import attendance_persons as persons
from shared.contracts import attendance_signals as signals
from shared.contracts import vocabulary
from shared.contracts.counted_half_day import CountedHalfDay as ToldHalfDay
from shared.contracts.figures import AttendanceFiguresPublished
from shared.contracts.watch_criterion import WatchCriterion
from shared.copies.figures import told
from shared.domain.published_figures import FiguresPublished
from shared.messaging.outbox import Outgoing, outgoing


@singledispatch
def to_outgoing(event: object) -> Outgoing:
    """The event as it is sent.

    The key is the person, of a feed or question the school, of a calendar or figure also the school year.
    """
    raise TypeError(f"{type(event).__name__} is not told to anybody")


@to_outgoing.register
def _(event: LevelReached) -> Outgoing:
    signal = event.signal
    contract = signals.LevelReached(**_of_signal(signal), count=signal.count, half_days=_told(signal, signal.half_days))
    return outgoing(contract, key=str(signal.person_id))


@to_outgoing.register
def _(event: LevelWithdrawn) -> Outgoing:
    contract = signals.LevelWithdrawn(
        **_of_signal(event.signal), count=event.count, half_days=_told(event.signal, event.half_days)
    )
    return outgoing(contract, key=str(event.signal.person_id))


@to_outgoing.register
def _(event: FiguresPublished) -> Outgoing:
    return told(event, AttendanceFiguresPublished)


@to_outgoing.register
def _(event: EarlySignalRaised) -> Outgoing:
    signal, looked_at = event.signal, event.signal.finding.looked_at
    contract = signals.AttendanceDropped(
        signal_id=signal.signal_id,
        person_id=event.person_id,
        school=event.school,
        pupil=event.pupil,
        level_of_education=vocabulary.EducationLevel(event.level_of_education),
        school_year=str(signal.school_year),
        rule=signal.kind,
        rule_version=signal.rule_version,
        kind=signal.kind,
        period_from=looked_at.first,
        period_until=looked_at.last,
        rate=looked_at.rate,
        usual_rate=signal.finding.usual_rate,
    )
    return outgoing(contract, key=str(event.person_id))


@to_outgoing.register
def _(event: PersonChanged) -> Outgoing:
    person = event.person
    contract = persons.PersonChanged(
        person_id=person.person_id,
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        enrolments=tuple(_enrolment(period) for period in person.enrolments),
    )
    return outgoing(contract, key=str(person.person_id))


@to_outgoing.register
def _(event: PersonMerged) -> Outgoing:
    contract = persons.PersonMerged(person_id=event.person_id, merged_into=event.merged_into)
    return outgoing(contract, key=str(event.person_id))


@to_outgoing.register
def _(event: CalendarChanged) -> Outgoing:
    calendar = event.calendar
    contract = calendars.CalendarChanged(
        school=str(calendar.school),
        school_year=str(calendar.school_year),
        version=calendar.version,
        base=vocabulary.CalendarSource(calendar.base),
        sessions=tuple(calendars.SessionPeriod(from_=item.from_, until=item.until) for item in calendar.sessions),
        closures=tuple(map(calendars.ClosedHalfDay.of, calendar.closures)),
        extra=tuple(map(calendars.AddedHalfDay.of, calendar.extra)),
    )
    return outgoing(contract, key=f"{contract.school}:{contract.school_year}")


@to_outgoing.register
def _(event: EnrolmentMissing) -> Outgoing:
    return outgoing(signals.EnrolmentMissing(**_of_gap(event.gap)), key=str(event.gap.person_id))


@to_outgoing.register
def _(event: EnrolmentFound) -> Outgoing:
    return outgoing(signals.EnrolmentFound(**_of_gap(event.gap)), key=str(event.gap.person_id))


@to_outgoing.register
def _(event: FeedSilent) -> Outgoing:
    silence = event.silence
    contract = signals.FeedSilent(
        school=silence.school,
        school_year=str(silence.school_year),
        last_recorded_at=silence.last_recorded_at,
        school_days=silence.school_days,
        concluded_at=silence.concluded_at,
        silence_id=silence.silence_id,
        silent_from=silence.half_days[0][0],
    )
    return outgoing(contract, key=silence.school)


@to_outgoing.register
def _(event: FeedHeard) -> Outgoing:
    contract = signals.FeedHeard(
        silence_id=event.silence_id,
        school=event.school,
        school_year=str(event.school_year),
        concluded_at=event.concluded_at,
    )
    return outgoing(contract, key=event.school)


@to_outgoing.register
def _(event: WatchMet) -> Outgoing:
    return outgoing(signals.WatchMet(**_of_watch(event)), key=str(event.watch.person_id))


@to_outgoing.register
def _(event: WatchBroken) -> Outgoing:
    return outgoing(signals.WatchBroken(**_of_watch(event)), key=str(event.watch.person_id))


@to_outgoing.register
def _(event: QuestionAsked) -> Outgoing:
    question = event.question
    return outgoing(
        signals.QuestionAsked(**_of_question(question), asked_at=question.asked_at), key=question.slot.school
    )


@to_outgoing.register
def _(event: QuestionAnswered) -> Outgoing:
    answer = None if event.answer is None else vocabulary.QuestionReply(event.answer)
    return outgoing(
        signals.QuestionAnswered(**_of_question(event.question), answer=answer), key=event.question.slot.school
    )


def _of_question(question: Question) -> dict[str, Any]:
    return {
        "question_id": question.question_id,
        "school": question.slot.school,
        "school_year": str(question.school_year),
        "date": question.slot.date,
        "half_day": question.slot.half_day,
    }


def _of_watch(event: WatchMet | WatchBroken) -> dict[str, Any]:
    return {
        "case_id": event.watch.case_id,
        "person_id": event.watch.person_id,
        "criterion": _told_criterion(event.criterion),
        "since": event.since,
        "asked_on": event.watch.asked_on,
    }


def _told_criterion(criterion: Criterion) -> WatchCriterion:
    return WatchCriterion(kind=criterion.kind.value, school_weeks=criterion.school_weeks, rate=criterion.rate)


def _of_gap(gap: EnrolmentGap) -> dict[str, Any]:
    return {
        "signal_id": gap.signal_id,
        "person_id": gap.person_id,
        "school_year": str(gap.school_year),
        "reference_date": gap.reference_date,
    }


def _of_signal(signal: Signal) -> dict[str, object]:
    return {
        "signal_id": signal.signal_id,
        "person_id": signal.person_id,
        "school": signal.school,
        "pupil": signal.pupil,
        "level_of_education": signal.level_of_education,
        "school_year": str(signal.school_year),
        "rule": signal.rule,
        "rule_version": signal.rule_version,
        "level": signal.level,
        "reached_on": signal.reached_on,
        "truancy": signal.truancy,
    }


def _told(signal: Signal, half_days: Iterable[CountedHalfDay]) -> tuple[ToldHalfDay, ...]:
    """The half days behind a signal; on which day somebody was ill is told to nobody."""
    if not signal.truancy:
        return ()
    return tuple(ToldHalfDay(date=day.date, half_day=day.half_day, school=day.school) for day in half_days)


def _enrolment(period: EnrolledPeriod) -> persons.Enrolment:
    return persons.Enrolment(
        school=period.school,
        pupil=period.pupil,
        class_=period.class_name,
        level=vocabulary.EducationLevel(EducationLevel(period.level).value),
        structure=period.structure,
        valid_from=period.valid_from,
        valid_until=period.valid_until,
    )
