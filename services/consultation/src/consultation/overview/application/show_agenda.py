"""The agenda of the education policy is looked up."""

from consultation.bodies.application.check_body import check_body
from consultation.domain.policy_terms import AgendaTerms
from consultation.overview.application.show_balance import all_bodies
from consultation.overview.domain.agenda import AgendaItem, in_order, of_action, of_body, of_question
from consultation.policy.domain.queries import ActionQuery
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def show_agenda(uow: ConsultationUnitOfWork, *, terms: AgendaTerms, clock: Clock) -> list[AgendaItem]:
    """All that the coordinator has to see to today: what is late first, then by day."""
    today = clock.today()
    items: list[AgendaItem] = []
    for body in await all_bodies(uow):
        sessions = await uow.body_sessions.of(body.body_id)
        findings, _ = await check_body(uow, body.body_id, clock=clock)
        items += of_body(body, sessions, findings, terms=terms, today=today)
    for action in await uow.policy_actions.page(ActionQuery(), after=None, limit=None):
        items += of_action(action, terms=terms, today=today)
    questions = [of_question(question, today) for question in await uow.coordinator_questions.unanswered()]
    return in_order([*items, *(item for item in questions if item is not None)])
