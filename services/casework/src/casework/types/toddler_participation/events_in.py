"""Early signals about toddlers, kept until a person accepts one of them."""

from collections.abc import Sequence
from functools import partial

from casework.application.living_person import hold_living
from casework.domain.case_type import CaseType
from casework.domain.terms import TermLengths
from casework.types.toddler_participation.at_risk import AtRisk
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.attendance_signals import AttendanceDropped
from shared.domain.school_year import SchoolYear
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import On, on
from shared.runtime.clock import Clock

_AT_RISK = "toddler-at-risk"


def handlers(_case_type: CaseType, clock: Clock, _lengths: TermLengths) -> Sequence[On[CaseworkUnitOfWork]]:
    """What handles the events that tell of toddlers."""
    return (on(AttendanceDropped, partial(on_attendance_dropped, clock=clock), keys=_keys, only=_is_about_a_toddler),)


async def on_attendance_dropped(uow: CaseworkUnitOfWork, event: Received[AttendanceDropped], *, clock: Clock) -> None:
    """A toddler is at risk of too few half days. Nothing opens by that.

    What was told before is passed over, and what is told of a person who was erased.
    """
    data = event.data
    person = await uow.persons.get(await hold_living(uow, data.person_id))
    if await uow.grounds.get(data.signal_id) or (person and person.erased):
        return
    signal = AtRisk(
        ground_id=data.signal_id,
        person_id=data.person_id,
        school_year=SchoolYear.parse(data.school_year),
        since=data.period_from,
        school=data.school,
        pupil=data.pupil,
        level_of_education=data.level_of_education.value,
        rate=round(100 * data.rate),
        said=True,
    )
    await uow.grounds.save(None, signal)
    await uow.early_signals.arrived(data.signal_id, clock.now())


def _is_about_a_toddler(data: AttendanceDropped) -> bool:
    return data.kind == _AT_RISK


def _keys(data: AttendanceDropped) -> Sequence[Key]:
    return [keys.ground(data.signal_id)]
