"""A unit of work in memory, for use cases about levels and persons."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import cast
from uuid import UUID

from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.events import CaseEvent
from casework.domain.ground import Ground, KnownGround
from casework.domain.person import Name, Person, Placement, Pupil
from casework.domain.timeline import Entry
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import Conflict, NotFound
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import CalendarOf
from shared.domain.school_year import SchoolYear


class Memory:
    """Holds what the database would; the repositories answer copies."""

    def __init__(self) -> None:
        self.stored: dict[UUID, Case] = {}
        self.known_grounds: dict[UUID, KnownGround] = {}
        self.told: dict[UUID, Person] = {}
        self.entries: dict[UUID, list[Entry]] = defaultdict(list)
        self.events: list[CaseEvent] = []
        self.moved: list[tuple[UUID, UUID]] = []
        self.numbers: Counter[tuple[CaseType, SchoolYear]] = Counter()
        self.cases = _Cases(self)
        self.grounds = _Grounds(self)
        self.persons = _Persons(self)
        self.calendars = _Calendars()
        self.timeline = self.meetings = self.files = _Movable(self)

    @property
    def unit(self) -> CaseworkUnitOfWork:
        """The same as a unit of work; what no use case about levels or persons needs is not there."""
        return cast("CaseworkUnitOfWork", self)

    async def lock_persons(self, *person_ids: UUID) -> None:
        """Nobody else is there."""

    async def save(self, case: Case) -> None:
        rival = await self.cases.open_of(case.person_id, case.case_type)
        if case.is_open and rival and rival.case_id != case.case_id:
            raise Conflict("the person has an open case")
        case.version += 1
        self.events.extend(case.events)
        self.entries[case.case_id].extend(case.entries)
        case.events.clear()
        case.entries.clear()
        await self.grounds.save(case.case_id, *case.grounds.values())
        self.stored[case.case_id] = _copied(case)

    def open_cases(self) -> list[Case]:
        return [self.cases.whole(case) for case in self.stored.values() if case.is_open]


class _Cases:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def whole(self, case: Case) -> Case:
        kept = self._memory.known_grounds.values()
        grounds = {item.ground.ground_id: item.ground for item in kept if item.case_id == case.case_id}
        return replace(_copied(case), grounds=grounds)

    def _of(self, person_id: UUID) -> list[Case]:
        cases = [self.whole(case) for case in self._memory.stored.values() if case.person_id == person_id]
        return sorted(cases, key=lambda case: (case.opened_at, case.case_id))

    async def get(self, case_id: UUID) -> Case:
        if case_id not in self._memory.stored:
            raise NotFound("case", case_id)
        return self.whole(self._memory.stored[case_id])

    locked = get

    async def open_of(self, person_id: UUID, case_type: CaseType) -> Case | None:
        return next((case for case in self._of(person_id) if case.is_open and case.case_type is case_type), None)

    async def open_or_of_year(self, person_id: UUID, case_type: CaseType, school_year: SchoolYear) -> Case | None:
        of_type = [case for case in self._of(person_id) if case.case_type is case_type]
        cases = [case for case in of_type if case.is_open or case.school_year == school_year]
        return min(cases, key=lambda case: (not case.is_open, case.merged_into is not None), default=None)

    async def of_person(self, person_id: UUID) -> list[Placement]:
        return [await self._placement(case) for case in self._of(person_id)]

    async def of_pupils(self, pupils: Collection[Pupil]) -> list[Placement]:
        cases = [case for case in self._memory.stored.values() if _pupil_of(case) in pupils]
        return [await self._placement(case) for case in sorted(cases, key=lambda case: (case.opened_at, case.case_id))]

    async def _placement(self, case: Case) -> Placement:
        pupil = _pupil_of(case)
        return Placement(case.case_id, case.person_id, tuple(await self._memory.persons.enrolled_as(pupil)))

    async def pass_on(self, source: UUID, target: UUID) -> None:
        for case in self._memory.stored.values():
            case.merged_into = target if case.merged_into == source else case.merged_into

    async def next_number(self, case_type: CaseType, school_year: SchoolYear) -> int:
        self._memory.numbers[case_type, school_year] += 1
        return self._memory.numbers[case_type, school_year]


def _pupil_of(case: Case) -> Pupil:
    assert case.school is not None, "a truancy case is a pupil's"
    assert case.pupil is not None, "a truancy case is a pupil's"
    return Pupil(case.school, case.pupil)


class _Grounds:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def get(self, ground_id: UUID) -> KnownGround | None:
        return self._memory.known_grounds.get(ground_id)

    async def save(self, case_id: UUID | None, *items: Ground) -> None:
        for item in items:
            self._memory.known_grounds[item.ground_id] = KnownGround(item, case_id)

    async def strayed(self, person_id: UUID) -> list[KnownGround]:
        return [
            known_ground
            for known_ground in self._memory.known_grounds.values()
            if known_ground.ground.stands
            and known_ground.case_id
            and self._has_strayed(known_ground.ground, self._memory.stored[known_ground.case_id], person_id)
        ]

    def _has_strayed(self, ground: Ground, case: Case, person_id: UUID) -> bool:
        pupil = ground.register
        has_left = ground.person_id == person_id or not self._is_of(case.person_id, pupil)
        is_of_case = pupil == _pupil_of(case)
        return (
            case.is_open
            and case.person_id != person_id
            and self._is_of(person_id, pupil)
            and has_left
            and not is_of_case
        )

    def _is_of(self, person_id: UUID, pupil: Pupil | None) -> bool:
        person = self._memory.told.get(person_id)
        return person is not None and pupil in person.pupils


class _Persons:
    def __init__(self, memory: Memory) -> None:
        self._told = memory.told

    async def get(self, person_id: UUID) -> Person | None:
        return self._told.get(person_id)

    async def save(self, state: Person) -> None:
        self._told[state.person_id] = state

    async def erase(self, person_id: UUID) -> None:
        self._told[person_id] = Person(person_id, self._told[person_id].sequence)

    async def living(self, person_id: UUID) -> UUID:
        person = self._told.get(person_id)
        return await self.living(person.merged_into) if person and person.merged_into else person_id

    async def enrolled_as(self, pupil: Pupil) -> list[UUID]:
        return sorted(person_id for person_id, person in self._told.items() if pupil in person.pupils)

    async def names(self, person_ids: Collection[UUID]) -> Mapping[UUID, Name]:
        return {asked: Name(None, None) for asked in person_ids}


class _Calendars:
    async def of(self, school: str) -> CalendarOf:
        return flemish_calendar


class _Movable:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def move(self, source: UUID, target: UUID) -> None:
        self._memory.moved.append((source, target))


def _copied(case: Case) -> Case:
    """A case of its own, of the same type."""
    return deepcopy(case, {id(case.case_type): case.case_type})
