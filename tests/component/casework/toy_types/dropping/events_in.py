"""Early signals of attendance, as grounds."""

from collections.abc import Sequence
from functools import partial

from casework.application.follow_ground import follow_ground
from casework.domain.case_type import CaseType
from casework.domain.terms import TermLengths
from casework.messaging.causes import handled
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.attendance_signals import AttendanceDropped
from shared.domain.school_year import SchoolYear
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import On, on
from shared.runtime.clock import Clock

from .rate import DroppedRate


def handlers(case_type: CaseType, clock: Clock, lengths: TermLengths) -> Sequence[On[CaseworkUnitOfWork]]:
    dropped = partial(on_attendance_dropped, case_type=case_type, clock=clock, lengths=lengths)
    return (on(AttendanceDropped, dropped),)


async def on_attendance_dropped(
    uow: CaseworkUnitOfWork,
    event: Received[AttendanceDropped],
    *,
    case_type: CaseType,
    clock: Clock,
    lengths: TermLengths,
) -> None:
    data = event.data
    ground = DroppedRate(
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
    cause = handled(event.envelope, clock)
    await follow_ground(uow, ground, case_type=case_type, cause=cause, clock=clock, lengths=lengths)
