"""Somebody plans an activity."""

from dataclasses import replace
from uuid import UUID

from consultation.activities.domain.activity import Activity, ActivityDetails
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.domain.themes import require_theme
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger


async def plan_activity(
    uow: ConsultationUnitOfWork, details: ActivityDetails, *, rules: ActivityRules, clock: Clock
) -> Activity:
    """Keep an activity. Without a theme it has that of its action, or else that of its kind.

    Raises InvalidField for a kind, theme, action or organisation that is not there, and for what the kind needs.
    """
    kind = rules.kind(details.kind)
    details.check(kind)
    theme = await theme_of(uow, details.action_id, details.theme, rules=rules)
    details = replace(details, theme=theme or kind.theme)
    await require_organisations(uow, provider=details.provider, confirmed_by=details.confirmed_by)
    now = clock.now()
    activity = Activity(activity_id=new_id(), details=details, created_at=now, changed_at=now)
    await uow.save(activity)
    get_logger().info("activity.planned", aggregate_id=activity.activity_id)
    return activity


async def theme_of(uow: ConsultationUnitOfWork, action_id: UUID | None, theme: str, *, rules: ActivityRules) -> str:
    """The theme, or else that of the action; empty without either. Raises InvalidField for what is not there."""
    if theme:
        require_theme(rules.themes, theme)
    if action_id is None:
        return theme
    action = await uow.policy_actions.find(action_id)
    if action is None:
        raise InvalidField("action_id", "is no action of the policy")
    return theme or action.details.theme


async def require_organisations(uow: ConsultationUnitOfWork, **organisations: str | None) -> None:
    """Raises InvalidField, naming the field, for what is no organisation of the directory."""
    for name, organisation_id in organisations.items():
        if organisation_id is not None and await uow.organisations.find(organisation_id) is None:
            raise InvalidField(name, "is no organisation of the directory")
