"""What a pupil's marks of a school year add up to, and why that may still change."""

from datetime import date
from uuid import UUID

from attendance.mass_causes.domain.holding import Held
from attendance.pupils.domain.attendance import Attendance, OfPerson, Provisional
from attendance.pupils.domain.kept_mark import KeptMark
from attendance.pupils.domain.unsettled_mark import Unsettled, UnsettledMark
from attendance.register.domain.mark import FinalRejection, Verdict
from attendance.register.domain.status import Status
from attendance.testing.factories import MORNING, PUPIL, SCHOOL, YEAR
from shared.domain.half_days import HalfDay

DAY = date(2026, 10, 5)
QUESTION = UUID(int=1)


def kept(
    status: Status, verdict: Verdict | FinalRejection = Verdict.COUNTED, half_day: HalfDay = HalfDay.AM
) -> KeptMark:
    return KeptMark(DAY, half_day, status, MORNING, "event-1", verdict)


def attendance(*marks: KeptMark, planned: int = 10, held: bool = False, waits: bool = True) -> Attendance:
    holding = {(DAY, HalfDay.AM): Held(QUESTION, waits)} if held else {}
    return Attendance.of((SCHOOL, PUPIL), YEAR, marks, person=OfPerson(None, 0, ()), planned=planned, held=holding)


def test_marks_are_apart_by_what_was_judged_of_them() -> None:
    shown = attendance(
        kept(Status.PROBLEMATIC),
        kept(Status.LATE, Verdict.NOT_ENROLLED),
        kept(Status.LATE, Verdict.OUTSIDE_CALENDAR),
        kept(Status.LATE, FinalRejection.AFTER_TODAY),
    )
    assert (len(shown.half_days), len(shown.pending), len(shown.rejected)) == (1, 1, 2)
    assert shown.counts[Status.PROBLEMATIC] == 1
    assert shown.provisional_because == (Provisional.MARKS_PENDING,)


def test_a_half_day_that_waits_for_an_answer_is_provisional() -> None:
    assert attendance(kept(Status.PROBLEMATIC), held=True).provisional_because == (Provisional.HALF_DAYS_HELD,)
    assert not attendance(kept(Status.PROBLEMATIC), held=True, waits=False).provisional
    assert not attendance(kept(Status.PROBLEMATIC, half_day=HalfDay.PM), held=True).provisional


def test_the_rate_is_of_what_is_planned_and_resolved() -> None:
    assert attendance(kept(Status.PROBLEMATIC), kept(Status.UNKNOWN, half_day=HalfDay.PM)).rate == 1 - 1 / 9
    assert attendance(planned=0).rate is None
    assert attendance(kept(Status.UNKNOWN), planned=1).rate is None


def test_why_a_mark_is_to_be_looked_into() -> None:
    statuses = [
        UnsettledMark(DAY, HalfDay.PM, SCHOOL, PUPIL, MORNING, "event-1", verdict).status
        for verdict in (Verdict.COUNTED, Verdict.NOT_ENROLLED, Verdict.OUTSIDE_CALENDAR, FinalRejection.AFTER_TODAY)
    ]
    assert statuses == [Unsettled.UNKNOWN, Unsettled.PENDING, Unsettled.REJECTED, Unsettled.REJECTED]
    mark = UnsettledMark(DAY, HalfDay.PM, SCHOOL, PUPIL, MORNING, "event-1", Verdict.COUNTED)
    assert mark.key == (DAY, 1, SCHOOL, PUPIL, MORNING, "event-1")
