"""The standing care meeting that the demo's coordinator agreed on with two of its schools."""

from datetime import date, datetime, timedelta
from typing import Any

from shared.domain.school_year import SchoolYear
from shared.local.demo.services import Services

_SCHOOLS = ("125001", "125002")
_THURSDAY = 3
_AT = "09:00"
_MINUTES = 150
_EVERY_WEEKS = 2
_NOTICE = timedelta(days=5)


async def fix_standing_meeting(services: Services, now: datetime) -> int:
    """Set up the series and fix its sessions up to the end of January; how many there are.

    Raises httpx.HTTPStatusError.
    """
    first = _thursday_from(now.date() + _NOTICE)
    series = await services.post("consultation", "/series", _series(first))
    path = f"/series/{series['series_id']}"
    until = date(SchoolYear.of(first).start + 1, 1, 31)
    await services.post("consultation", f"{path}/propose", {"from": f"{first}", "until": f"{until}"})
    fixed = await services.post("consultation", f"{path}/fix", {})
    return len(fixed["sessions"])


def _series(first: date) -> dict[str, Any]:
    school, *others = _SCHOOLS
    return {
        "title": "Zorgoverleg secundair",
        "school": school,
        "other_schools": others,
        "first_on": f"{first}",
        "at": _AT,
        "minutes": _MINUTES,
        "every_weeks": _EVERY_WEEKS,
    }


def _thursday_from(day: date) -> date:
    return day + timedelta(days=(_THURSDAY - day.weekday()) % 7)
