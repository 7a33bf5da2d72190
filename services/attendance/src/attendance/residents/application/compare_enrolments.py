"""Compare the municipality's lists with the enrolments: which children have no known enrolment?"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from attendance.register.domain.causes import Cause
from attendance.residents.domain.enrolment_gap import Comparison, EnrolmentGap
from attendance.residents.domain.events import EnrolmentFound, EnrolmentMissing
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.runtime.clock import Clock


async def compare_enrolments(
    uow: AttendanceUnitOfWork, causes: Mapping[UUID, Cause], *, clock: Clock, new_id: Callable[[], UUID]
) -> list[Comparison]:
    """Conclude anew for these persons, each with what caused it, and tell what changed; the answer says how they stand.

    Concluded from what is stored alone, so the order in which lists and enrolments came makes no difference. A child
    that is missing again after it was found is a new gap.
    """
    compared = await uow.enrolment_gaps.compare(causes.keys())
    now = clock.now()
    new: list[EnrolmentGap] = []
    closed: list[UUID] = []
    for child in compared:
        if child.missing and child.standing is None:
            gap = EnrolmentGap(new_id(), child.person_id, child.school_year, child.reference_date, concluded_at=now)
            new.append(gap)
            uow.add(EnrolmentMissing(gap), caused_by=causes[child.person_id])
        elif not child.missing and child.standing is not None:
            closed.append(child.standing.signal_id)
            uow.add(EnrolmentFound(replace(child.standing, found_at=now)), caused_by=causes[child.person_id])
    await uow.enrolment_gaps.add(new)
    await uow.enrolment_gaps.close(closed, now)
    return compared
