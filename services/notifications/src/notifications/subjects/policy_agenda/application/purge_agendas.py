"""What was counted of the agenda is kept for a term."""

from datetime import timedelta

from notifications.subjects.policy_agenda.storage.policy_agendas import PolicyAgendas
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.clock import Clock


async def purge_agendas(units: NotificationsUnits, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove what was counted longer ago than this."""
    async with units() as uow:
        await uow.stories(PolicyAgendas).purge(clock.today() - kept_for)
