"""The agenda of the education policy is looked up."""

from uuid import UUID

from consultation.bodies.application.check_body import check_body
from consultation.bodies.domain.body_query import BodyQuery
from consultation.domain.policy_terms import AgendaTerms
from consultation.overview.domain.agenda import AgendaItem, in_order, of_body
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock

_AT_ONCE = 200


async def show_agenda(uow: ConsultationUnitOfWork, *, terms: AgendaTerms, clock: Clock) -> list[AgendaItem]:
    """All that the coordinator has to see to today: what is late first, then by day."""
    today = clock.today()
    items: list[AgendaItem] = []
    after: UUID | None = None
    while bodies := await uow.bodies.page(BodyQuery(), after=after, limit=_AT_ONCE):
        for body in bodies:
            sessions = await uow.body_sessions.of(body.body_id)
            findings, _ = await check_body(uow, body.body_id, clock=clock)
            items += of_body(body, sessions, findings, terms=terms, today=today)
        after = bodies[-1].body_id
    return in_order(items)
