"""Count by a calendar: rules that look at school days may conclude something else where no mark changed."""

from attendance.register.domain.causes import Causes
from attendance.register.domain.change import Change
from attendance.rules.domain.rule import marked_with_any
from attendance.unit_of_work import AttendanceUnitOfWork


async def count_by_calendar(uow: AttendanceUnitOfWork, change: Change) -> None:
    """After a calendar was replaced, let the persons be counted that a rule with calendars looks at."""
    if change.calendar is None:
        return
    rules = [rule for rule in await uow.rules.live() if rule.is_live and rule.form.needs_calendar]
    if rules:
        for person in await uow.half_days.persons_at(change.calendar.school, marked_with_any(rules)):
            change.counted.setdefault(person, Causes.of(change.calendar.cause))
