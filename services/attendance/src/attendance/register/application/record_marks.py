"""Record marks: keep the newest of each half day, and count the persons whose half days changed for some rule."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from operator import itemgetter

from attendance.register.application.consequences import Consequences, follow
from attendance.register.application.results import UNKNOWN_CODE, Result
from attendance.register.domain.causes import Cause, Causes
from attendance.register.domain.change import Change, HalfDaysWritten
from attendance.register.domain.mark import (
    Admission,
    Key,
    Mark,
    SchoolHalfDay,
    Verdict,
    admission_at,
    newest_dates,
    newest_per_half_day,
)
from attendance.register.domain.registration import Outcome
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.written_mark import Rejected, WrittenMark
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.runtime.clock import Clock

_ACCEPTED = Result(Outcome.ACCEPTED)
_ACCEPTED_UNKNOWN = Result(Outcome.ACCEPTED, UNKNOWN_CODE)
_SUPERSEDED = Result(Outcome.SUPERSEDED)


RecordMarks = Callable[[AttendanceUnitOfWork, Sequence[Mark]], Awaitable[list[Result]]]
"""`record_marks` with the municipality's choices bound."""


async def record_marks(
    uow: AttendanceUnitOfWork,
    marks: Sequence[Mark],
    *,
    clock: Clock,
    keep_school_years: int,
    consequences: Consequences,
) -> list[Result]:
    """Record these marks, of any schools; the results are in their order.

    Marks with the same `cause` (or without a cause) are one list. Of two marks for the same half day with equal
    `recorded_at`, the later mark in the list holds. The running school year and `keep_school_years` (0 or more) before
    it are kept.
    """
    if not marks:
        return []
    await uow.lock.share()
    now = clock.now()
    days = SchoolDays(await uow.calendars.own({mark.school for mark in marks}))
    half_days: dict[SchoolHalfDay, Admission] = {}
    admit = admission_at(now, keep_school_years, days, admissions=half_days)
    admissions = [admit(mark) for mark in marks]
    admitted = [index for index, admission in enumerate(admissions) if admission.rejection is None]
    if len(admitted) < len(marks):
        await uow.marks.keep_rejected(await _rejected(uow, marks, admissions), now)

    newest = newest_per_half_day(marks, admitted)
    order = sorted(newest.values())
    written = await uow.marks.write(
        [marks[index] for index in order], [admissions[index].school_year for index in order], now
    )
    await follow(uow, _change(marks, newest, written), consequences)
    await uow.marks.note_newest(newest_dates(half_days))
    return _results(marks, admissions, newest, written=written)


async def _rejected(
    uow: AttendanceUnitOfWork, marks: Sequence[Mark], admissions: Sequence[Admission]
) -> list[Rejected]:
    refused = [
        (mark, admission.rejection) for mark, admission in zip(marks, admissions, strict=True) if admission.rejection
    ]
    ids = await uow.pupils.ids_of({(mark.school, mark.pupil) for mark, _ in refused})
    return [Rejected(ids[mark.school, mark.pupil], mark, reason) for mark, reason in refused]


def _results(
    marks: Sequence[Mark],
    admissions: Sequence[Admission],
    newest: Mapping[Key, int],
    *,
    written: Mapping[Key, WrittenMark],
) -> list[Result]:
    results = [_ACCEPTED if mark.recognised else _ACCEPTED_UNKNOWN for mark in marks]
    for key, kept in written.items():
        results[newest[key]] = _result(marks[newest[key]], kept, is_newest=True)
    others = set(range(len(marks))) - set(newest.values()) if len(newest) < len(marks) else ()
    for index in others:
        rejection = admissions[index].rejection
        results[index] = (
            Result(Outcome.REJECTED, rejection) if rejection else _of_older(marks, index, newest, written=written)
        )
    return results


def _of_older(
    marks: Sequence[Mark], index: int, newest: Mapping[Key, int], *, written: Mapping[Key, WrittenMark]
) -> Result:
    """The result of a mark when a newer one of the same half day came with it."""
    mark = marks[index]
    if kept := written.get(mark.key):
        return _result(mark, kept, is_newest=False)
    same = mark.status is marks[newest[mark.key]].status
    return Result(Outcome.UNCHANGED, _reason(mark)) if same else _SUPERSEDED


def _result(mark: Mark, kept: WrittenMark, *, is_newest: bool) -> Result:
    holds = is_newest and kept.written
    says_so_already = mark.status == (kept.before if holds else kept.after)
    if kept.verdict is Verdict.OUTSIDE_CALENDAR:
        return Result(Outcome.REJECTED, kept.verdict)
    if not holds and not says_so_already:
        return _SUPERSEDED
    if kept.verdict is Verdict.NOT_ENROLLED:
        return Result(Outcome.PENDING, "no-enrolment")
    return Result(Outcome.UNCHANGED if says_so_already else Outcome.ACCEPTED, _reason(mark))


def _reason(mark: Mark) -> str | None:
    return None if mark.recognised else UNKNOWN_CODE


def _change(marks: Sequence[Mark], newest: Mapping[Key, int], written: Mapping[Key, WrittenMark]) -> Change:
    """What was written, and whose counts that changes: causes in the order of the marks."""

    def cause_of(key: Key) -> Cause:
        return marks[newest[key]].cause

    change = Change(half_days=HalfDaysWritten(written, cause_of))
    counting = [(newest[key], mark) for key, mark in written.items() if mark.gained or mark.lost]
    counting.sort(key=itemgetter(0))
    for index, mark in counting:
        assert mark.person_id is not None, "a mark counts only for an enrolled pupil"
        causes = change.counted.setdefault(mark.person_id, Causes())
        if mark.gained:
            causes.gained.append((mark.school_year, marks[index].cause))
        if mark.lost:
            causes.lost.append((mark.school_year, marks[index].cause))
    return change
