"""How a language writes dates, times and names, where that is the same but for the words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from notifications.domain.labels import Appointment, CounsellorLabel, MissedHalfDay, PupilLabel, SchoolLabel
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role

_MOST_REFERENCES = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a language. A text in braces is filled in; ``contacts`` have their article behind a bar.

    ``first_day`` is how the first of a month is written.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    half_days: Mapping[HalfDay, str]
    first_day: str
    day: str
    hour: str
    span: str
    and_: str
    others: str
    school_number: str
    pupil_number: str
    contacts: Mapping[Role, tuple[str, str]]

    def day_of(self, appointment: Appointment) -> str:
        """The day an appointment begins."""
        return self.date(appointment.starts_at)

    def date(self, when: date) -> str:
        """The day with its weekday and year."""
        number = self.first_day if when.day == 1 else str(when.day)
        month = self.months[when.month - 1]
        return self.day.format(weekday=self.weekdays[when.weekday()], day=number, month=month, year=when.year)

    def clock_time(self, when: datetime) -> str:
        """The hour and minute."""
        return self.hour.format(hour=when.hour, minute=when.minute)

    def moment(self, appointment: Appointment) -> str:
        """From when until when."""
        starts_at, ends_at = appointment.starts_at, appointment.ends_at
        until = self.clock_time(ends_at)
        if ends_at.date() != starts_at.date():
            until = f"{self.date(ends_at)}, {until}"
        return self.span.format(day=self.date(starts_at), starts=self.clock_time(starts_at), ends=until)

    def days_missed(self, half_days: Iterable[MissedHalfDay]) -> list[str]:
        """One line a day, with its half days."""
        by_day = groupby(sorted(half_days), key=lambda missed: missed.date)
        return [
            f"{self.date(when)}, {self.listed(self.half_days[missed.half_day] for missed in of_day)}"
            for when, of_day in by_day
        ]

    def pupil(self, label: PupilLabel) -> str:
        """The name, or the number in the register of the school."""
        return label.name or self.pupil_number.format(number=label.number, school=self.school(label.school))

    def school(self, label: SchoolLabel) -> str:
        """The name, or the institution number."""
        return label.name or self.school_number.format(number=label.number)

    def counsellor(self, label: CounsellorLabel) -> str:
        """The name with the address behind it."""
        return f"{label.name} ({label.email})" if label.email else label.name

    def contact_of(self, role: str) -> str:
        """The contact of a role."""
        return self.contacts[Role(role)][0] if Role(role) in self.contacts else role

    def contact_with_article(self, role: str) -> str:
        """The same with its article."""
        return self.contacts[Role(role)][1] if Role(role) in self.contacts else role

    def listed(self, words: Iterable[str]) -> str:
        """The words as a list in a sentence."""
        *first, last = words
        return f"{', '.join(first)} {self.and_} {last}" if first else last

    def first_of(self, references: Sequence[str]) -> str:
        """The first references of a meeting's cases; empty when no case is known."""
        if not references:
            return ""
        shown = list(references[:_MOST_REFERENCES])
        more = len(references) - len(shown)
        return self.listed([*shown, f"{more} {self.others}"] if more else shown)
