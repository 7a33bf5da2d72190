"""A unit of work in memory, for use cases about grounds, persons and what is done to cases."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import cast
from uuid import UUID

from casework.domain.assignment import AssignmentRules
from casework.domain.case import Case
from casework.domain.case_file import Task
from casework.domain.case_type import CaseType
from casework.domain.events import CaseEvent
from casework.domain.ground import Ground, KnownGround
from casework.domain.person import Name, Person, Placement, Pupil
from casework.domain.terms import Terms
from casework.domain.timeline import Entry
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import Conflict, NotFound
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import CalendarOf
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


class Memory:
    """Holds what the database would; the repositories answer copies."""

    def __init__(self, terms: Terms | None = None, clock: Clock | None = None) -> None:
        self._terms = terms
        self._clock = clock
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
        self.letters = _Letters()
        self.assignment = _Assignment()

        self.early_signals = _EarlySignals()
        self.links = self.guests = _OfCases(self)
        self.timeline = self.meetings = self.referrals = self.consents = _Movable(self)
        self.tasks: dict[UUID, tuple[UUID, Task]] = {}
        self.files = _Files(self)
        self.plans = _Plans()
        self.trajectories = _Trajectories()

    @property
    def unit(self) -> CaseworkUnitOfWork:
        """The same as a unit of work; what no use case about grounds, persons or acts needs is not there."""
        return cast("CaseworkUnitOfWork", self)

    def add(self, *events: CaseEvent) -> None:
        self.events.extend(events)

    async def lock_persons(self, *person_ids: UUID) -> None:
        """Nobody else is there."""

    async def save(self, case: Case) -> None:
        rival = await self.cases.open_of(case.person_id, case.case_type)
        if case.is_open and rival and rival.case_id != case.case_id:
            raise Conflict("the person has an open case")
        if self._terms and self._clock and case.has_to_count(self._terms.lengths):
            case.count_state(self._terms, self._clock.today())
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

    async def locked_of(self, case_id: UUID, person_id: UUID) -> Case | None:
        case = await self.get(case_id)
        return case if case.person_id == person_id else None

    async def open_of(self, person_id: UUID, case_type: CaseType) -> Case | None:
        return next((case for case in self._of(person_id) if case.is_open and case.case_type is case_type), None)

    async def open_or_of_year(self, person_id: UUID, case_type: CaseType, school_year: SchoolYear) -> Case | None:
        of_type = [case for case in self._of(person_id) if case.case_type is case_type]
        cases = [case for case in of_type if case.is_open or case.school_year == school_year]
        return min(cases, key=lambda case: (not case.is_open, case.merged_into is not None), default=None)

    async def of_person(self, person_id: UUID) -> list[Placement]:
        return [await self._placement(case) for case in self._of(person_id)]

    async def of_pupils(self, pupils: Collection[Pupil]) -> list[Placement]:
        stored = self._memory.stored.values()
        cases = [case for case in stored if case.register in pupils or case.first_register in pupils]
        return [await self._placement(case) for case in sorted(cases, key=lambda case: (case.opened_at, case.case_id))]

    async def _placement(self, case: Case) -> Placement:
        enrolled: list[UUID] = []
        for pupil in filter(None, (case.first_register, case.register)):
            enrolled = enrolled or await self._memory.persons.enrolled_as(pupil)
        return Placement(
            case_id=case.case_id,
            person_id=case.person_id,
            enrolled=tuple(enrolled),
            register=case.register,
            first=case.first_register,
            is_open=case.is_open,
        )

    async def pass_on(self, source: UUID, target: UUID) -> None:
        for case in self._memory.stored.values():
            case.merged_into = target if case.merged_into == source else case.merged_into

    async def next_number(self, case_type: CaseType, school_year: SchoolYear) -> int:
        self._memory.numbers[case_type, school_year] += 1
        return self._memory.numbers[case_type, school_year]


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
        is_of_case = pupil == case.register
        went_on_here = any(
            other.merged_by_hand and (other.merged_into, other.person_id) == (case.case_id, person_id)
            for other in self._memory.stored.values()
        )
        return (
            case.is_open
            and case.person_id != person_id
            and self._is_of(person_id, pupil)
            and has_left
            and not is_of_case
            and not went_on_here
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

    async def erase(self, person_id: UUID, at: datetime) -> None:
        state = self._told.get(person_id)
        self._told[person_id] = Person(person_id, state.sequence if state else 0, erased_at=at)

    async def predecessors(self, person_id: UUID) -> list[UUID]:
        return [former for former in self._told if former != person_id and await self.living(former) == person_id]

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

    async def append(self, case_id: UUID, entries: Iterable[Entry]) -> None:
        self._memory.entries[case_id].extend(entries)

    async def leave(self, meeting_id: UUID, case_id: UUID) -> None:
        """No meeting is kept."""

    async def keep_of_meeting(self, meeting_id: UUID, case_id: UUID) -> None:
        """No entry of a meeting is kept."""

    async def move(self, source: UUID, target: UUID) -> None:
        self._memory.moved.append((source, target))


class _OfCases(_Movable):
    async def erase_of(self, person_id: UUID) -> None:
        """There are none."""


class _Plans:
    async def move(self, source: UUID, target: UUID) -> None:
        """There are none."""


class _Trajectories:
    async def find(self, case_id: UUID) -> None:
        """There are none."""

    async def move(self, source: UUID, target: UUID) -> None:
        """There are none."""

    async def erase_of(self, person_id: UUID) -> None:
        """There are none."""


class _Letters:
    async def erase_of(self, person_id: UUID) -> None:
        """There are none."""


class _EarlySignals:
    async def arrived(self, signal_id: UUID, at: datetime) -> None:
        """Since when a signal waits is not kept."""

    async def erase_of(self, person_id: UUID) -> None:
        """There are none."""


class _Assignment:
    async def rules(self) -> AssignmentRules:
        return AssignmentRules()


class _Files(_Movable):
    """Tasks alone, each with its case."""

    async def add_task(self, case_id: UUID, item: Task) -> None:
        self._memory.tasks[item.task_id] = case_id, item

    async def task(self, case_id: UUID, task_id: UUID) -> Task:
        of_case, task = self._memory.tasks.get(task_id, (None, None))
        if task is None or of_case != case_id:
            raise NotFound("task", task_id)
        return task

    async def add_action(self, case_id: UUID, item: Task) -> bool:
        if any(task.action_id == item.action_id for _, task in self._memory.tasks.values()):
            return False
        await self.add_task(case_id, item)
        return True

    async def finish_task(self, case_id: UUID, task_id: UUID, at: datetime) -> None:
        of_case, task = self._memory.tasks.get(task_id, (None, None))
        if task is None or of_case != case_id:
            raise NotFound("task", task_id)
        if task.is_open:
            self._memory.tasks[task_id] = case_id, replace(task, done_at=at)

    async def open_tasks(self, case_id: UUID) -> list[Task]:
        return [task for of_case, task in self._memory.tasks.values() if of_case == case_id and task.is_open]

    async def drop_tasks(self, case_id: UUID, at: datetime) -> int:
        dropped = await self.open_tasks(case_id)
        for task in dropped:
            self._memory.tasks[task.task_id] = case_id, replace(task, dropped_at=at)
        return len(dropped)

    async def move(self, source: UUID, target: UUID) -> None:
        await super().move(source, target)
        for task_id, (of_case, task) in list(self._memory.tasks.items()):
            if of_case == source:
                self._memory.tasks[task_id] = target, task


def _copied(case: Case) -> Case:
    """A case of its own, of the same type."""
    return deepcopy(case, {id(case.case_type): case.case_type})
