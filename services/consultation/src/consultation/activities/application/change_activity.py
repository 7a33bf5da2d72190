"""People agreed on something else about an activity."""

from uuid import UUID

from consultation.activities.application.act_on_activity import act_on_activity
from consultation.activities.application.plan_activity import require_organisations, theme_of
from consultation.activities.domain.activity import Activity, ChangedActivity
from consultation.activities.domain.activity_kind import ActivityKind
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def change_activity(
    uow: ConsultationUnitOfWork,
    activity_id: UUID,
    changes: ChangedActivity,
    *,
    rules: ActivityRules,
    clock: Clock,
    expected: Expectation,
) -> Activity:
    """Change what is agreed on; who waits moves up where there are more places.

    Raises InvalidField as planning does, and for fewer places than are taken; NotFound, and what `expected` raises.
    """
    await theme_of(uow, changes.get("action_id"), changes.get("theme", ""), rules=rules)
    await require_organisations(uow, confirmed_by=changes.get("confirmed_by"))
    now = clock.now()

    def change(activity: Activity, kind: ActivityKind) -> Activity:
        return activity.changed(kind, now, **changes)

    return await act_on_activity(uow, activity_id, act=change, rules=rules, expected=expected)
