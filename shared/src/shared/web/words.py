"""Dates, times and numbers as people in Flanders write them."""

from datetime import date, datetime

from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
NO_BREAK = "\u00a0"
"""A space at which no line ends."""
HALF_DAYS = {HalfDay.AM: "voormiddag", HalfDay.PM: "namiddag"}
ROLES = {
    Role.CASEWORKER: "dossierbeheerder",
    Role.COORDINATOR: "coördinator",
    Role.COUNSELLOR: "leerlingenbegeleider",
    Role.CLB: "CLB",
    Role.YOUTH_COACH: "jongerencoach",
    Role.SCHOOL: "school",
    Role.PARTNER: "partner",
    Role.OPERATOR: "beheerder",
}
MEETING_STATUSES = {
    "proposed": "zoekt nog een moment",
    "scheduled": "gepland",
    "under-review": "gepland, staat ter discussie",
    "held": "gehouden",
    "cancelled": "afgezegd",
}
"""The states of a meeting, by their names in events; the same words on the pages of cases and of meetings."""

FITS_NOT = "Dit past hier niet."
STATE_CHANGED = "Dat kan niet meer: de toestand is ondertussen veranderd. Kijk wat er nu staat."
CONTRADICTS = "Dat spreekt iets tegen wat er al is. Kijk wat er nu staat."
CHANGED_MEANWHILE = (
    "Iemand heeft dit net gewijzigd. Kijk wat er nu staat. Wilt u dit nog altijd, verstuur het dan opnieuw."
)
NOT_NOW = "Dat kan nu niet. Kijk wat er nu staat, en probeer het dan opnieuw."

FIELD_ERRORS = {
    "missing": "Vul dit in.",
    "string_too_short": "Vul dit in.",
    "string_too_long": "Gebruik hoogstens {max_length} tekens.",
    "too_long": "Gebruik hoogstens {max_length} tekens.",
    "date_parsing": "Geef een datum, zoals 20/11/2026.",
    "date_from_datetime_parsing": "Geef een datum, zoals 20/11/2026.",
    "iso_date": "Geef een datum, zoals 20/11/2026.",
    "date_type": "Geef een datum, zoals 20/11/2026.",
    "int_parsing": "Geef een getal.",
    "greater_than_equal": "Geef een getal van minstens {ge}.",
    "less_than_equal": "Geef een getal van hoogstens {le}.",
    "literal_error": "Kies een van de mogelijkheden.",
    "direction_marks": "Haal het onzichtbare teken weg dat de leesrichting omkeert.",
    "blank": "Vul dit in.",
    "enum": "Kies een van de mogelijkheden.",
}
"""What is wrong with a field, by the type of pydantic's error."""


def day(when: date) -> str:
    """`vrijdag 20 november 2026`."""
    return f"{WEEKDAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """`20/11/2026`."""
    return f"{when.day}/{when.month}/{when.year}"


def clock_time(when: datetime) -> str:
    """`9.45 uur`, as the clocks in Belgium have it; a line never ends between the two."""
    local = when.astimezone(BRUSSELS)
    return f"{local.hour}.{local.minute:02}{NO_BREAK}uur"


def moment(when: datetime) -> str:
    """`vrijdag 20 november 2026 om 9.45 uur`."""
    return f"{day(when.astimezone(BRUSSELS).date())} om {clock_time(when)}"


def short_moment(when: datetime) -> str:
    """`20/11/2026 om 9.45 uur`."""
    return f"{short_day(when.astimezone(BRUSSELS).date())} om {clock_time(when)}"


def month(when: date) -> str:
    """`november 2026`."""
    return f"{_MONTHS[when.month - 1]} {when.year}"


def short_month(when: date) -> str:
    """`nov`, for where there is little room."""
    name = _MONTHS[when.month - 1]
    return "mrt" if name == "maart" else name[:3]


def role(name: str) -> str:
    """`dossierbeheerder`, for a role as tokens have it."""
    return ROLES[Role(name)]


def school(number: str, name: str | None = None) -> str:
    """The name of a school, or `school 123456` where nobody says what it is called."""
    return name or f"school {number}"


def count(number: int, singular: str, plural: str) -> str:
    """`1 dossier`, `12.345 dossiers`."""
    return f"{number:,} {singular if number == 1 else plural}".replace(",", ".")
