"""An activity is over."""

from uuid import UUID

from consultation.activities.application.act_on_activity import act_on_activity
from consultation.activities.domain.activity import Activity
from consultation.activities.domain.activity_kind import ActivityKind
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict
from shared.runtime.clock import Clock


async def hold_activity(
    uow: ConsultationUnitOfWork, activity_id: UUID, *, rules: ActivityRules, clock: Clock, expected: Expectation
) -> Activity:
    """Note that it was held, and tell others its numbers.

    Raises NotFound, IllegalTransition, what `expected` raises, and Conflict while something is not noted: who came to a
    session, or whether a place was confirmed.
    """
    now, today = clock.now(), clock.today()
    await uow.activities.get(activity_id)  # locked, so nobody registers in between
    registrations = await uow.registrations.of(activity_id)

    def hold(activity: Activity, kind: ActivityKind) -> Activity:
        if kind.confirmation and any(row.is_placed and row.confirmed_at is None for row in registrations):
            raise Conflict("a place was neither confirmed nor declined", activity_id=activity_id)
        return activity.held(kind, now, today=today)

    return await act_on_activity(uow, activity_id, act=hold, rules=rules, expected=expected)
