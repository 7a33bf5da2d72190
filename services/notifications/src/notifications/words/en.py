"""English, as a courtesy below the Dutch text."""

from notifications.words.wording import Wording
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role

SUBJECT = "Subject:"
COURTESY = "Courtesy translation. Only the Dutch text above is official."

ENGLISH = Wording(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    half_days={HalfDay.AM: "morning", HalfDay.PM: "afternoon"},
    first_day="1",
    day="{weekday} {day} {month} {year}",
    hour="{hour}:{minute:02}",
    span="{day} from {starts} to {ends}",
    and_="and",
    others="more",
    school_number="institution number {number}",
    pupil_number="register number {number} at {school}",
    contacts={
        Role.CLB: ("CLB contact", "the CLB contact"),
        Role.YOUTH_COACH: ("youth coach", "the youth coach"),
    },
)
