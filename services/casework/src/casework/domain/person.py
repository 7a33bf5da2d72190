"""What casework keeps of a person: the name for whoever may see it, and which registers the person is in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, order=True)
class Pupil:
    """A register number at a school."""

    school: str
    number: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A period of a person at a school; ``class_name`` is None if the school gave no class."""

    pupil: Pupil
    level_of_education: str
    valid_from: date
    valid_until: date | None
    class_name: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person as attendance last told; ``sequence`` orders what it tells.

    ``merged_into`` is the person this person turned out to be; ``parted_from`` is the person it was taken for, once
    they parted again.
    """

    person_id: UUID
    sequence: int
    given_name: str | None = None
    family_name: str | None = None
    enrolments: tuple[Enrolment, ...] = ()
    merged_into: UUID | None = None
    parted_from: UUID | None = None

    @property
    def pupils(self) -> frozenset[Pupil]:
        """The registers the person is in."""
        return frozenset(enrolment.pupil for enrolment in self.enrolments)

    def enrolment_on(self, day: date, at: Pupil | None = None) -> Enrolment | None:
        """The newest of the enrolments that hold on this day, else the enrolment that ended last; only enrolments in
        one register.

        Of several that began on one day the greatest school number. One that has not begun only where there is no
        other.
        """

        def preferred(enrolment: Enrolment) -> tuple[bool, bool, date, date, Pupil]:
            begun, last = enrolment.valid_from <= day, enrolment.valid_until or date.max
            holds = begun and day <= last
            return begun, holds, date.max if holds else last, enrolment.valid_from, enrolment.pupil

        asked = [enrolment for enrolment in self.enrolments if at is None or enrolment.pupil == at]
        return max(asked, key=preferred, default=None)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; either part may be unknown."""

    given_name: str | None
    family_name: str | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Which person has a case, and which persons have its register number, the newest enrolment in front.

    A case at no school has no register number, and so nobody who has it.
    """

    case_id: UUID
    person_id: UUID
    enrolled: tuple[UUID, ...]
