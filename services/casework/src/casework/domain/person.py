"""What casework keeps of a person: the name for whoever may see it, and which registers the person is in."""

from dataclasses import dataclass
from datetime import date, datetime
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

    def holds_on(self, day: date) -> bool:
        """Whether the person is enrolled by it on this day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as attendance last told; ``sequence`` orders what it tells.

    ``merged_into`` is the person this person turned out to be; ``parted_from`` is the person it was taken for, once
    they parted again. Of a person who was erased, at ``erased_at``, nothing else is kept.
    """

    person_id: UUID
    sequence: int
    given_name: str | None = None
    family_name: str | None = None
    birth_date: date | None = None
    enrolments: tuple[Enrolment, ...] = ()
    merged_into: UUID | None = None
    parted_from: UUID | None = None
    erased_at: datetime | None = None

    @property
    def erased(self) -> bool:
        """Whether the person was erased: what is told of the person from then on is not kept."""
        return self.erased_at is not None

    @property
    def pupils(self) -> frozenset[Pupil]:
        """The registers the person is in."""
        return frozenset(enrolment.pupil for enrolment in self.enrolments)

    def holding_on(self, day: date) -> Enrolment | None:
        """The newest of the enrolments that hold on this day; None if no enrolment holds."""
        newest = self.enrolment_on(day)
        return newest if newest and newest.holds_on(day) else None

    def gone_on_to(self, day: date, pupil: Pupil) -> Enrolment | None:
        """The enrolment at another school that this pupil has changed to by this day; None without such a change.

        It holds on this day and is newer than the enrolment as this pupil, or that enrolment does not hold any more.
        Two that hold and began on one day are no change: nothing says which of them is newer.
        """
        here, newest = self.enrolment_on(day, pupil), self.holding_on(day)
        if here is None or newest is None or newest.pupil.school == pupil.school:
            return None
        return None if here.holds_on(day) and here.valid_from == newest.valid_from else newest

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

    A case at no school has no ``register``, and so nobody who has it. Who a transferred case belongs to is said by the
    register it was in ``first``, as long as anybody has that.
    """

    case_id: UUID
    person_id: UUID
    enrolled: tuple[UUID, ...]
    register: Pupil | None = None
    first: Pupil | None = None
    is_open: bool = False
