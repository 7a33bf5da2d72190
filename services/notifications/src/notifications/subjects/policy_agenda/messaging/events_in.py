"""What this subject listens to."""

from functools import partial

from notifications.application.clocks import Clocks
from notifications.domain.agreements import Agreed
from notifications.messaging.reading import origin_of
from notifications.subjects.policy_agenda.application.follow_agenda import follow_agenda
from notifications.subjects.policy_agenda.domain.story import CountedCode, PolicyAgenda
from notifications.subjects.policy_agenda.domain.vocabulary import KIND
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.contracts import consultation_policy
from shared.contracts.consultation_agenda import PolicyAgendaCounted
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on


async def on_policy_agenda_counted(
    uow: NotificationsUnitOfWork, event: Received[PolicyAgendaCounted], *, clocks: Clocks
) -> None:
    """The agenda of the policy was counted."""
    await follow_agenda(uow, event.data.agenda_id, _agenda(event), clocks=clocks)


def subscriptions(clocks: Clocks, _agreed: Agreed) -> list[Subscription[NotificationsUnitOfWork]]:
    """The topic and what handles it."""
    on_counted = partial(on_policy_agenda_counted, clocks=clocks)
    return [Subscription(consultation_policy.TOPIC, (on(PolicyAgendaCounted, on_counted, keys=_agenda_itself),))]


def _agenda_itself(event: PolicyAgendaCounted) -> tuple[Key, ...]:
    return (Key(KIND, str(event.agenda_id)),)


def _agenda(event: Received[PolicyAgendaCounted]) -> PolicyAgenda:
    data = event.data
    return PolicyAgenda(
        sequence=event.envelope.version,
        counted_on=data.counted_on,
        codes=tuple(CountedCode(item.code, item.number, item.late) for item in data.items),
        coordinators=data.coordinators,
        origin=origin_of(event.envelope),
    )
