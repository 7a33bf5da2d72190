"""What attendance tells, one event after another, and the cases that it makes: in memory."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from casework.application.follow_ground import follow_ground
from casework.application.keep_person import keep_person
from casework.application.merge_person import merge_person
from casework.domain import events
from casework.domain.case import Case
from casework.domain.person import Enrolment, Person, Pupil
from casework.domain.timeline import Cause
from casework.testing.factories import BY_HAND, CAUSE, LAST_YEAR, LENGTHS, NOW, TRUANCY, at, reached
from casework.testing.in_memory import Memory
from casework.types.truancy.level import Level
from shared.runtime.clock import BRUSSELS
from shared.testing.clock import FixedClock

from .sentences import sentence


def moment(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BRUSSELS)


class Harness:
    """Levels and persons arriving, one after another."""

    def __init__(self, now: datetime = NOW) -> None:
        self.memory = Memory()
        self.clock = FixedClock(now)

    async def reached(self, level: int, **given: Any) -> Level:
        signal = reached(level, **given)
        await self.get(signal)
        return signal

    async def get(self, signal: Level, cause: Cause | None = None) -> None:
        await follow_ground(
            self.memory.unit,
            signal,
            case_type=TRUANCY,
            cause=cause or Cause(self.clock.now(), CAUSE.by, CAUSE.event_id),
            clock=self.clock,
            lengths=LENGTHS,
        )

    async def level(self, level: int, person_id: UUID, pupil: Pupil, minutes: float = 0) -> None:
        signal = reached(level, person_id=person_id, school=pupil.school, pupil=pupil.number)
        await self.get(signal, Cause(at(minutes), "attendance"))

    async def person(self, person_id: UUID, sequence: int, *pupils: Pupil) -> None:
        enrolments = tuple(Enrolment(pupil, "secundair", date(2026, 9, 1), None) for pupil in pupils)
        await self.keep(Person(person_id, sequence, "Anna", "Peeters", enrolments=enrolments))

    async def keep(self, told: Person) -> None:
        await keep_person(self.memory.unit, told, cause=CAUSE, clock=self.clock, lengths=LENGTHS)

    async def merge(self, person_id: UUID, into: UUID, sequence: int) -> None:
        unit = self.memory.unit
        await merge_person(
            unit, person_id, into=into, sequence=sequence, cause=CAUSE, clock=self.clock, lengths=LENGTHS
        )

    async def case_of(self, pupil: Pupil) -> Case:
        [placement] = await self.memory.cases.of_pupils({pupil})
        return await self.memory.cases.get(placement.case_id)

    async def only_case(self) -> Case:
        [case] = [await self.memory.cases.get(case_id) for case_id in self.memory.stored]
        return case

    async def close(self) -> None:
        case = await self.only_case()
        case.close("other", "reden", BY_HAND)
        await self.memory.save(case)

    async def texts(self) -> list[str]:
        """The sentences in the timeline of the only case."""
        return [sentence(entry) for entry in self.memory.entries[(await self.only_case()).case_id]]

    def told(self) -> list[type[events.CaseEvent]]:
        return [type(event) for event in self.memory.events]


async def harness_with_case_of_last_year(*levels: int, **given: Any) -> Harness:
    """A case that these levels opened in May 2026; it is still open on 23 November 2026, and all told is forgotten."""
    harness = Harness(moment(2026, 5, 4, 9))
    for level in levels:
        await harness.reached(level, school_year=LAST_YEAR, counted_at=harness.clock.now(), **given)
    harness.clock.set(NOW)
    harness.memory.events.clear()
    harness.memory.entries.clear()
    return harness
