"""Whatever is asked, answered, changed and waited for, in whatever order: meetings keep what is promised of them.

A machine does what comes to mind, through either of two processes on one database. After every step the rows that are
stored and the events that were sent are compared with what is promised (`promises.py`).
"""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

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
from tests.component.consultation.harness import Harness
from tests.conftest import CreateDatabase
from tests.property.lengths import examples, steps, time_limit

from shared.contracts import casework_cases
from shared.runtime.clock import BRUSSELS
from shared.runtime.ids import new_id
from shared.testing.clock import FixedClock
from shared.testing.logs import captured_logs

from .promises import Promises
from .town import BEGIN, ROLES, SCHOOLS, SEATS, STARTS, Town, school_day

AGREED = {"FLANKEREND_REPLY_REMINDER_SCHOOL_DAYS": 2, "FLANKEREND_REPLY_DEPUTY_SCHOOL_DAYS": 1}

numbers = st.integers(0, 9)
"""Which of several: the last few are what most is done with."""
people = st.sampled_from(sorted(ROLES))
few_people = st.lists(people, unique=True, max_size=2)
soon = st.integers(1, 6)
days_off = st.sets(st.sampled_from([0, 0, 1, 2, 4, 6]), max_size=2)
"""How many school days ahead; 0 for the day of the meeting that was planned last, which is hit seldom by chance."""
starts = st.sampled_from(STARTS)
answers = st.sampled_from(["accepted", "declined", "declined", "tentative", "countered", "delegated"])


class Consultation(RuleBasedStateMachine):
    """Meetings of two schools, ad hoc and in sessions, with few people and two rooms."""

    def __init__(self, run: asyncio.Runner, processes: list[Harness], clock: FixedClock) -> None:
        super().__init__()
        self._run = run
        self.town = Town(processes, clock)
        self._promises = Promises(self.town)

    @initialize(has_series=st.booleans(), asked=st.lists(st.sampled_from(SCHOOLS), min_size=1, max_size=3))
    def begin(self, has_series: bool, asked: list[str]) -> None:
        self.do(self.town.settle(has_series=has_series))
        for school in asked:
            self.a_case_asks(school, 8, None)

    # Cases come and go

    @rule(school=st.sampled_from(SCHOOLS), days=st.integers(2, 12), assignee=st.none() | people)
    def a_case_asks(self, school: str, days: int, assignee: str | None) -> None:
        case = self.do(self.town.open(school))
        self.do(self.town.tell(case, casework_cases.CaseOpened))
        self.do(self.town.ask(case, days=days, assignee=assignee))

    @rule(number=numbers, change=st.sampled_from(["asks", "worker-1", "worker-2", "ends", "doubted", "kept"]))
    def something_is_told_of_a_case(self, number: int, change: str) -> None:
        case = self.case(number)
        match change:
            case "asks":
                self.do(self.town.ask(case, days=12))
            case "ends":
                self.do(self.town.tell(case, casework_cases.CaseWithdrawn))
            case "doubted":
                self.do(self.town.tell(case, casework_cases.WithdrawalProposed))
            case "kept":
                self.do(self.town.tell(case, casework_cases.WithdrawalDropped))
            case assignee:
                self.do(self.town.tell(case, casework_cases.CaseAssigned, assignee=assignee))

    @rule(number=numbers, other=numbers)
    def a_case_is_merged(self, number: int, other: int) -> None:
        case, into = self.case(number), self.case(other)
        if case is not into:
            merged = {"outcome": "merged", "merged_into": into.case_id}
            self.do(self.town.tell(case, casework_cases.CaseClosed, **merged))

    @rule(number=numbers, asks=st.booleans())
    def a_case_goes_to_the_other_school(self, number: int, asks: bool) -> None:
        case = self.case(number)
        meetings = [row for row in self.meetings() if case.case_id in row.case_ids and row.status != "cancelled"]
        self.do(self.town.transfer(case))
        if asks and meetings:
            anew = {"meeting_id": new_id(), "replaces": meetings[-1].meeting_id}
            self.do(self.town.ask(case, days=8, **anew))

    # People arrange meetings

    @rule(number=numbers, other=st.none() | numbers, day=soon, start=st.none() | starts, named=st.none() | people)
    def a_meeting_is_arranged(self, number: int, other: int | None, day: int, start: Any, named: str | None) -> None:
        cases = {self.case(number).case_id: self.case(number)}
        if other is not None:
            cases[self.case(other).case_id] = self.case(other)
        body: dict[str, Any] = {"starts_at": self.moment(day, start).isoformat()} if start else {}
        if named:
            body["participants"] = [{"contact_id": named, "role": ROLES[named]}]
        self.do(self.town.arrange(cases.values(), **body))

    @precondition(lambda self: self.meetings())
    @rule(
        number=numbers, day=soon, start=st.none() | starts, named=st.none() | st.lists(people, unique=True, max_size=2)
    )
    def a_meeting_is_moved(self, number: int, day: int, start: Any, named: list[str] | None) -> None:
        body: dict[str, Any] = {"starts_at": self.moment(day, start).isoformat()} if start else {}
        if named is not None:
            body["participants"] = [{"contact_id": name, "role": ROLES[name]} for name in named]
        self.do(self.town.act(self.meeting(number).meeting_id, "reschedule", body))

    @precondition(lambda self: any(row.time_sequence for row in self.meetings()))
    @rule(number=numbers)
    def a_meeting_goes_back_to_a_time_it_had(self, number: int) -> None:
        moved = [row for row in self.meetings() if row.time_sequence]
        row = moved[-1 - number % len(moved)]
        times = [time for time in self.do(self.town.times_of(row.meeting_id)) if time > self.town.now]
        if times:
            self.do(self.town.act(row.meeting_id, "reschedule", {"starts_at": times[0].isoformat()}))

    @precondition(lambda self: any(row.relax for row in self.meetings()))
    @rule(number=numbers, choice=numbers)
    def a_requirement_is_given_up(self, number: int, choice: int) -> None:
        waiting = [row for row in self.meetings() if row.relax]
        row = waiting[number % len(waiting)]
        requirement = row.relax[choice % len(row.relax)]
        body = {"requirement": requirement, **({"place": "Stadhuis"} if requirement == "place" else {})}
        self.do(self.town.act(row.meeting_id, "relax", body))

    @precondition(lambda self: self.meetings())
    @rule(number=numbers)
    def a_meeting_is_called_off(self, number: int) -> None:
        row = self.meeting(number)
        is_sound = row.status == "scheduled" and row.starts_at > self.town.now and row.attention_reasons is None
        people = self.people_of(row) if is_sound else []
        response = self.do(self.town.act(row.meeting_id, "cancel"))
        if is_sound:
            assert response.status_code == 200
            self.its_people_are_free_again(row, people)

    def its_people_are_free_again(self, row: Any, people: list[Any]) -> None:
        case = self.do(self.town.open(row.school))
        self.do(self.town.tell(case, casework_cases.CaseOpened))
        named = [{"contact_id": person.contact_id, "role": person.role} for person in people if person.required]
        again = {"starts_at": row.starts_at.isoformat(), "place": row.place, "participants": named}
        response = self.do(self.town.arrange([case], optional_roles=[], **again))
        assert response.status_code == 201, f"what was called off leaves people and place free: {response.text}"

    @precondition(lambda self: self.meetings())
    @rule(number=numbers)
    def a_meeting_was_held(self, number: int) -> None:
        self.do(self.town.act(self.meeting(number).meeting_id, "complete"))

    # People answer

    @precondition(lambda self: self.planned())
    @rule(number=numbers, who=numbers, answer=answers, day=soon, start=starts, other=people)
    def somebody_answers(self, number: int, who: int, answer: str, day: int, start: Any, other: str) -> None:
        row = self.planned()[-1 - number % len(self.planned())]
        people = self.people_of(row)
        body = {"answer": answer, "contact_id": people[who % len(people)].contact_id}
        if answer == "countered":
            body["proposed_starts_at"] = self.moment(day, start).isoformat()
        if answer == "delegated":
            body["delegate"] = other
        self.do(self.town.act(row.meeting_id, "reply", body))

    @precondition(lambda self: self.planned())
    @rule(number=numbers, who=st.integers(0, 1))
    def somebody_who_has_to_be_there_declines(self, number: int, who: int) -> None:
        row = self.planned()[-1 - number % len(self.planned())]
        required = [person for person in self.people_of(row) if person.required]
        body = {"answer": "declined", "contact_id": required[who % len(required)].contact_id}
        self.do(self.town.act(row.meeting_id, "reply", body))

    @precondition(lambda self: self.planned())
    @rule(number=numbers, who=people, answer=st.sampled_from(["accepted", "declined"]), older=st.integers(0, 2))
    def a_calendar_answers(self, number: int, who: str, answer: str, older: int) -> None:
        row = self.planned()[-1 - number % len(self.planned())]
        sequence = max(0, row.ical_sequence - older)
        self.do(self.town.mail(row.meeting_id, who, answer, sequence))

    # The world changes

    @rule(contact_id=people, change=st.sampled_from(["away", "away", "busy", "busy", "ends"]), days=days_off)
    def somebody_can_meet_at_other_times(self, contact_id: str, change: str, days: set[int]) -> None:
        match change:
            case "away":
                self.do(self.town.stay_away(contact_id, self.days(days)))
            case "busy":
                self.do(self.town.be_busy(contact_id, self.days(days)))
            case "ends":
                self.do(self.town.end(contact_id, school_day(self.town.clock.today(), 3 + len(days))))

    @rule(what=st.sampled_from(["clb", *SCHOOLS]), days=days_off)
    def something_is_closed(self, what: str, days: set[int]) -> None:
        closed = self.days(days)
        self.do(self.town.close_clb(closed) if what == "clb" else self.town.close_school(what, closed))

    @rule(room_id=st.sampled_from(sorted(SEATS)), seats=st.sampled_from([None, 2, 3, 12]), day=soon)
    def a_room_gets_other_seats_or_is_given_up(self, room_id: str, seats: int | None, day: int) -> None:
        last_day = None if seats else school_day(self.town.clock.today(), day)
        self.do(self.town.change_room(room_id, seats=seats, last_day=last_day))

    # Days pass

    @rule(hours=st.sampled_from([3, 24, 48, 48, 72]))
    def time_passes(self, hours: int) -> None:
        self.town.clock.advance(timedelta(hours=hours))

    @rule()
    def the_other_process_goes_on(self) -> None:
        self.town.side = 1 - self.town.side

    # What is promised

    @invariant()
    def what_is_promised_holds(self) -> None:
        if self.town.cases:
            self.do(self.town.look())
            self.do(self._promises.check())

    def do(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return self._run.run(coroutine)

    def case(self, number: int) -> Any:
        cases = self.town.cases
        return cases[-1 - number % len(cases)]

    def meetings(self) -> list[Any]:
        """The meetings as they are stored, oldest first."""
        return (
            self.do(self.town.rows("SELECT * FROM meeting ORDER BY created_at, meeting_id")) if self.town.cases else []
        )

    def planned(self) -> list[Any]:
        return [row for row in self.meetings() if row.status in {"scheduled", "under-review"}]

    def meeting(self, number: int) -> Any:
        meetings = self.meetings()
        return meetings[-1 - number % len(meetings)]

    def people_of(self, row: Any) -> list[Any]:
        return self.do(
            self.town.rows(
                "SELECT * FROM meeting_participant WHERE meeting_id = :meeting_id ORDER BY position",
                meeting_id=row.meeting_id,
            )
        )

    def moment(self, day: int, start: Any) -> datetime:
        return datetime.combine(school_day(self.town.clock.today(), day), start, BRUSSELS)

    def days(self, numbers: set[int]) -> set[date]:
        days = {school_day(self.town.clock.today(), number) for number in numbers - {0}}
        planned = self.planned()[-1:] if 0 in numbers else []
        return days | {row.starts_at.astimezone(BRUSSELS).date() for row in planned}


@contextmanager
def _processes(url: str) -> Iterator[tuple[asyncio.Runner, list[Harness], FixedClock]]:
    clock = FixedClock(BEGIN)
    with asyncio.Runner() as run, captured_logs("consultation", level="WARNING"):
        processes = [Harness.on(url, clock, AGREED) for _ in range(2)]
        yield run, processes, clock
        for process in processes:
            run.run(process.close())


@pytest.fixture
async def database(create_database: CreateDatabase) -> str:
    return await create_database("consultation")


@pytest.mark.timeout(time_limit(1200))  # a failing example is made small first
def test_meetings_keep_what_is_promised_of_them(database: str) -> None:
    with _processes(database) as (run, processes, clock):
        run_state_machine_as_test(
            lambda: Consultation(run, processes, clock),
            settings=settings(
                max_examples=examples(6, 250),
                stateful_step_count=steps(20),
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
