"""An action is evaluated with the local actors."""

from uuid import UUID

from consultation.domain.versions import Expectation
from consultation.policy.application.require_known import require_organisations
from consultation.policy.domain.action import PolicyAction
from consultation.policy.domain.evaluation import Evaluation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def evaluate_action(
    uow: ConsultationUnitOfWork, action_id: UUID, evaluation: Evaluation, *, clock: Clock, expected: Expectation
) -> PolicyAction:
    """Note an evaluation.

    Raises NotFound, IllegalTransition for an action that has not begun, and whatever `expected` raises. Raises
    InvalidField for a day to come, and for what is no organisation of the directory.
    """
    action = await uow.policy_actions.get(action_id)
    expected(action.version)
    if evaluation.held_on > clock.today():
        raise InvalidField("held_on", "is a day to come")
    await require_organisations(uow, "partners", evaluation.partners)
    evaluated = action.evaluated(evaluation)
    await uow.save(evaluated)
    get_logger().info("action.evaluated", aggregate_id=action_id)
    return evaluated
