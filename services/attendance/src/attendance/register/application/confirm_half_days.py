"""Confirm half days: a school says that there is nothing to report, and so is not silent about them."""

from collections.abc import Awaitable, Callable, Sequence

from attendance.register.application.results import Result
from attendance.register.domain.confirmation import Confirmation
from attendance.register.domain.mark import Admission, Verdict, admission_at
from attendance.register.domain.registration import Outcome
from attendance.register.domain.school_days import SchoolDays
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.runtime.clock import Clock

ConfirmHalfDays = Callable[[AttendanceUnitOfWork, Sequence[Confirmation]], Awaitable[list[Result]]]
"""`confirm_half_days` with the municipality's choices bound."""


async def confirm_half_days(
    uow: AttendanceUnitOfWork, confirmations: Sequence[Confirmation], *, clock: Clock, keep_school_years: int
) -> list[Result]:
    """Keep what these confirm; the results are in their order. They are admitted as marks are.

    A confirmation outside the calendar is kept, as a mark is, for a calendar can change.
    """
    if not confirmations:
        return []
    days = SchoolDays(await uow.calendars.own({confirmation.school for confirmation in confirmations}))
    admit = admission_at(clock.now(), keep_school_years, days)
    admissions = [(confirmation, admit(confirmation)) for confirmation in confirmations]
    admitted = {confirmation[:3]: confirmation for confirmation, admission in admissions if admission.rejection is None}
    new = await uow.confirmations.add(list(admitted.values())) if admitted else set()
    return [_result(admission, is_new=confirmation[:3] in new) for confirmation, admission in admissions]


def _result(admission: Admission, *, is_new: bool) -> Result:
    if admission.rejection is not None:
        return Result(Outcome.REJECTED, admission.rejection)
    if admission.school_year is None:
        return Result(Outcome.REJECTED, Verdict.OUTSIDE_CALENDAR)
    return Result(Outcome.ACCEPTED if is_new else Outcome.UNCHANGED)
