"""The half days a level or a case rests on."""

from shared.contracts.contract import WireData
from shared.contracts.fields import SchoolNumber
from shared.contracts.moments import IsoDate
from shared.domain.half_days import HalfDay


class CountedHalfDay(WireData):
    """A problematic half day that was counted."""

    date: IsoDate
    """The day."""
    half_day: HalfDay
    """Morning (AM) or afternoon (PM)."""
    school: SchoolNumber
    """The school that recorded it."""
