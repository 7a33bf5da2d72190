"""When a notice that can wait may go."""

from dataclasses import dataclass
from datetime import datetime, time

from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class Hours:
    """From ``opens`` until before ``closes``, on school days of the Flemish calendar. A local agreement."""

    opens: time
    closes: time

    @classmethod
    def parse(cls, text: str) -> "Hours":
        """The hours of `08:30-16:00`. Raises ValueError for another text, and where they end before they begin."""
        opens, closes = (time.fromisoformat(part) for part in text.split("-"))
        if closes <= opens:
            raise ValueError("hours end after they begin")
        return cls(opens, closes)

    def include(self, moment: datetime) -> bool:
        """Whether a notice may go at this moment, in Europe/Brussels."""
        day = moment.date()
        return self.opens <= moment.time() < self.closes and flemish_calendar(SchoolYear.of(day)).is_school_day(day)
