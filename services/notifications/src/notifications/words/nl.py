"""Dates, times and names as they are written in Dutch."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from notifications.domain.labels import Appointment, CounsellorLabel, MissedHalfDay, PupilLabel, SchoolLabel
from shared.domain.roles import Role
from shared.web.words import HALF_DAYS, day

_MOST_REFERENCES = 3
_CONTACTS = {Role.CLB: "CLB-contact", Role.YOUTH_COACH: "jongerencoach"}


def clock_time(when: datetime) -> str:
    """`9.45 uur`."""
    return f"{when.hour}.{when.minute:02} uur"


def moment(appointment: Appointment) -> str:
    """`donderdag 15 oktober 2026 van 9.00 uur tot 9.45 uur`."""
    starts_at, ends_at = appointment.starts_at, appointment.ends_at
    until = clock_time(ends_at) if ends_at.date() == starts_at.date() else f"{day(ends_at)}, {clock_time(ends_at)}"
    return f"{day(starts_at)} van {clock_time(starts_at)} tot {until}"


def date(when: datetime) -> str:
    """`donderdag 15 oktober 2026`."""
    return day(when)


def day_of(appointment: Appointment) -> str:
    """`donderdag 15 oktober 2026`."""
    return day(appointment.starts_at)


def days_missed(half_days: Iterable[MissedHalfDay]) -> list[str]:
    """One line a day: `maandag 5 oktober 2026, voormiddag en namiddag`."""
    by_day = groupby(sorted(half_days), key=lambda missed: missed.date)
    return [f"{day(when)}, {' en '.join(HALF_DAYS[missed.half_day] for missed in of_day)}" for when, of_day in by_day]


def pupil(label: PupilLabel) -> str:
    """The name, or `stamnummer 1234567 van Atheneum`, or `stamnummer 1234567 van school 123456`."""
    return label.name or f"stamnummer {label.number} van {label.school.name or f'school {label.school.number}'}"


def school(label: SchoolLabel) -> str:
    """`Atheneum`, or `instellingsnummer 123456`."""
    return label.name or f"instellingsnummer {label.number}"


def counsellor(label: CounsellorLabel) -> str:
    """`An Peeters (an.peeters@school.example)`."""
    return f"{label.name} ({label.email})" if label.email else label.name


def contact_of(role: str) -> str:
    """The contact that is missing: `CLB-contact`."""
    return _CONTACTS.get(Role(role), role)


def contact_with_article(role: str) -> str:
    """The contact who did not answer: `het CLB-contact`."""
    return f"{'het' if role == Role.CLB else 'de'} {contact_of(role)}"


def listed(words: Iterable[str]) -> str:
    """`a, b en c`."""
    *first, last = words
    return f"{', '.join(first)} en {last}" if first else last


def first_of(references: Sequence[str]) -> str:
    """The first references of a meeting's cases: `a, b, c en 2 andere`; empty when no case is known."""
    if not references:
        return ""
    shown = list(references[:_MOST_REFERENCES])
    more = len(references) - len(shown)
    return listed([*shown, f"{more} andere"] if more else shown)
