"""The coordinator answers a question, or puts the answer right."""

from uuid import UUID

from consultation.domain.versions import Expectation
from consultation.policy.domain.question import CoordinatorQuestion
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def answer_question(
    uow: ConsultationUnitOfWork, question_id: UUID, answer: str, *, clock: Clock, expected: Expectation
) -> CoordinatorQuestion:
    """Answer a question. Raises NotFound, InvalidField, IllegalTransition, and whatever `expected` raises."""
    question = await uow.coordinator_questions.get(question_id)
    expected(question.version)
    answered = question.answered(answer, clock.now(), clock.today())
    if answered != question:
        await uow.coordinator_questions.save(answered)
        outcome = "late" if answered.is_late(clock.today()) else "in-time"
        get_logger().info("policy.question_answered", aggregate_id=question_id, outcome=outcome)
    return answered
