"""A question is closed: it was answered, or needs no answer any more."""

from uuid import UUID

from consultation.domain.versions import Expectation
from consultation.policy.domain.question import CoordinatorQuestion
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def close_question(
    uow: ConsultationUnitOfWork, question_id: UUID, *, clock: Clock, expected: Expectation
) -> CoordinatorQuestion:
    """Close a question. Raises NotFound, IllegalTransition, and whatever `expected` raises."""
    question = await uow.coordinator_questions.get(question_id)
    expected(question.version)
    closed = question.closed(clock.now())
    await uow.coordinator_questions.save(closed)
    get_logger().info("policy.question_closed", aggregate_id=question_id)
    return closed
