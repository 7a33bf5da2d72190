"""A school's autumn as a page of a pupil shows it: half days of every kind, some of them without valid reason."""

import asyncio
from datetime import date
from itertools import cycle

from shared.domain.school_year import SchoolYear
from shared.local.simulation.school_days import school_days_of

from .harness import Harness

TRUANT = ("2026-10-05", "2026-10-06", "2026-10-08", "2026-10-09", "2026-10-12")
_LAST = date(2026, 11, 19)
_SELDOM = cycle(["|"] * 9 + ["L"] + ["|"] * 7 + ["Z", "Z"] + ["|"] * 11 + ["P"])


async def truancy(harness: Harness, pupil: str, half_day: str = "AM", days: tuple[str, ...] = TRUANT) -> None:
    """Report half days without valid reason."""
    await asyncio.gather(*(harness.mark(pupil, day, half_day, "B") for day in days))


async def whole_autumn(harness: Harness, pupil: str) -> None:
    """Report every half day since September: mostly present, at times late or ill, in October truant."""
    half_days = [
        (day.date.isoformat(), half_day.value)
        for day in school_days_of(SchoolYear.of(_LAST))
        if day.date <= _LAST
        for half_day in day.half_days
        if (day.date.isoformat(), half_day.value) not in {(truant, "AM") for truant in TRUANT}
    ]
    marks = [(*half_day, next(_SELDOM)) for half_day in half_days]
    await asyncio.gather(*(harness.mark(pupil, *mark, package="smartschool") for mark in marks))
    await truancy(harness, pupil)
