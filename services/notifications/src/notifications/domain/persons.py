"""This service's own copy of names: the least that a mail needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A period at a school, with the register number there."""

    school: str
    pupil: str
    class_name: str | None
    valid_from: date


@dataclass(frozen=True, slots=True)
class Person:
    """A person, or what is left of a person who was merged into another, or erased."""

    person_id: UUID
    given_name: str | None = None
    family_name: str | None = None
    enrolments: tuple[Enrolment, ...] = ()
    merged_into: UUID | None = None
    erased: bool = False

    @property
    def full_name(self) -> str | None:
        """Given and family name, as far as a school gave them."""
        return " ".join(part for part in (self.given_name, self.family_name) if part) or None

    def class_at(self, school: str, pupil: str | None, day: date) -> str | None:
        """The class on a day: of the enrolment with this register number at this school that began last by then.

        An enrolment that has not begun counts only where there is no other.
        """
        here = [enrolment for enrolment in self.enrolments if enrolment.school == school and enrolment.pupil == pupil]
        begun = [enrolment for enrolment in here if enrolment.valid_from <= day]
        return max(begun or here, key=lambda enrolment: enrolment.valid_from).class_name if here else None


Persons = Mapping[UUID, Person]


def person_of(persons: Persons, person_id: UUID) -> Person | UUID:
    """The person with this id, or the person it was merged into; the id of a person that has not arrived.

    As long as the other person is not there, it is the old person, if anything is known of the old person.
    """
    person = persons.get(person_id)
    seen = {person_id}
    while person and person.merged_into and person.merged_into not in seen:
        seen.add(person.merged_into)
        successor = persons.get(person.merged_into)
        if successor is None:
            return person if person.enrolments else person.merged_into
        person = successor
    return person or person_id
