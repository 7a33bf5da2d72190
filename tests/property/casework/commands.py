"""What people do to a case, by chance: an action with arguments that its type of case may or may not take."""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import strategies as st

from casework.application import act_on_case
from casework.application.monitor_case import monitor_case
from casework.application.transfer_case import transfer_case
from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.person import Pupil
from casework.domain.states import Action, Status
from casework.domain.timeline import Cause
from casework.domain.watch import Criterion, CriterionKind
from casework.testing.factories import CASE_TYPES
from casework.testing.factories import LENGTHS as LENGTHS_OF_TYPES
from casework.testing.in_memory import Memory
from shared.runtime.clock import Clock

from .reading import COACH

_IN_STATE = {Status.ACTIVE: 4, Status.ON_HOLD: 2, Status.MONITORING: 6, Status.ASSESSMENT: 1}
LENGTHS = replace(
    LENGTHS_OF_TYPES,
    respond_by=dict.fromkeys(CASE_TYPES.names, 3),
    in_state=dict.fromkeys(CASE_TYPES.names, _IN_STATE),
    due_soon=1,
    escalate=2,
)
"""A term for every type in many a state."""
PEOPLE = ("cw-1", "co-1", COACH)
PUPILS = (Pupil("123456", "P-1"), Pupil("654321", "P-2"), Pupil("123456", "P-3"))
_CRITERIA = st.builds(
    Criterion, st.sampled_from(CriterionKind), st.integers(0, 6), st.none() | st.sampled_from([0.5, 0.9, 1.0])
)


@dataclass(frozen=True)
class Command:
    """An action with its arguments, and who does it."""

    action: Action
    by: str
    days: int
    approved: bool
    outcome: str
    causes: tuple[str, ...] | None
    answers: dict[str, bool]
    criteria: list[Criterion]
    to: Pupil


def commands(case_type: CaseType) -> st.SearchStrategy[Command]:
    """Commands on cases of a type. Most of their arguments fit."""
    causes = st.lists(st.sampled_from(case_type.causes), max_size=2).map(tuple) if case_type.causes else st.just(())
    answers = [st.fixed_dictionaries({check: st.booleans() for check in case_type.checks}), st.just({})]
    return st.builds(
        Command,
        action=st.sampled_from(Action),
        by=st.sampled_from(PEOPLE),
        days=st.integers(-1, 9),
        approved=st.booleans(),
        outcome=st.sampled_from((*case_type.outcomes, "luck")),
        causes=st.none() | causes,
        answers=st.one_of(answers),
        criteria=st.lists(_CRITERIA, max_size=2),
        to=st.sampled_from(PUPILS),
    )


async def act(memory: Memory, case: Case, command: Command, clock: Clock) -> None:
    """Do it. Raises what the use case raises."""
    uow, by = memory.unit, command.by
    match command.action:
        case Action.ASSIGN:
            case.assign(by, _cause(clock, by))  # who can be given work is looked up in the directory
            await memory.save(case)
        case Action.ASSESS:
            await act_on_case.assess(uow, case, command.answers, causes=command.causes, by=by, clock=clock)
        case Action.START:
            await act_on_case.start(uow, case, by=by, clock=clock)
        case Action.HOLD:
            until = clock.today() + timedelta(days=command.days)
            await act_on_case.hold(uow, case, until, reason="reden", by=by, clock=clock)
        case Action.RESUME:
            await act_on_case.resume(uow, case, by=by, clock=clock)
        case Action.MONITOR:
            await monitor_case(uow, case, command.criteria, by=by, clock=clock)
        case Action.REQUEST_MEETING:
            await act_on_case.ask_for_meeting(uow, case, by=by, clock=clock, lengths=LENGTHS)
        case Action.REOPEN:
            await act_on_case.reopen(uow, case, "reden", by=by, clock=clock, lengths=LENGTHS)
        case Action.TRANSFER:
            await transfer_case(uow, case, command.to, reason="reden", by=by, clock=clock, lengths=LENGTHS)
        case _:
            await _end(memory, case, command, clock)


async def _end(memory: Memory, case: Case, command: Command, clock: Clock) -> None:
    uow, by = memory.unit, command.by
    match command.action:
        case Action.WITHDRAW:
            await act_on_case.withdraw(uow, case, "reden", by=by, clock=clock)
        case Action.CLOSE:
            reason = "reden" if case.case_type.closes_with_text else None
            await act_on_case.close(
                uow, case, command.outcome, reason=reason, causes=command.causes, by=by, clock=clock
            )
        case Action.APPROVE:
            await act_on_case.approve(uow, case, command.approved, reason="reden", by=by, clock=clock)


def _cause(clock: Clock, by: str) -> Cause:
    return Cause(clock.now(), by)
