"""Terms in the school days of one school, by the copy of its calendars."""

from casework.domain.terms import TermLengths, Terms
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.flemish_calendar import flemish_calendar
from shared.runtime.ids import new_id


async def terms_of(uow: CaseworkUnitOfWork, school: str | None, lengths: TermLengths) -> Terms:
    """How terms count at a school: by its own calendars. The Flemish calendar holds for a year without its own, and for
    no school.
    """
    if school is None:
        return Terms(lengths, flemish_calendar, new_id)
    return Terms(lengths, await uow.calendars.of(school), new_id)
