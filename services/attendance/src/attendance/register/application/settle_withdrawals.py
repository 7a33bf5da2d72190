"""Settle withdrawals that an earlier version kept waiting, though they annul an enrolment."""

from attendance.register.application.apply_enrolments import ApplyEnrolments
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.unit_of_work import Units

_AT_ONCE = 500


async def settle_withdrawals(units: Units, *, apply_enrolments: ApplyEnrolments) -> None:
    """Apply these withdrawals again, those of at most 500 pupils in one transaction.

    What is stored says the same as before, so only what follows from it changes: the enrolment, its marks and levels.
    """
    async with units() as uow:
        waiting = await uow.registrations.waiting()
    for start in range(0, len(waiting), _AT_ONCE):
        async with units() as uow:
            registrations = await uow.registrations.load(waiting[start : start + _AT_ONCE])
            reports = [
                EnrolmentReport(registration.school, registration.pupil, withdrawal)
                for registration in registrations.values()
                for withdrawal in registration.withdrawals.values()
            ]
            await apply_enrolments(uow, reports)
