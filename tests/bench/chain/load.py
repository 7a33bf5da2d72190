"""What a measurement begins with: contacts, enrolments and marks, as other parties send them.

Written against the public interface alone, so that any build of the services takes it. All people are invented.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

NOW = "2026-10-12T10:00:00+02:00"
MARKS_TO_A_LEVEL = 5
ENROLMENTS, MARKS = "school.enrolment.v1", "school.attendance.v1"

# The last three school days before; Wednesday has no afternoon.
_HALF_DAYS = ((7, "AM"), (8, "AM"), (8, "PM"), (9, "AM"), (9, "PM"))
_MAILS_A_CASE = 6  # the opening to CLB and coach, the meeting to all four
_MEETINGS_A_WEEK = 36
_SCHOOL_DAYS_A_WEEK = 5
_ROOM = 1.3
_LONGEST_TERM = 60
_OPTIONAL_SHARE = 0.1


class Sent(NamedTuple):
    """One record as a school's system puts it on a topic."""

    topic: str
    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]


@dataclass(frozen=True, kw_only=True)
class Load:
    """Pupils of secondary schools who all reach level 5. ``a_second`` is how many do; None for all at once.

    ``tight`` keeps the terms that are shipped, within which not every case gets a meeting. ``contacts`` is how many
    people share the work; None for four of its own for every school, who are always free for each other.
    """

    name: str
    pupils: int
    schools: int
    a_second: float | None = None
    tight: bool = False
    contacts: int | None = None
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The settings of the services under which this load has the outcome it should have."""
        if self.tight:
            return self.settings
        weeks = ceil(self.pupils / self.schools) / _MEETINGS_A_WEEK
        term = min(_LONGEST_TERM, ceil(weeks * _SCHOOL_DAYS_A_WEEK * _ROOM) + _SCHOOL_DAYS_A_WEEK)
        return {"FLANKEREND_HOLD_BY_SCHOOL_DAYS": str(term), **self.settings}

    @property
    def mails(self) -> int | None:
        """How many mails have to come of it; None where that depends on who is free when."""
        return None if self.tight or self.contacts else self.pupils * _MAILS_A_CASE

    def pupil(self, number: int) -> tuple[str, str]:
        """School and register number of the ``number``-th pupil, from 0: one school after the other."""
        return f"{125001 + number % self.schools}", f"{number:07}"

    def enrolments(self) -> Iterator[Sent]:
        """One for each pupil."""
        return (self._enrolment(number) for number in range(self.pupils))

    def marks_of(self, number: int) -> list[Sent]:
        """The marks by which a pupil reaches level 5."""
        school, pupil = self.pupil(number)
        return [_mark(school, pupil, date(2026, 10, day), half_day) for day, half_day in _HALF_DAYS]

    def directory(self) -> str:
        """The file of contacts."""
        lines = ["contact_id,name,role,schools,email,weekly"]
        people = self._shared_contacts() if self.contacts else self._contacts_of_schools()
        return "\n".join([*lines, *people, ""])

    def _enrolment(self, number: int) -> Sent:
        school, pupil = self.pupil(number)
        data = {
            "school": school,
            "pupil": pupil,
            "valid_from": "2026-09-01",
            "class": f"{number % 6 + 1}A",
            "level": "secundair",
            "structure": "311",
            "person": {"given_name": f"Voornaam{number}", "family_name": f"Naam{number}", "birth_date": "2011-03-04"},
            "recorded_at": "2026-09-01T07:00:00+02:00",
        }
        return _sent(ENROLMENTS, "be.flankerend.school.pupil-enrolled.v1", school, pupil, data)

    def _contacts_of_schools(self) -> Iterator[str]:
        for number in range(self.schools):
            school = f"{125001 + number}"
            for role in ("counsellor", "clb", "youth-coach"):
                yield _contact(role, number, school)
            yield _contact("caseworker", number)

    def _shared_contacts(self) -> Iterator[str]:
        """A counsellor for each school; a tenth of all are of the CLB or coaches, and the rest caseworkers."""
        yield from (_contact("counsellor", number, f"{125001 + number}") for number in range(self.schools))
        others = (self.contacts or 0) - self.schools
        caseworkers = others - ceil((self.contacts or 0) * _OPTIONAL_SHARE)
        yield from (_contact("caseworker", number) for number in range(caseworkers))
        optional = ("clb", "youth-coach")
        yield from (_contact(optional[number % 2], number) for number in range(others - caseworkers))


def _contact(role: str, number: int, school: str = "") -> str:
    name = f"{role}-{number:03}"
    return f"{name},Persoon {name},{role},{school},{name}@bench.example,"


def _mark(school: str, pupil: str, day: date, half_day: str) -> Sent:
    hour = "08" if half_day == "AM" else "13"
    data = {
        "school": school,
        "pupil": pupil,
        "date": day.isoformat(),
        "half_day": half_day,
        "code": "B",
        "package": "smartschool",
        "recorded_at": f"{day.isoformat()}T{hour}:52:10+02:00",
    }
    return _sent(MARKS, "be.flankerend.school.attendance-recorded.v1", school, pupil, data)


def _sent(topic: str, event_type: str, school: str, pupil: str, data: Mapping[str, object]) -> Sent:
    value = json.dumps(data, separators=(",", ":"))
    headers = {
        "ce_specversion": "1.0",
        "ce_id": str(uuid5(NAMESPACE_URL, value)),
        "ce_source": f"/school/{school}",
        "ce_type": event_type,
        "content-type": "application/json",
    }
    encoded = [(name, text.encode()) for name, text in headers.items()]
    return Sent(topic, f"{school}:{pupil}".encode(), value.encode(), encoded)
