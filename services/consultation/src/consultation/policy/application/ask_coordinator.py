"""Somebody asks the one point of contact something."""

from datetime import timedelta

from consultation.domain.themes import Themes, require_theme
from consultation.policy.domain.question import CoordinatorQuestion, QuestionDetails
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger


async def ask_coordinator(
    uow: ConsultationUnitOfWork,
    details: QuestionDetails,
    *,
    asked_by: str,
    organisation_id: str | None,
    term: timedelta,
    themes: Themes,
    clock: Clock,
) -> CoordinatorQuestion:
    """Keep a question, to be answered within the term.

    Raises InvalidField for a theme that is not in use, and for an action or body there is not.
    """
    if details.theme is not None:
        require_theme(themes, details.theme)
    if details.action_id is not None and await uow.policy_actions.find(details.action_id) is None:
        raise InvalidField("action_id", "is no action")
    if details.body_id is not None and await uow.bodies.find(details.body_id) is None:
        raise InvalidField("body_id", "is no consultation body")
    today = clock.today()
    question = CoordinatorQuestion(
        question_id=new_id(),
        details=details,
        asked_by=asked_by,
        organisation_id=organisation_id,
        asked_at=clock.now(),
        asked_on=today,
        due_on=today + term,
    )
    await uow.coordinator_questions.save(question)
    get_logger().info("policy.question_asked", aggregate_id=question.question_id)
    return question
