"""A consultation body agreed on an objective."""

from uuid import UUID

from consultation.domain.local_time import local_day
from consultation.domain.versions import Expectation
from consultation.policy.domain.objective import Agreement, Objective
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def agree_objective(
    uow: ConsultationUnitOfWork, objective_id: UUID, agreement: Agreement, *, clock: Clock, expected: Expectation
) -> Objective:
    """Note in which body an objective was agreed on, and when; again to put that right.

    Raises NotFound, IllegalTransition, and whatever `expected` raises. Raises InvalidField for a body, session or
    decision there is not. Raises it for another day than the session's, and a day without the body, too.
    """
    objective = await uow.objectives.get(objective_id)
    expected(objective.version)
    await _require_decided(uow, agreement)
    agreed = objective.agreed(agreement, clock.now())
    if agreed != objective:
        await uow.objectives.save(agreed)
        get_logger().info("objective.agreed", aggregate_id=objective_id)
    return agreed


async def _require_decided(uow: ConsultationUnitOfWork, agreement: Agreement) -> None:
    body = await uow.bodies.find(agreement.body_id)
    if body is None:
        raise InvalidField("body_id", "is no consultation body")
    if not body.is_there_on(agreement.agreed_on):
        raise InvalidField("agreed_on", "is not a day on which the body is there")
    if agreement.session_id is None:
        return
    session = await uow.body_sessions.find(agreement.body_id, agreement.session_id)
    if session is None:
        raise InvalidField("session_id", "is no session of this body")
    if local_day(session.starts_at) != agreement.agreed_on:
        raise InvalidField("agreed_on", "is not the day of the session")
    if agreement.decision_id not in {None, *(decision.decision_id for decision in session.decisions)}:
        raise InvalidField("decision_id", "is no decision of this session")
