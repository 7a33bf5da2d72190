"""What this subject listens to, where it was agreed that schools are told of early signals."""

from functools import partial

from notifications.application.clocks import Clocks
from notifications.domain.agreements import Agreed, Agreement
from notifications.messaging.reading import origin_of
from notifications.subjects.early_signal.application.follow_early_signal import follow_early_signal
from notifications.subjects.early_signal.domain.story import EarlySignal
from notifications.subjects.early_signal.domain.vocabulary import KIND
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.contracts import attendance_signals
from shared.contracts.attendance_signals import AttendanceDropped
from shared.domain.school_year import SchoolYear
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on


async def on_attendance_dropped(
    uow: NotificationsUnitOfWork, event: Received[AttendanceDropped], *, clocks: Clocks
) -> None:
    """Something stands out in a pupil's attendance."""
    await follow_early_signal(uow, event.data.signal_id, _signal(event), clocks=clocks)


def subscriptions(clocks: Clocks, agreed: Agreed) -> list[Subscription[NotificationsUnitOfWork]]:
    """The topic and what handles it; nothing without the agreement."""
    if Agreement.EARLY_SIGNALS not in agreed:
        return []
    on_dropped = partial(on_attendance_dropped, clocks=clocks)
    return [Subscription(attendance_signals.TOPIC, (on(AttendanceDropped, on_dropped, keys=_signal_itself),))]


def _signal_itself(event: AttendanceDropped) -> tuple[Key, ...]:
    return (Key(KIND, str(event.signal_id)),)


def _signal(event: Received[AttendanceDropped]) -> EarlySignal:
    data = event.data
    return EarlySignal(
        sequence=event.envelope.version,
        person_id=data.person_id,
        school=data.school,
        pupil=data.pupil,
        level_of_education=data.level_of_education,
        school_year=SchoolYear.parse(data.school_year),
        kind=data.kind,
        period_from=data.period_from,
        period_until=data.period_until,
        origin=origin_of(event.envelope),
    )
