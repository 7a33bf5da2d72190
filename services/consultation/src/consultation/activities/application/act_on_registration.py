"""A registration is taken back, confirmed, declined, made smaller, or gets its certificates counted."""

from collections.abc import Callable
from uuid import UUID

from consultation.activities.application.tell_numbers import with_numbers
from consultation.activities.domain.activity_kind import ActivityKind
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.domain.register import Register
from consultation.activities.domain.states import ActivityStep
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.logging import get_logger

Act = Callable[[Register, ActivityKind], Register]
"""What is done to the register. Raises what it raises."""


async def act_on_registration(
    uow: ConsultationUnitOfWork,
    activity_id: UUID,
    registration_id: UUID,
    *,
    step: ActivityStep,
    act: Act,
    rules: ActivityRules,
) -> Register:
    """Do it, with the activity locked; who waits moved up where places came free. The register as it is then.

    Raises NotFound, IllegalTransition where the step is not possible now, and whatever `act` raises.
    """
    activity = await uow.activities.get(activity_id)
    activity.allows(step)
    kind = rules.kind(activity.details.kind)
    before = Register(activity.details.capacity, kind.waiting_list, await uow.registrations.of(activity_id))
    after = act(before, kind)
    changed = after.since(before)
    await uow.registrations.save(activity_id, changed)
    telling = with_numbers((activity, before), (activity, after), rules.smallest_cell)
    if telling.events:
        await uow.save(telling)
    for row in changed:
        moved_up = row.registration_id != registration_id
        name = "registration.moved_up" if moved_up else "registration.changed"
        get_logger().info(name, aggregate_id=activity_id, outcome=row.status.value)
    return after
