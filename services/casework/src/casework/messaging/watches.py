"""What attendance answers to what cases asked it to watch."""

from collections.abc import Sequence

from casework.application.follow_watch import follow_watch
from casework.domain.watch import WatchAnswer
from casework.messaging.causes import handled
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.attendance_signals import WatchBroken, WatchMet
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


def keys_of_watch(data: WatchMet | WatchBroken) -> Sequence[Key]:
    """The case, and the person who is locked before it."""
    return [keys.case(data.case_id), keys.person(data.person_id), keys.cases_of(data.person_id)]


async def on_watch_answered(uow: CaseworkUnitOfWork, event: Received[WatchMet | WatchBroken], *, clock: Clock) -> None:
    """All that was watched held, or something of it does not hold."""
    data = event.data
    answer = WatchAnswer(
        broken=isinstance(data, WatchBroken),
        criterion=data.criterion.kind,
        since=data.since,
        asked_on=data.asked_on,
    )
    await follow_watch(uow, data.case_id, answer, cause=handled(event.envelope, clock))
