"""What somebody agreed at a meeting to do for a case is a task, and is told when it is done."""

import asyncio
from collections.abc import Coroutine
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from casework.application.agree_action import agree_action
from casework.application.keep_file import finish_task
from casework.domain.case import Case
from casework.domain.case_file import Task
from casework.domain.events import TaskDone
from casework.domain.timeline import Cause
from casework.domain.vocabulary import TaskOrigin
from casework.testing.factories import new_case
from casework.testing.in_memory import Memory
from shared.domain.errors import NotFound
from shared.runtime.clock import BRUSSELS
from shared.testing.clock import FixedClock

NOW = datetime(2026, 11, 23, 9, tzinfo=BRUSSELS)
DUE = date(2026, 11, 27)
BY_CONSULTATION = Cause(NOW, "consultation", "event-1")
ACTION, MEETING = uuid4(), uuid4()


def done(doing: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(doing)


@pytest.fixture
def memory() -> Memory:
    return Memory()


def stored(memory: Memory, reference: str = "SP-2026-000001") -> Case:
    case = new_case(case_id=uuid4(), person_id=uuid4(), reference=reference)
    done(memory.save(case))
    return case


def agree(memory: Memory, case_id: UUID) -> None:
    about = {"action_id": ACTION, "meeting_id": MEETING, "owner": "clb-1", "due_on": DUE}
    done(agree_action(memory.unit, case_id, **about, cause=BY_CONSULTATION, clock=FixedClock(NOW)))


def tasks(memory: Memory, case: Case) -> list[Task]:
    return [task for case_id, task in memory.tasks.values() if case_id == case.case_id]


def kinds(memory: Memory, case: Case) -> list[str]:
    return [str(entry.kind) for entry in memory.entries[case.case_id]]


def test_an_action_is_a_task_of_any_participant_without_its_text_and_once(memory: Memory) -> None:
    case = stored(memory)
    agree(memory, case.case_id)
    agree(memory, case.case_id)
    [task] = tasks(memory, case)
    assert (task.text, task.owner, task.due, task.by) == (None, "clb-1", DUE, "consultation")
    assert (task.origin, task.action_id, task.meeting_id) == (TaskOrigin.MEETING, ACTION, MEETING)
    assert kinds(memory, case) == ["action-agreed"]


def test_an_action_after_the_end_is_kept_and_named(memory: Memory) -> None:
    case = stored(memory)
    case.close("other", "reden", Cause(NOW, "cw-1"))
    done(memory.save(case))
    agree(memory, case.case_id)
    assert (len(tasks(memory, case)), kinds(memory, case)) == (1, ["case-closed", "action-after-end"])


def test_an_action_of_a_merged_case_is_for_the_case_that_goes_on(memory: Memory) -> None:
    ends, stays = stored(memory), stored(memory, "SP-2026-000002")
    ends.merge_into(stays, Cause(NOW, "attendance"))
    done(memory.save(ends))
    agree(memory, ends.case_id)
    assert (tasks(memory, ends), len(tasks(memory, stays))) == ([], 1)


def test_an_action_of_no_case_is_refused(memory: Memory) -> None:
    with pytest.raises(NotFound):
        agree(memory, uuid4())


def test_what_was_agreed_is_told_when_it_is_done_and_once(memory: Memory) -> None:
    case = stored(memory)
    agree(memory, case.case_id)
    [task] = tasks(memory, case)
    memory.events.clear()
    for _ in range(2):
        done(finish_task(memory.unit, case.case_id, task.task_id, by="cw-1", clock=FixedClock(NOW)))
    assert memory.events == [
        TaskDone(
            case.case_id,
            case.reference,
            "truancy",
            action_id=ACTION,
            task_id=task.task_id,
            done_on=date(2026, 11, 23),
        )
    ]


def test_a_task_that_was_added_by_hand_is_told_to_nobody(memory: Memory) -> None:
    case = stored(memory)
    task = Task(uuid4(), "bellen", "cw-1", DUE, NOW, "cw-1")
    done(memory.files.add_task(case.case_id, task))
    memory.events.clear()
    done(finish_task(memory.unit, case.case_id, task.task_id, by="cw-1", clock=FixedClock(NOW)))
    assert memory.events == []
    with pytest.raises(NotFound):
        done(finish_task(memory.unit, uuid4(), task.task_id, by="cw-1", clock=FixedClock(NOW)))
