"""The agenda of the policy was counted."""

from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.settle import settle
from notifications.subjects.policy_agenda.domain.story import PolicyAgenda
from notifications.subjects.policy_agenda.domain.vocabulary import about_agenda
from notifications.subjects.policy_agenda.storage.policy_agendas import PolicyAgendas
from notifications.subjects.policy_agenda.subject import POLICY_AGENDA
from notifications.unit_of_work import NotificationsUnitOfWork


async def follow_agenda(uow: NotificationsUnitOfWork, agenda_id: UUID, agenda: PolicyAgenda, *, clocks: Clocks) -> None:
    """Tell its coordinators."""
    await uow.notices.lock(about_agenda(agenda_id))
    await uow.stories(PolicyAgendas).add(agenda_id, agenda)
    await settle(uow, POLICY_AGENDA, agenda_id, clocks=clocks)
