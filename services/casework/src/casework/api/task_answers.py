"""Tasks as they are answered."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from casework.domain.case_file import OwnTask, Task
from casework.domain.vocabulary import TaskOrigin
from casework.words.nl import Dutch


class TaskAnswer(BaseModel):
    """A task; ``done_at`` is null until it is done, ``dropped_at`` unless its case was withdrawn before."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    task_id: UUID
    """The task."""
    text: str
    """What is to do; a fixed sentence for a task of origin `meeting`, whose text stays in consultation."""
    owner: str
    """Who does it: a contact's id, or the `sub` of a token."""
    due: date
    """Day by which it is done."""
    at: datetime
    """When it was added."""
    by: str
    """Who added it; `consultation` for a task of origin `meeting`."""
    done_at: datetime | None
    """When it was done; null until then."""
    dropped_at: datetime | None
    """When it was dropped before it was done; null otherwise."""
    origin: TaskOrigin
    """Where it comes from."""
    meeting_id: UUID | None
    """The meeting at which it was agreed; null for other tasks."""
    action_id: UUID | None
    """The action of that meeting; null for other tasks."""


class OwnTaskAnswer(TaskAnswer):
    """A task of the caller, with its case."""

    case_id: UUID
    """The case."""
    reference: str
    """The reference of the case."""
    case_ended: bool
    """Whether the case has ended, so that somebody decides what becomes of the task."""


def task_answer(task: Task, dutch: Dutch) -> TaskAnswer:
    """A task of a case."""
    return TaskAnswer(**_values(task, dutch))


def own_task_answer(own: OwnTask, dutch: Dutch) -> OwnTaskAnswer:
    """A task of the caller."""
    return OwnTaskAnswer(
        **_values(own.task, dutch), case_id=own.case_id, reference=own.reference, case_ended=own.case_ended
    )


def _values(task: Task, dutch: Dutch) -> dict[str, object]:
    return asdict(task) | {"text": task.text or dutch.word("task_text", task.origin)}
