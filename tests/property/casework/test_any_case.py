"""Whatever is done, told and waited for, in whatever order: cases of every type keep what casework promises of them."""

from collections import Counter
from collections.abc import Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.property.lengths import examples, steps

from casework.api.readers import Reader
from casework.application.accept_signal import AcceptedSignal, accept_signal
from casework.application.follow_ground import follow_ground
from casework.application.follow_watch import follow_watch
from casework.application.keep_file import finish_task
from casework.application.keep_person import keep_person
from casework.application.merge_person import merge_person
from casework.application.open_by_hand import CaseByHand, open_by_hand
from casework.application.report_concern import Concern, report_concern
from casework.domain.case import Case
from casework.domain.case_file import Task
from casework.domain.case_type import CaseType
from casework.domain.events import CaseDue, CaseOverdue, WatchAsked, WatchEnded
from casework.domain.ground import Ground
from casework.domain.person import Enrolment, Person, Pupil
from casework.domain.states import Status
from casework.domain.terms import Terms
from casework.domain.timeline import Cause
from casework.domain.vocabulary import OpenedBy
from casework.domain.watch import WatchAnswer
from casework.testing.factories import CASE_TYPES, NOW, OTHER_PERSON, PERSON, THIS_YEAR, TRUANCY, reached
from casework.testing.in_memory import Memory
from casework.types.not_enrolled.gap import EnrolmentGap
from casework.types.toddler_participation.at_risk import AtRisk
from shared.domain.errors import DomainError, IllegalTransition
from shared.domain.flemish_calendar import flemish_calendar
from shared.testing.clock import FixedClock

from .commands import LENGTHS, PUPILS, Command, act, commands
from .reading import READERS, check_what_is_shown

T = TypeVar("T")

PERSONS = (PERSON, OTHER_PERSON)
APPROVED = replace(TRUANCY, approval=True)


def done(coroutine: Coroutine[Any, Any, T]) -> T:
    """What a use case in memory gives, which never waits for anything."""
    try:
        coroutine.send(None)
    except StopIteration as finished:
        value: T = finished.value
        return value
    raise AssertionError("nothing in memory is waited for")


class Watched(Memory):
    """A memory that looks at each case it is given."""

    async def save(self, case: Case) -> None:
        before = self.stored.get(case.case_id)
        entries = len(self.entries[case.case_id])
        events = len(case.events)
        noted = len(case.entries)
        await super().save(case)
        assert case.version == (before.version if before else 0) + 1
        if (before is None or before.status is not case.status) and case.merged_into is None:
            assert len(self.entries[case.case_id]) > entries, "every move is in the timeline"
        assert noted or not events or case.merged_into, "what is told to others is in the timeline"


class Casework(RuleBasedStateMachine):
    """Cases of one type, of two persons in the registers of two schools."""

    case_type: CaseType

    def __init__(self) -> None:
        super().__init__()
        self.clock = FixedClock(NOW)
        self.memory = Watched(Terms(LENGTHS, flemish_calendar), self.clock)
        self.sequences: Counter[UUID] = Counter()
        self.grounds: list[Ground] = []
        self.noticed: set[tuple[Any, ...]] = set()

    @property
    def cause(self) -> Cause:
        return Cause(self.clock.now(), "attendance", str(uuid4()))

    def attempt(self, coroutine: Coroutine[Any, Any, object]) -> DomainError | None:
        """Do it, or be refused: then everything is as before, and the refusal says why."""
        before = {case_id: (case.version, case.status) for case_id, case in self.memory.stored.items()}
        try:
            done(coroutine)
        except DomainError as refused:
            assert before == {case_id: (case.version, case.status) for case_id, case in self.memory.stored.items()}
            return refused
        return None

    # What is told

    @initialize()
    def two_persons(self) -> None:
        for person_id, pupil in zip(PERSONS, PUPILS, strict=False):
            self.enrolled(person_id, [pupil])

    @rule(person_id=st.sampled_from(PERSONS), pupils=st.lists(st.sampled_from(PUPILS), unique=True, max_size=2))
    def enrolled(self, person_id: UUID, pupils: list[Pupil]) -> None:
        """A person is in these registers now: another school, both, or none."""
        self.sequences[person_id] += 1
        enrolments = tuple(Enrolment(pupil, "secundair", self.clock.today(), None) for pupil in pupils)
        person = Person(person_id, self.sequences[person_id], "Anna", "Peeters", enrolments=enrolments)
        done(keep_person(self.memory.unit, person, cause=self.cause, clock=self.clock, lengths=LENGTHS))

    @rule(turned=st.booleans())
    def merged(self, turned: bool) -> None:
        """One person turns out to be the other."""
        person_id, into = reversed(PERSONS) if turned else PERSONS
        if done(self.memory.persons.living(into)) == person_id:
            return  # attendance never tells of a circle
        self.sequences[person_id] += 1
        done(
            merge_person(
                self.memory.unit,
                person_id,
                into=into,
                sequence=self.sequences[person_id],
                cause=self.cause,
                clock=self.clock,
                lengths=LENGTHS,
            )
        )

    @precondition(lambda self: self.case_type.grounds)
    @rule(person_id=st.sampled_from(PERSONS), pupil=st.sampled_from(PUPILS), number=st.integers(0, 2))
    def ground_told(self, person_id: UUID, pupil: Pupil, number: int) -> None:
        """Something that a case can rest on is told, and where a person has to accept it, accepted."""
        opened_by = self.case_type.opened_by
        if OpenedBy.REPORT in opened_by:
            concern = Concern(self.case_type, pupil, self.case_type.report_codes[number])
            self.attempt(report_concern(self.memory.unit, concern, by="co-1", clock=self.clock, lengths=LENGTHS))
        elif OpenedBy.EARLY_SIGNAL in opened_by:
            signal = AtRisk(**_of(person_id), school=pupil.school, pupil=pupil.number, rate=60, said=True)
            done(self.memory.grounds.save(None, signal))
            accepted = AcceptedSignal(self.case_type, signal.ground_id, "reden")
            self.attempt(accept_signal(self.memory.unit, accepted, by="cw-1", clock=self.clock, lengths=LENGTHS))
        else:
            self.tell(self.ground(person_id, pupil, number))

    @precondition(lambda self: self.grounds)
    @rule(data=st.data())
    def ground_taken_back(self, data: st.DataObject) -> None:
        """What was told no longer holds."""
        ground = data.draw(st.sampled_from(self.grounds))
        self.tell(replace(ground, said=False, taken_back=True))

    def ground(self, person_id: UUID, pupil: Pupil, number: int) -> Ground:
        if OpenedBy.LEVEL in self.case_type.opened_by:
            level = (5, 10, 15)[number]
            told = {"school": pupil.school, "pupil": pupil.number, "counted_at": self.clock.now()}
            return reached(level, person_id=person_id, **told)
        return EnrolmentGap(**_of(person_id), said=True)

    def tell(self, ground: Ground) -> None:
        self.grounds.append(ground)
        done(
            follow_ground(
                self.memory.unit,
                ground,
                case_type=self.case_type,
                cause=self.cause,
                clock=self.clock,
                lengths=LENGTHS,
            )
        )

    # What people do

    @precondition(lambda self: OpenedBy.HAND in self.case_type.opened_by)
    @rule(person_id=st.sampled_from(PERSONS))
    def opened_by_hand(self, person_id: UUID) -> None:
        wanted = CaseByHand(self.case_type, person_id, "reden")
        self.attempt(open_by_hand(self.memory.unit, wanted, by="cw-1", clock=self.clock, lengths=LENGTHS))

    @precondition(lambda self: self.memory.stored)
    @rule(data=st.data())
    def acted(self, data: st.DataObject) -> None:
        case = self.drawn(data)
        command: Command = data.draw(commands(self.case_type))
        refused = self.attempt(act(self.memory, case, command, self.clock))
        if isinstance(refused, IllegalTransition):
            assert command.action.value not in refused.allowed

    @precondition(lambda self: self.memory.open_cases())
    @rule(data=st.data())
    def task_given(self, data: st.DataObject) -> None:
        case = self.drawn(data)
        if case.is_open:  # keep_file.add_task refuses it for others; who can own it is looked up in the directory
            task = Task(uuid4(), "bellen", "cw-1", self.clock.today(), self.clock.now(), "cw-1")
            done(self.memory.files.add_task(case.case_id, task))

    @precondition(lambda self: self.memory.tasks)
    @rule(data=st.data())
    def task_done(self, data: st.DataObject) -> None:
        task_id = data.draw(st.sampled_from(list(self.memory.tasks)))
        case_id, _ = self.memory.tasks[task_id]
        done(finish_task(self.memory.unit, case_id, task_id, by="cw-1", clock=self.clock))

    # What attendance answers

    @precondition(lambda self: self.memory.stored)
    @rule(data=st.data(), broken=st.booleans(), older=st.booleans(), named=st.booleans())
    def watch_answered(self, data: st.DataObject, broken: bool, older: bool, named: bool) -> None:
        """A watch of now or before is met or broken, in whatever order and as often as may be."""
        case = self.drawn(data)
        asked_on = case.watch.asked_on if case.watch else self.clock.today()
        asked_on -= timedelta(days=older)
        answer = WatchAnswer(broken, "rate-above", asked_on + timedelta(days=1), asked_on if named else None)
        before = case.version
        done(follow_watch(self.memory.unit, case.case_id, answer, cause=self.cause))
        if case.watch is None or (older and named):
            assert self.memory.stored[case.case_id].version == before

    @precondition(lambda self: self.memory.stored)
    @rule(reader=st.sampled_from(READERS))
    def looked_at(self, reader: Reader) -> None:
        for case_id in list(self.memory.stored):
            done(check_what_is_shown(done(self.memory.cases.get(case_id)), reader, self.clock))

    # What the days do

    @rule(days=st.integers(1, 12))
    def days_pass(self, days: int) -> None:
        self.clock.advance(timedelta(days=days))
        for case in self.memory.open_cases():
            for deadline in case.deadlines:
                claim = (deadline.case_id, deadline.kind, deadline.last_day)
                if deadline.last_day < self.clock.today() and claim not in self.noticed:
                    self.noticed.add(claim)
                    locked = done(self.memory.cases.locked(case.case_id))
                    locked.day_passed(deadline.kind, Cause(self.clock.now(), "casework"))
                    done(self.memory.save(locked))

    def drawn(self, data: st.DataObject) -> Case:
        return done(self.memory.cases.get(data.draw(st.sampled_from(list(self.memory.stored)))))

    # What is promised

    @invariant()
    def a_person_has_one_open_case_of_the_type(self) -> None:
        persons = Counter(case.person_id for case in self.memory.stored.values() if case.is_open)
        assert all(count == 1 for count in persons.values())

    @invariant()
    def no_case_that_ended_has_something_to_do(self) -> None:
        for case in self.memory.stored.values():
            assert case.is_open or done(self.memory.files.open_tasks(case.case_id)) == []

    @invariant()
    def a_closure_is_asked_of_an_open_case_alone(self) -> None:
        for case in self.memory.stored.values():
            assert case.closure is None or (case.is_open and self.case_type.approval)

    @invariant()
    def attendance_watches_as_long_as_a_case_is_followed(self) -> None:
        """What was told to attendance, in its order, leaves the watches that cases have."""
        watched: dict[UUID, tuple[Any, ...]] = {}
        for event in self.memory.events:
            if isinstance(event, WatchAsked):
                watched[event.case_id] = event.person_id, event.asked_on, event.criteria
            elif isinstance(event, WatchEnded):
                del watched[event.case_id]
        for case in self.memory.stored.values():
            is_followed = Status.MONITORING in {case.status, case.held_from, case.proposed_from}
            assert is_followed == (case.watch is not None)
            assert case.closure_proposed_since is None or is_followed
            if case.watch:
                assert watched[case.case_id][1:] == (case.watch.asked_on, case.watch.criteria)

    @invariant()
    def each_stage_of_a_term_is_told_once(self) -> None:
        told = [event for event in self.memory.events if isinstance(event, CaseDue | CaseOverdue)]
        stages = Counter((type(event), replace(event)) for event in told)
        assert all(count == 1 for count in stages.values())
        assert not (told and self.case_type.discreet)

    @invariant()
    def the_terms_of_a_case_are_of_the_state_it_is_in(self) -> None:
        for case in self.memory.open_cases():
            states = [term.name for term in case.terms if term.name != "respond-by"]
            assert states == ([case.status.value] if case.status in LENGTHS.in_state[self.case_type.name] else [])

    @invariant()
    def a_case_stands_where_its_type_says(self) -> None:
        for case in self.memory.stored.values():
            assert case.status in self.case_type.states
            assert case.is_open == (case.ended_at is None)


def _of(person_id: UUID) -> dict[str, Any]:
    return {"ground_id": uuid4(), "person_id": person_id, "school_year": THIS_YEAR, "since": NOW.date()}


@pytest.mark.parametrize("case_type", [*CASE_TYPES, APPROVED], ids=[*CASE_TYPES.names, "with approval"])
def test_cases_keep_what_is_promised_of_them(case_type: CaseType) -> None:
    machine = type("CaseworkOfType", (Casework,), {"case_type": case_type})
    lengths = settings(
        max_examples=examples(20, 200),
        stateful_step_count=steps(25),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=lengths)
