"""What casework asks to watch, and no longer."""

from attendance.unit_of_work import AttendanceUnitOfWork
from attendance.watches.application.ask_watch import ask_watch
from attendance.watches.application.end_watch import end_watch
from attendance.watches.domain.criterion import Criterion, CriterionKind
from attendance.watches.domain.watch import Watch
from shared.contracts.casework_cases import WatchAsked, WatchEnded
from shared.contracts.watch_criterion import WatchCriterion
from shared.domain.errors import InvalidField
from shared.messaging.errors import InvalidEvent
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock

# Days that calendars and the register can have.
_FIRST_YEAR, _LAST_YEAR = 2000, 2999


async def on_watch_asked(uow: AttendanceUnitOfWork, event: Received[WatchAsked]) -> None:
    """Raises InvalidEvent for a criterion or a day that attendance cannot judge."""
    asked = event.data
    if not _FIRST_YEAR <= asked.asked_on.year <= _LAST_YEAR:
        raise InvalidEvent("asked_on", f"expected a day from {_FIRST_YEAR} to {_LAST_YEAR}")
    criteria = tuple(_criterion(criterion, index) for index, criterion in enumerate(asked.criteria))
    await ask_watch(uow, Watch(asked.case_id, event.envelope.version, asked.person_id, asked.asked_on, criteria))


async def on_watch_ended(uow: AttendanceUnitOfWork, event: Received[WatchEnded], *, clock: Clock) -> None:
    await end_watch(uow, event.data.case_id, version=event.envelope.version, clock=clock)


def _criterion(asked: WatchCriterion, index: int) -> Criterion:
    if asked.kind not in set(CriterionKind):
        raise InvalidEvent(f"criteria.{index}.kind", f"expected {' or '.join(CriterionKind)}")
    try:
        return Criterion(CriterionKind(asked.kind), asked.school_weeks, asked.rate)
    except InvalidField as error:
        raise InvalidEvent(f"criteria.{index}.{error.field.rpartition('.')[2]}", error.reason) from None
