"""A language that a municipality adds: numbers for dates and times, as no words of it are known here."""

from notifications.words.wording import Wording
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role

_NUMBERS = tuple(str(number) for number in range(1, 13))

NUMBERED = Wording(
    weekdays=_NUMBERS[:7],
    months=_NUMBERS,
    half_days={HalfDay.AM: "AM", HalfDay.PM: "PM"},
    first_day="1",
    day="{day}/{month}/{year}",
    hour="{hour}:{minute:02}",
    span="{day}, {starts}-{ends}",
    and_="+",
    others="…",
    school_number="{number}",
    pupil_number="{number} ({school})",
    contacts={Role.CLB: ("CLB-contact", "CLB-contact"), Role.YOUTH_COACH: ("jongerencoach", "jongerencoach")},
)
