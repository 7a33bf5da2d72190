"""Levels of attendance, as grounds of truancy cases."""

from collections.abc import Sequence
from functools import partial

from casework.application.follow_ground import follow_ground
from casework.domain.case_type import CaseType
from casework.domain.events import CountedHalfDay
from casework.domain.terms import TermLengths
from casework.messaging.causes import handled
from casework.types.truancy.level import Level
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.attendance_signals import LevelReached, LevelWithdrawn
from shared.domain.school_year import SchoolYear
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import On, on
from shared.runtime.clock import Clock


def handlers(case_type: CaseType, clock: Clock, lengths: TermLengths) -> Sequence[On[CaseworkUnitOfWork]]:
    """What handles the events that tell of levels."""
    on_reached = partial(on_level_reached, case_type=case_type, clock=clock, lengths=lengths)
    on_withdrawn = partial(on_level_withdrawn, case_type=case_type, clock=clock, lengths=lengths)
    return (
        on(LevelReached, on_reached, keys=_keys, only=_is_about_truancy),
        on(LevelWithdrawn, on_withdrawn, keys=_keys, only=_is_about_truancy),
    )


async def on_level_reached(
    uow: CaseworkUnitOfWork,
    event: Received[LevelReached],
    *,
    case_type: CaseType,
    clock: Clock,
    lengths: TermLengths,
) -> None:
    """A level was reached."""
    level, cause = _level(event, clock, said=True), handled(event.envelope, clock)
    await follow_ground(uow, level, case_type=case_type, cause=cause, clock=clock, lengths=lengths)


async def on_level_withdrawn(
    uow: CaseworkUnitOfWork,
    event: Received[LevelWithdrawn],
    *,
    case_type: CaseType,
    clock: Clock,
    lengths: TermLengths,
) -> None:
    """A level no longer holds."""
    level, cause = _level(event, clock, taken_back=True), handled(event.envelope, clock)
    await follow_ground(uow, level, case_type=case_type, cause=cause, clock=clock, lengths=lengths)


def _level(
    event: Received[LevelReached] | Received[LevelWithdrawn],
    clock: Clock,
    *,
    said: bool = False,
    taken_back: bool = False,
) -> Level:
    data = event.data
    return Level(
        ground_id=data.signal_id,
        person_id=data.person_id,
        school_year=SchoolYear.parse(data.school_year),
        since=data.reached_on,
        school=data.school,
        pupil=data.pupil,
        level_of_education=data.level_of_education.value,
        rule=data.rule,
        rule_version=data.rule_version,
        level=data.level,
        count=data.count,
        counted_at=event.envelope.time or clock.now(),
        sequence=event.envelope.version,
        half_days=tuple(CountedHalfDay(day.date, day.half_day, day.school) for day in data.half_days),
        said=said,
        taken_back=taken_back,
    )


def _is_about_truancy(data: LevelReached | LevelWithdrawn) -> bool:
    """A level of a rule that counts other half days too is no ground for a case."""
    return data.truancy


def _keys(data: LevelReached | LevelWithdrawn) -> Sequence[Key]:
    person_id = data.person_id
    return [keys.person(person_id), keys.cases_of(person_id), keys.ground(data.signal_id), keys.school(data.school)]
