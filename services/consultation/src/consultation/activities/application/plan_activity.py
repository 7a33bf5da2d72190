"""Somebody plans an activity."""

from consultation.activities.domain.activity import Activity, ActivityDetails
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger


async def plan_activity(
    uow: ConsultationUnitOfWork, details: ActivityDetails, *, rules: ActivityRules, clock: Clock
) -> Activity:
    """Keep an activity. Raises InvalidField for a kind, a field or an organisation that is not there."""
    details.check(rules.kind(details.kind))
    await require_organisations(uow, provider=details.provider, confirmed_by=details.confirmed_by)
    now = clock.now()
    activity = Activity(activity_id=new_id(), details=details, created_at=now, changed_at=now)
    await uow.save(activity)
    get_logger().info("activity.planned", aggregate_id=activity.activity_id)
    return activity


async def require_organisations(uow: ConsultationUnitOfWork, **organisations: str | None) -> None:
    """Raises InvalidField, naming the field, for what is no organisation of the directory."""
    for name, organisation_id in organisations.items():
        if organisation_id is not None and await uow.organisations.find(organisation_id) is None:
            raise InvalidField(name, "is no organisation of the directory")
