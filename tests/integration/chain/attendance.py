"""What attendance tells of three pupils: levels, and who turned out to be whom."""

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any
from uuid import UUID, uuid4

from shared.contracts.attendance_persons import PersonChanged, PersonMerged
from shared.contracts.attendance_signals import LevelReached, LevelWithdrawn

from .harness import Harness

SCHOOLS = ("123456", "654321")
_LEVELS = (5, 10, 15, 30)

Pupil = tuple[str, str]


@dataclass
class Person:
    """A person with the registers they are in and their standing levels."""

    person_id: UUID = field(default_factory=uuid4)
    pupils: list[Pupil] = field(default_factory=list)
    standing: list[LevelReached] = field(default_factory=list)


class Attendance:
    """Tells what attendance would tell; which person it is about is left to chance."""

    def __init__(self, harness: Harness, random: Random) -> None:
        self._harness = harness
        self._random = random
        self._persons = [Person(pupils=[(SCHOOLS[number % 2], f"P-{number}")]) for number in range(3)]
        for person in self._persons:
            self._describe(person)

    def reach(self) -> None:
        """Somebody reaches the next level."""
        person = self._random.choice(self._persons)
        reached = {signal.level for signal in person.standing}
        level = next((level for level in _LEVELS if level not in reached), None)
        if level is None:
            return
        signal = LevelReached.model_validate(_signal(person, level))
        person.standing.append(signal)
        self._harness.tell(signal, person.person_id)

    def lose(self) -> None:
        """A correction takes somebody's highest level away, from all who have become that person."""
        person = self._random.choice(self._persons)
        highest = max((signal.level for signal in person.standing), default=None)
        for signal in [signal for signal in person.standing if signal.level == highest]:
            person.standing.remove(signal)
            lost: dict[str, Any] = {"person_id": person.person_id, "count": signal.level - 1}
            self._harness.tell(LevelWithdrawn.model_validate(signal.model_dump() | lost), person.person_id)

    def merge(self) -> None:
        """Two persons turn out to be one."""
        if len(self._persons) < 2:
            return
        gone, stays = self._random.sample(self._persons, 2)
        self._persons.remove(gone)
        stays.pupils += gone.pupils
        stays.standing += gone.standing
        self._harness.tell(PersonMerged(person_id=gone.person_id, merged_into=stays.person_id), gone.person_id)
        self._describe(stays)

    def part(self) -> None:
        """One of a person's registers turns out to be somebody else's; its levels go along."""
        several = [person for person in self._persons if len(person.pupils) > 1]
        if not several:
            return
        person = self._random.choice(several)
        pupil = person.pupils.pop(self._random.randrange(len(person.pupils)))
        other = Person(pupils=[pupil], standing=[s for s in person.standing if (s.school, s.pupil) == pupil])
        person.standing = [signal for signal in person.standing if signal not in other.standing]
        self._persons.append(other)
        for one in self._random.sample([person, other], 2):
            self._describe(one)

    def _describe(self, person: Person) -> None:
        enrolments = [
            {
                "school": school,
                "pupil": pupil,
                "class": "3A",
                "level": "secundair",
                "structure": "311",
                "valid_from": date(2026, 9, 1),
                "valid_until": None,
            }
            for school, pupil in person.pupils
        ]
        names = {"given_name": "Amina", "family_name": "Vandeputte", "birth_date": date(2011, 3, 4)}
        told = PersonChanged.model_validate({"person_id": person.person_id, "enrolments": enrolments, **names})
        self._harness.tell(told, person.person_id)


def _signal(person: Person, level: int) -> dict[str, Any]:
    school, pupil = person.pupils[-1]
    return {
        "signal_id": uuid4(),
        "person_id": person.person_id,
        "school": school,
        "pupil": pupil,
        "level_of_education": "secundair",
        "school_year": "2026-2027",
        "rule": "problematic-half-days",
        "rule_version": 1,
        "level": level,
        "count": level,
        "reached_on": date(2026, 11, 20),
        "half_days": [{"date": date(2026, 11, 20), "half_day": "AM", "school": school}],
    }
