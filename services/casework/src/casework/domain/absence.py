"""Absences of caseworkers: who is away on which days, and who has the work meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody is away from the first day up to and with the last. ``deputy`` is None where nobody stands in.

    ``worker`` and ``deputy`` are contact ids, or a ``sub`` of a token. ``version`` is 0 until the absence is stored.
    """

    worker: str
    first_day: date
    last_day: date
    deputy: str | None
    version: int = 0

    def ended(self, today: date) -> "Absence | None":
        """The absence of somebody who is back today: up to yesterday. None where it has no day before today."""
        yesterday = today - timedelta(days=1)
        return replace(self, last_day=min(self.last_day, yesterday)) if self.first_day <= yesterday else None


class WorkerNames:
    """Which names are one person: the contact id, and each ``sub`` whose token has that contact."""

    def __init__(self, contacts: Mapping[str, str]) -> None:
        """``contacts`` has the contact id of each ``sub`` that was seen with one."""
        self._contacts = contacts

    def person(self, name: str) -> str:
        """The person behind a name: the contact id, where it is known; else the name."""
        return self._contacts.get(name, name)

    def every(self, name: str) -> frozenset[str]:
        """All names of the person behind a name."""
        person = self.person(name)
        return frozenset({name, person, *(subject for subject, contact in self._contacts.items() if contact == person)})


class Absences:
    """The absences of a day. Every name of a person stands for that person."""

    def __init__(self, absences: Iterable[Absence], names: WorkerNames) -> None:
        self._names = names
        self._deputies = {
            names.person(absence.worker): names.person(absence.deputy) if absence.deputy else None
            for absence in absences
        }

    def is_absent(self, name: str) -> bool:
        """Whether the person is away."""
        return self._names.person(name) in self._deputies

    def stand_in(self, name: str) -> str | None:
        """Who has the work of a person: the person who is there, else the deputy, or the deputy's deputy.

        None where nobody who is there stands in.
        """
        person: str | None = self._names.person(name)
        passed: set[str] = set()
        while person in self._deputies and person not in passed:
            passed.add(person)
            person = self._deputies[person]
        return None if person in passed else person

    def stood_in_for_by(self, name: str) -> frozenset[str]:
        """All names of the absent people whose work this person has meanwhile."""
        person = self._names.person(name)
        absent = [other for other in self._deputies if self.stand_in(other) == person]
        return frozenset(alias for other in absent for alias in self._names.every(other))
