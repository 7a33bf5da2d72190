"""The schools and pupils of the town, invented from a seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from shared.contracts.vocabulary import EducationLevel, Package
from shared.domain.school_year import SchoolYear
from shared.local.simulation.habits import HABITS, Habit
from shared.local.simulation.insz_numbers import InszNumbers
from shared.local.simulation.names import FAMILY_NAMES, GIVEN_NAMES, POSTCODES

FIRST_SCHOOL = 125001
"""Institution number of the first school; the others follow it."""

CLASS_SIZE = 20
_YEARS = 6
_AGE_IN_YEAR_1 = {EducationLevel.LAGER: 6, EducationLevel.SECUNDAIR: 12}
_STRUCTURE = {EducationLevel.LAGER: "211", EducationLevel.SECUNDAIR: "311"}
_PACKAGES = (Package.SMARTSCHOOL, Package.INFORMAT, Package.WISA)
_WITHOUT_INSZ = 0.02


@dataclass(frozen=True, slots=True)
class School:
    """A school and the software it works with; a second package reports some of the same marks."""

    number: str
    level: EducationLevel
    package: Package
    second_package: Package | None
    sends_lists: bool

    @property
    def structure(self) -> str:
        """Ordinary full-time education of its level."""
        return _STRUCTURE[self.level]


@dataclass(frozen=True, slots=True)
class Place:
    """A pupil's place at a school for a time."""

    school: School
    pupil: str
    class_name: str
    valid_from: date
    valid_until: date | None = None
    transferred: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the pupil is at this school on this day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Pupil:
    """An invented child and the places it has."""

    index: int
    given_name: str
    family_name: str
    birth_date: date
    insz: str | None
    postcode: str
    habit: Habit
    places: tuple[Place, ...]


def invent_schools(count: int) -> list[School]:
    """The schools: every fourth a primary school, every third with a second package, every other one sends lists."""
    return [
        School(
            number=f"{FIRST_SCHOOL + index:06}",
            level=EducationLevel.LAGER if index % 4 == 3 else EducationLevel.SECUNDAIR,
            package=_PACKAGES[index % 3],
            second_package=_PACKAGES[(index + 1) % 3] if index % 3 == 0 else None,
            sends_lists=index % 2 == 1,
        )
        for index in range(count)
    ]


def invent_pupils(
    random: Random, schools: Sequence[School], *, per_school: int, school_year: SchoolYear
) -> list[Pupil]:
    """So many pupils for each school, each with one place for the whole school year."""
    numbers = InszNumbers(random)
    return [
        _invent_pupil(
            random, numbers, school=school, ordinal=ordinal, school_year=school_year, index=place * per_school + ordinal
        )
        for place, school in enumerate(schools)
        for ordinal in range(per_school)
    ]


def register_number(school: School, ordinal: int) -> str:
    """The register number of the n-th pupil a school ever wrote in."""
    return f"{int(school.number) % 100:02}{ordinal + 1:05}"


def _invent_pupil(
    random: Random, numbers: InszNumbers, *, school: School, ordinal: int, school_year: SchoolYear, index: int
) -> Pupil:
    year = ordinal // CLASS_SIZE % _YEARS + 1
    letter = chr(ord("A") + ordinal // (CLASS_SIZE * _YEARS) % 26)
    born = date(school_year.start - _AGE_IN_YEAR_1[school.level] - year + 1, 1, 1)
    birth_date = born + timedelta(days=random.randrange(365))
    place = Place(school, register_number(school, ordinal), f"{year}{letter}", school_year.first_day)
    habits = HABITS[school.level]
    return Pupil(
        index=index,
        given_name=random.choice(GIVEN_NAMES),
        family_name=random.choice(FAMILY_NAMES),
        birth_date=birth_date,
        insz=None if random.random() < _WITHOUT_INSZ else numbers.next_for(birth_date),
        postcode=random.choice(POSTCODES),
        habit=random.choices(habits, [habit.share for habit in habits])[0],
        places=(place,),
    )
