"""Record marks: keep the newest of each half day, and count the persons whose problematic half days changed."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from attendance.application.causes import Causes
from attendance.application.circumstances import Circumstances
from attendance.application.count_persons import count_persons
from attendance.application.ports import AttendanceUnit, MarkEntry, Rejected, SlotKey, WrittenMark
from attendance.application.results import UNKNOWN_CODE, Result
from attendance.domain.mark import Admission, Mark, Verdict, admission_at, newest_per_half_day
from attendance.domain.registration import Outcome
from attendance.domain.school_days import SchoolDays
from attendance.domain.status import Status


async def record_marks(uow: AttendanceUnit, marks: Sequence[Mark], circumstances: Circumstances) -> list[Result]:
    """Record these marks, of any schools; the results are in their order.

    Marks with the same `cause` (or with none) are one list: of two for the same half day with equal `recorded_at`
    the later one holds.
    """
    if not marks:
        return []
    await uow.lock.share()
    now = circumstances.clock.now()
    days = SchoolDays(await uow.calendars.own({mark.school for mark in marks}))
    admit = admission_at(now, circumstances.keep_school_years)
    admissions = [admit(mark, days) for mark in marks]
    ids = await uow.pupils.ids_of({(mark.school, mark.pupil) for mark in marks})
    slots = [(ids[mark.school, mark.pupil], mark.date, mark.half_day) for mark in marks]

    await uow.marks.keep_rejected(_rejected(marks, slots, admissions), now)
    newest = _newest(marks, admissions)
    entries = [MarkEntry(slots[index][0], marks[index], admissions[index].school_year) for index in newest]
    written = await uow.marks.write(entries, now)
    await _count_again(uow, marks, slots, newest, written, circumstances)
    winners = set(newest)
    return [
        Result(Outcome.REJECTED, admission.rejection)
        if admission.rejection
        else _result(mark, written[slot], is_newest=index in winners)
        for index, (mark, slot, admission) in enumerate(zip(marks, slots, admissions, strict=True))
    ]


def _newest(marks: Sequence[Mark], admissions: Sequence[Admission]) -> list[int]:
    admitted = (index for index, admission in enumerate(admissions) if admission.rejection is None)
    return sorted(newest_per_half_day(marks, admitted).values())


def _rejected(marks: Sequence[Mark], slots: Sequence[SlotKey], admissions: Sequence[Admission]) -> list[Rejected]:
    return [
        Rejected(slot[0], mark, admission.rejection)
        for mark, slot, admission in zip(marks, slots, admissions, strict=True)
        if admission.rejection
    ]


def _result(mark: Mark, found: WrittenMark, *, is_newest: bool) -> Result:
    holds = is_newest and found.written
    says_so_already = mark.status == (found.before if holds else found.after)
    if found.verdict is Verdict.OUTSIDE_CALENDAR:
        return Result(Outcome.REJECTED, found.verdict)
    if not holds and not says_so_already:
        return Result(Outcome.SUPERSEDED)
    if found.verdict is Verdict.NOT_ENROLLED:
        return Result(Outcome.PENDING, "no-enrolment")
    reason = None if mark.recognised else UNKNOWN_CODE
    return Result(Outcome.UNCHANGED if says_so_already else Outcome.ACCEPTED, reason)


async def _count_again(
    uow: AttendanceUnit,
    marks: Sequence[Mark],
    slots: Sequence[SlotKey],
    newest: Iterable[int],
    written: Mapping[SlotKey, WrittenMark],
    circumstances: Circumstances,
) -> None:
    changed = [index for index in newest if _changes_the_count(written[slots[index]])]
    if not changed:
        return
    person_of = await uow.pupils.persons_of({slots[index][0] for index in changed})
    causes: dict[UUID, Causes] = {}
    for index in changed:
        after = written[slots[index]]
        of_person = causes.setdefault(person_of[slots[index][0]], Causes())
        side = of_person.gained if after.after is Status.PROBLEMATIC else of_person.lost
        side.append((after.school_year, marks[index].cause))
    await count_persons(uow, causes, circumstances)


def _changes_the_count(mark: WrittenMark) -> bool:
    was, is_now = mark.before is Status.PROBLEMATIC, mark.after is Status.PROBLEMATIC
    return mark.verdict is Verdict.COUNTED and was != is_now
