"""Coordinators are told what the agenda of the education policy comes to, once in so many days."""

from datetime import timedelta

from consultation.domain.policy_terms import AgendaTerms
from consultation.overview.application.show_agenda import show_agenda
from consultation.overview.domain.agenda_counts import PolicyAgendaCounted, counts_of
from consultation.unit_of_work import Units
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def tell_agenda(units: Units, *, terms: AgendaTerms, clock: Clock, every: timedelta) -> None:
    """Count the agenda, if it was not told of for so long. An empty agenda is not told."""
    today = clock.today()
    async with units() as uow:
        last = await uow.told_agendas.last()
        if last is not None and last + every > today:
            return
        contacts = [contact for contact in await uow.contacts.all() if contact.valid_on(today)]
        coordinators = tuple(sorted(row.contact_id for row in contacts if row.role is Role.COORDINATOR))
        counts = counts_of(await show_agenda(uow, terms=terms, clock=clock)) if coordinators else ()
        if counts and await uow.told_agendas.add(today):
            uow.add(PolicyAgendaCounted(new_id(), today, counts, coordinators))
            uow.log("policy.agenda_counted", records=sum(count.number for count in counts))
