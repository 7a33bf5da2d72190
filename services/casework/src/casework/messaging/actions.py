"""Actions that were agreed at meetings of consultation."""

from casework.application.agree_action import agree_action
from casework.messaging.causes import told
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.consultation_meetings import ActionAgreed
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


def keys_of_action(data: ActionAgreed) -> tuple[Key, ...]:
    """The meeting, and the case that the action is for."""
    return (keys.meeting(data.meeting_id), keys.case(data.case_id))


async def on_action_agreed(uow: CaseworkUnitOfWork, event: Received[ActionAgreed], *, clock: Clock) -> None:
    """Somebody agreed at a meeting to do something for a case."""
    data = event.data
    await agree_action(
        uow,
        data.case_id,
        action_id=data.action_id,
        meeting_id=data.meeting_id,
        owner=data.owner,
        due_on=data.due_on,
        cause=told(event.envelope, clock),
        clock=clock,
    )
