"""Find pupils of a school by what they are called, their class or their number."""

import datetime as dt
from collections.abc import Sequence

from attendance.pupils.domain.named_pupil import NamedPupil
from attendance.unit_of_work import AttendanceUnitOfWork


async def find_pupils(
    uow: AttendanceUnitOfWork, school: str, words: str, *, today: dt.date, limit: int = 100
) -> Sequence[NamedPupil]:
    """At most `limit` pupils of the school who have all these words, by class, name and number.

    A word is found in a name, in the class of today or of the enrolment that ended last, and in the register number.
    """
    return await uow.named_pupils.find(school, words.split(), today=today, limit=limit)


async def list_named_pupils(
    uow: AttendanceUnitOfWork, school: str, *, today: dt.date, after: str = "", limit: int = 50
) -> Sequence[NamedPupil]:
    """At most `limit` pupils of the school by register number, from the number after `after`."""
    return await uow.named_pupils.list(school, today=today, after=after, limit=limit)
