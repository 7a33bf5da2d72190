"""Something is done to an activity, or noted of it."""

from collections.abc import Callable
from uuid import UUID

from consultation.activities.application.tell_numbers import with_numbers
from consultation.activities.domain.activity import Activity
from consultation.activities.domain.activity_kind import ActivityKind, Per
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.domain.register import Register
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.logging import get_logger

Act = Callable[[Activity, ActivityKind], Activity]
"""What is done: a step of the activity. Raises what the step raises."""


async def act_on_activity(
    uow: ConsultationUnitOfWork, activity_id: UUID, *, act: Act, rules: ActivityRules, expected: Expectation
) -> Activity:
    """Do it; where there are more places now, who waits moves up. Others are told of numbers once it was held.

    Raises NotFound, InvalidField for presence of strangers, and whatever `act` and `expected` raise.
    """
    activity = await uow.activities.get(activity_id)
    expected(activity.version)
    kind = rules.kind(activity.details.kind)
    changed = act(activity, kind)
    if changed == activity:
        return activity
    register = Register(activity.details.capacity, kind.waiting_list, await uow.registrations.of(activity_id))
    _require_registered(changed, kind, register)
    after = register
    if changed.details.capacity != activity.details.capacity:
        after = register.with_capacity(changed.details.capacity, changed.changed_at)
        await uow.registrations.save(activity_id, after.since(register))
    changed = with_numbers((activity, register), (changed, after), rules.smallest_cell)
    await uow.save(changed)
    get_logger().info("activity.changed", aggregate_id=activity_id, outcome=changed.status.value)
    return changed


def _require_registered(activity: Activity, kind: ActivityKind, register: Register) -> None:
    registered = {row.registration_id for row in register.registrations}
    presences = [session.presence for session in activity.sessions if session.presence is not None]
    came = [row for presence in presences for row in presence.came]
    if any(row.registration_id not in registered for row in came):
        raise InvalidField("came", "names what is no registration for this activity")
    if kind.registers is Per.PERSON and any(row.number > 1 for row in came):
        raise InvalidField("came", "is 0 or 1 for a person")
