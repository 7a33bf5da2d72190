"""Confirm half days: a school says that there is nothing to report, and so is not silent about them."""

from collections.abc import Sequence

from attendance.circumstances import Circumstances
from attendance.register.application.results import Result
from attendance.register.domain.confirmation import Confirmation
from attendance.register.domain.mark import Verdict, admission_at
from attendance.register.domain.registration import Outcome
from attendance.register.domain.school_days import SchoolDays
from attendance.unit_of_work import AttendanceUnitOfWork


async def confirm_half_days(
    uow: AttendanceUnitOfWork, confirmations: Sequence[Confirmation], circumstances: Circumstances
) -> list[Result]:
    """Keep what these confirm; the results are in their order. They are admitted as marks are.

    One outside the calendar is kept, as a mark is, for a calendar can change.
    """
    if not confirmations:
        return []
    days = SchoolDays(await uow.calendars.own({one.school for one in confirmations}))
    admit = admission_at(circumstances.clock.now(), circumstances.keep_school_years, days)
    admissions = [admit(one) for one in confirmations]
    kept = [one for one, admission in zip(confirmations, admissions, strict=True) if admission.rejection is None]
    new = await uow.confirmations.add(list({one[:3]: one for one in kept}.values())) if kept else set()
    results = []
    for one, admission in zip(confirmations, admissions, strict=True):
        if admission.rejection is not None:
            results.append(Result(Outcome.REJECTED, admission.rejection))
        elif admission.school_year is None:
            results.append(Result(Outcome.REJECTED, Verdict.OUTSIDE_CALENDAR))
        else:
            is_new = one[:3] in new
            results.append(Result(Outcome.ACCEPTED if is_new else Outcome.UNCHANGED))
    return results
