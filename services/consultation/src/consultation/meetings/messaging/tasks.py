"""What casework tells of the tasks that it made of agreed actions."""

from consultation.meetings.application.finish_action import finish_action
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.contracts.casework_cases import TaskDone
from shared.messaging.parsing import Received


async def on_task_done(uow: ConsultationUnitOfWork, event: Received[TaskDone]) -> None:
    """What was agreed at a meeting is done."""
    await finish_action(uow, event.data.action_id, event.data.done_on)
