"""Hold mass causes: where a whole group is absent a person is asked, and until the answer no rule counts it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from attendance.mass_causes.application.settling import Settling, note_changes
from attendance.mass_causes.domain.mass_cause import MassCause, Slot
from attendance.mass_causes.domain.touched_classes import TouchedClasses
from attendance.register.domain.causes import Cause
from attendance.register.domain.change import CalendarReplaced, Change, HalfDaysWritten
from attendance.register.domain.mark import Verdict
from attendance.register.domain.status import Status
from attendance.register.domain.written_mark import WrittenMark
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.runtime.clock import Clock


async def hold_mass_causes(
    uow: AttendanceUnitOfWork,
    change: Change,
    *,
    mass_cause: MassCause | None,
    clock: Clock,
    new_id: Callable[[], UUID],
) -> None:
    """Hold and release what follows from a change of marks, enrolments or a calendar.

    Adds the persons whose counts that changes to those that are counted. Without a `mass_cause` nothing is held, but
    who is in which class is kept all the same.
    """
    settling = Settling(uow, mass_cause, clock, new_id)
    if change.half_days is not None:
        await _after_marks(settling, change.half_days, change)
    if change.enrolments is not None:
        touched = await uow.classes.refresh(change.enrolments.pupils)
        await _after_classes(settling, touched, change.enrolments.schools, change=change)
    if change.calendar is not None:
        await _after_calendar(settling, change.calendar, change)


async def _after_marks(settling: Settling, half_days: HalfDaysWritten, change: Change) -> None:
    if settling.mass_cause is None:
        return
    written, cause_of = half_days
    changed = [key for key, mark in written.items() if _is_about_truancy(mark)]
    if not changed:
        return
    questions = settling.uow.questions
    await questions.lock({school for school, _, _, _ in changed})
    slots = await questions.touched_by_marks(changed, settling.mass_cause.share)
    caused = {Slot(school, day, half_day): cause_of(key) for key in changed for school, _, day, half_day in [key]}
    await note_changes(settling.uow, await settling.settle(slots), caused, change=change)


def _is_about_truancy(mark: WrittenMark) -> bool:
    """Whether the half day became problematic or ceased to be, and counts."""
    changes = mark.before is not mark.after and Status.PROBLEMATIC in (mark.before, mark.after)
    return changes and mark.verdict is Verdict.COUNTED


async def _after_calendar(settling: Settling, calendar: CalendarReplaced, change: Change) -> None:
    classes = settling.uow.classes
    touched = TouchedClasses(frozenset())
    if calendar.reclosed:
        touched = await classes.refresh(calendar.reclosed)
    if settling.mass_cause is not None:
        touched = touched.and_also(await classes.of_pupils(calendar.rejudged))
    await _after_classes(settling, touched, dict.fromkeys(touched.schools, calendar.cause), change=change)


async def _after_classes(
    settling: Settling, touched: TouchedClasses, caused: Mapping[str, Cause], *, change: Change
) -> None:
    """After classes or what counts in them changed; `caused` has the cause of each school."""
    if settling.mass_cause is None or not touched.schools:
        return
    questions = settling.uow.questions
    await questions.lock(touched.schools)
    slots = await questions.touched_by_classes(touched, settling.mass_cause.share)
    of_slots = {slot: caused.get(slot.school) for slot in slots}
    await note_changes(settling.uow, await settling.settle(slots), of_slots, change=change)
