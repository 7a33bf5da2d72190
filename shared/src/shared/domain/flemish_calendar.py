"""The calendar of a school that has no calendar of its own."""

from functools import lru_cache

from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear


@lru_cache(maxsize=256)
def flemish_calendar(school_year: SchoolYear) -> SchoolCalendar:
    """The Flemish calendar of this school year, before local free days: version 0, of no school in particular."""
    return SchoolCalendar(school=None, school_year=school_year)
