"""The person behind one or more registrations, and how registrations find their person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from attendance.register.domain.compulsory_age import compulsory_period
from attendance.register.domain.enrolment import Enrolment, PersonData
from attendance.register.domain.period import Period
from attendance.register.domain.registration import EnrolledPeriod, Registration


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the enrolments describe it: names and birth date of the newest enrolment that has them.

    `registered_on` comes from the newest enrolment that has such a day.
    """

    person_id: UUID
    given_name: str | None
    family_name: str | None
    birth_date: date | None
    enrolments: tuple[EnrolledPeriod, ...]
    registered_on: date | None = None

    @property
    def compulsory(self) -> Period:
        """The days on which the person is of compulsory age."""
        return compulsory_period(self.birth_date, self.registered_on)

    @property
    def digest(self) -> bytes:
        """Changes when something changes that others are told, or the days of compulsory age do."""
        content: tuple[object, ...] = (self.given_name, self.family_name, self.birth_date, self.enrolments)
        if self.registered_on is not None:
            content = (*content, self.registered_on)
        return sha256(repr(content).encode()).digest()


def person_of(person_id: UUID, registrations: Iterable[Registration], otherwise: PersonData | None = None) -> Person:
    """The person these registrations, all of one person, describe; `otherwise` if no registration says who it is."""
    registrations = tuple(registrations)
    enrolments = [enrolment for registration in registrations for enrolment in registration.enrolments.values()]
    data = _newest_data(enrolments) or otherwise or PersonData()
    periods = sorted(
        (period for registration in registrations for period in registration.periods),
        key=lambda period: (period.valid_from, period.school, period.pupil),
    )
    return Person(
        person_id,
        data.given_name,
        data.family_name,
        data.birth_date,
        tuple(periods),
        _newest_registered_on(enrolments),
    )


def _newest_data(enrolments: Iterable[Enrolment]) -> PersonData | None:
    described = (enrolment for enrolment in enrolments if enrolment.person.says_who)
    newest = max(described, key=lambda enrolment: (enrolment.valid_from, *enrolment.recorded), default=None)
    return newest.person if newest else None


def _newest_registered_on(enrolments: Iterable[Enrolment]) -> date | None:
    with_day = (enrolment for enrolment in enrolments if enrolment.person.registered_on is not None)
    newest = max(with_day, key=lambda enrolment: (enrolment.valid_from, *enrolment.recorded), default=None)
    return newest.person.registered_on if newest else None


class Register(NamedTuple):
    """A school's register entry of a person for one enrolment, which holds from `first` to `last`, both included.

    The last day is `date.max` while it is open.
    """

    first: date
    last: date
    recorded_at: datetime
    school: str
    pupil: str
    pupil_id: int
    level: str


def register_on(day: date, registers: Iterable[Register], today: date) -> Register:
    """Where the person is enrolled on a day: the newest enrolment that holds on it, else the enrolment that ended last.

    The newest by its first day, then `recorded_at`, then the school number; so of several that ended on one day, too.
    If no enrolment holds, an enrolment that began after the day and is open comes before enrolments that ended. An
    enrolment that has not begun by today counts only where there is no other. Raises ValueError without any.
    """

    def preferred(register: Register) -> tuple[object, ...]:
        holds = register.first <= day <= register.last
        newest = (register.first, register.recorded_at, register.school, register.pupil)
        return register.first <= today, holds, date.max if holds else register.last, *newest

    return max(registers, key=preferred)


class PupilIdentity(NamedTuple):
    """A registration as far as it says who the pupil is."""

    pupil_id: int
    insz_key: bytes | None


@dataclass
class Identities:
    """Which registrations are the same person: those with the same INSZ, and no others.

    `members` are all registrations of every person that may be concerned, `key_of` their INSZ hashes. A `resident`
    person is on the municipality's list under its INSZ, so that it stays and keeps it when its registrations go.
    `merged` and `created` say what changed.
    """

    members: dict[UUID, set[int]]
    key_of: dict[UUID, bytes]
    new_id: Callable[[], UUID]
    residents: set[UUID] = field(default_factory=set)
    merged: dict[UUID, UUID] = field(default_factory=dict)
    created: list[UUID] = field(default_factory=list)
    moved: dict[int, UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._keys_before = dict(self.key_of)
        self._person_of = {pupil: person for person, pupils in self.members.items() for pupil in pupils}
        self._by_key = {key: person for person, key in self.key_of.items()}

    def settle(self, pupils: Iterable[PupilIdentity]) -> None:
        """Put each registration with its person: join persons, part them, or begin a new person."""
        for pupil in sorted(pupils):
            self._settle_one(pupil)

    def house(self, insz_keys: Iterable[bytes]) -> None:
        """Give each child on the municipality's list a person: the person with this INSZ hash, or a new person."""
        for key in sorted(insz_keys):
            self.residents.add(self._by_key.get(key) or self._begin(key))

    def person_with(self, insz_key: bytes) -> UUID | None:
        """The person with this INSZ hash, if any."""
        return self._by_key.get(insz_key)

    @property
    def person_of(self) -> Mapping[int, UUID]:
        """The person of every registration concerned, as settled."""
        return self._person_of

    @property
    def rekeyed(self) -> Mapping[UUID, bytes | None]:
        """Persons that were known before and whose INSZ hash changed, with their present hash."""
        before = self.members.keys() - set(self.created)
        return {
            person: self.key_of.get(person)
            for person in before
            if self.key_of.get(person) != self._keys_before.get(person)
        }

    def _settle_one(self, pupil: PupilIdentity) -> None:
        current = self._person_of.get(pupil.pupil_id)
        alone = current is not None and current not in self.residents and self.members[current] == {pupil.pupil_id}
        target = self._by_key.get(pupil.insz_key) if pupil.insz_key is not None else None
        if target is not None:
            self._move(pupil.pupil_id, current, target)
        elif current is not None and alone:
            self._set_key(current, pupil.insz_key)
        else:
            self._move(pupil.pupil_id, current, self._begin(pupil.insz_key))

    def _begin(self, key: bytes | None) -> UUID:
        person = self.new_id()
        self.created.append(person)
        self.members[person] = set()
        self._set_key(person, key)
        return person

    def _set_key(self, person: UUID, key: bytes | None) -> None:
        if (old := self.key_of.pop(person, None)) is not None:
            del self._by_key[old]
        if key is not None:
            self.key_of[person] = key
            self._by_key[key] = person

    def _move(self, pupil_id: int, current: UUID | None, target: UUID) -> None:
        if current == target:
            return
        self.members[target].add(pupil_id)
        self._person_of[pupil_id] = target
        self.moved[pupil_id] = target
        if current is not None:
            self.members[current].discard(pupil_id)
            if not self.members[current] and current not in self.residents:
                self._set_key(current, None)
                self.merged[current] = target
