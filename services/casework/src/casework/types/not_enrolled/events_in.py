"""Gaps in enrolments, of attendance, as grounds of cases of children that are not enrolled."""

from collections.abc import Sequence
from functools import partial

from casework.application.follow_ground import follow_ground
from casework.domain.case_type import CaseType
from casework.domain.terms import TermLengths
from casework.messaging.causes import handled
from casework.types.not_enrolled.gap import EnrolmentGap
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.attendance_signals import EnrolmentFound, EnrolmentMissing
from shared.domain.school_year import SchoolYear
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import On, on
from shared.runtime.clock import Clock


def handlers(case_type: CaseType, clock: Clock, lengths: TermLengths) -> Sequence[On[CaseworkUnitOfWork]]:
    """What handles the events that tell of gaps."""
    on_missing = partial(on_enrolment_missing, case_type=case_type, clock=clock, lengths=lengths)
    on_found = partial(on_enrolment_found, case_type=case_type, clock=clock, lengths=lengths)
    return (
        on(EnrolmentMissing, on_missing, keys=_keys),
        on(EnrolmentFound, on_found, keys=_keys),
    )


async def on_enrolment_missing(
    uow: CaseworkUnitOfWork,
    event: Received[EnrolmentMissing],
    *,
    case_type: CaseType,
    clock: Clock,
    lengths: TermLengths,
) -> None:
    """No enrolment of a child is known."""
    gap, cause = _gap(event.data, said=True), handled(event.envelope, clock)
    await follow_ground(uow, gap, case_type=case_type, cause=cause, clock=clock, lengths=lengths)


async def on_enrolment_found(
    uow: CaseworkUnitOfWork,
    event: Received[EnrolmentFound],
    *,
    case_type: CaseType,
    clock: Clock,
    lengths: TermLengths,
) -> None:
    """An enrolment is known after all."""
    gap, cause = _gap(event.data, taken_back=True), handled(event.envelope, clock)
    await follow_ground(uow, gap, case_type=case_type, cause=cause, clock=clock, lengths=lengths)


def _gap(data: EnrolmentMissing | EnrolmentFound, *, said: bool = False, taken_back: bool = False) -> EnrolmentGap:
    return EnrolmentGap(
        ground_id=data.signal_id,
        person_id=data.person_id,
        school_year=SchoolYear.parse(data.school_year),
        since=data.reference_date,
        said=said,
        taken_back=taken_back,
    )


def _keys(data: EnrolmentMissing | EnrolmentFound) -> Sequence[Key]:
    return [keys.person(data.person_id), keys.cases_of(data.person_id), keys.ground(data.signal_id)]
