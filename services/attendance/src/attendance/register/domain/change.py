"""What was changed in the register, for others to follow."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from attendance.register.domain.causes import Cause, Causes
from attendance.register.domain.mark import Key
from attendance.register.domain.written_mark import WrittenMark


class HalfDaysWritten(NamedTuple):
    """Half days as they were written; `cause_of` gives the event that brought a half day."""

    written: Mapping[Key, WrittenMark]
    cause_of: Callable[[Key], Cause]


class EnrolmentsApplied(NamedTuple):
    """Pupils about which a school reported something, and the persons behind these pupils, each with a cause.

    `schools` are the schools that reported it, each with a cause. `moved` are pupils that belong to another person by
    now.
    """

    pupils: Collection[int]
    persons: Mapping[UUID, Cause]
    schools: Mapping[str, Cause]
    moved: Collection[int]


class CalendarReplaced(NamedTuple):
    """A school with another calendar.

    `rejudged` are pupils with a mark that is judged otherwise by now. `reclosed` are the pupils for which the closed
    half days of their site were computed again. These are all pupils of the school; the set is empty for a school
    without sites.
    """

    school: str
    rejudged: Collection[int]
    reclosed: Collection[int]
    cause: Cause


@dataclass(slots=True)
class Change:
    """What one use case changed, and what follows from it so far.

    `counted` are the persons whose counts may differ by now, with what caused it; `pupils` are those to look at for
    early signals. Each consequence adds to both for those that come after it.
    """

    counted: dict[UUID, Causes] = field(default_factory=dict)
    pupils: set[int] = field(default_factory=set)
    half_days: HalfDaysWritten | None = None
    enrolments: EnrolmentsApplied | None = None
    calendar: CalendarReplaced | None = None
