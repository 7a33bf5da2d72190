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
    """Pupils of whom something was reported, and the persons that concerns, each with a cause.

    `schools` are those that reported it, each with a cause; `moved` are pupils that are another person by now.
    """

    pupils: Collection[int]
    persons: Mapping[UUID, Cause]
    schools: Mapping[str, Cause]
    moved: Collection[int]


class CalendarReplaced(NamedTuple):
    """A school with another calendar.

    `rejudged` are pupils with a mark that is judged otherwise by now; `reclosed` are the pupils of whom it was found
    out anew on which half days their site is closed: all of the school, or none of a school without sites.
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
