"""A school registers for an activity."""

from dataclasses import replace
from uuid import UUID

from consultation.activities.application.plan_activity import require_organisations
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.domain.register import Register
from consultation.activities.domain.registration import Registration
from consultation.activities.domain.states import ActivityStep
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def register_for_activity(
    uow: ConsultationUnitOfWork, activity_id: UUID, registration: Registration, *, rules: ActivityRules, clock: Clock
) -> Register:
    """Keep a registration, which has its places or waits behind all others; the register with it.

    The activity is locked, so the number is the order of arrival.
    Raises NotFound, IllegalTransition where registration is not open, and Conflict as `Register.registered` does.
    Raises InvalidField for what this kind does not ask, and for an organisation that the directory has not.
    """
    activity = await uow.activities.get(activity_id)
    activity.allows(ActivityStep.REGISTER)
    kind = rules.kind(activity.details.kind)
    if kind.registers is None:
        raise Conflict("nobody registers for activities of this kind", activity_id=activity_id)
    registration.check(kind.registers)
    await require_organisations(uow, organisation_id=registration.organisation_id)
    before = Register(activity.details.capacity, kind.waiting_list, await uow.registrations.of(activity_id))
    after = before.registered(replace(registration, registered_at=clock.now()))
    await uow.registrations.save(activity_id, after.since(before))
    outcome = after.find(registration.registration_id).status.value
    get_logger().info("registration.received", aggregate_id=activity_id, outcome=outcome)
    return after
