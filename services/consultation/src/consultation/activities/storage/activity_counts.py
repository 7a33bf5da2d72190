"""What is counted of activities, read from the database."""

from collections import defaultdict
from uuid import UUID

from consultation.activities.domain.activity import Activity
from consultation.activities.domain.counting import counts_of
from consultation.activities.domain.counts import ActionCounts, Counts, Period
from consultation.activities.storage.activities import Activities
from consultation.activities.storage.registrations import Registrations


class ActivityCounts:
    """The counts of activities in a period: for each activity, or for each action."""

    def __init__(self, activities: Activities, registrations: Registrations) -> None:
        self._activities = activities
        self._registrations = registrations

    async def by_activity(self, period: Period) -> list[tuple[Activity, Counts]]:
        """The activities with a day in the period and what is counted of each, oldest first."""
        activities = await self._activities.between(period.since, period.until)
        registrations = await self._registrations.of_all([row.activity_id for row in activities])
        return [(row, counts_of(row, registrations.get(row.activity_id, ()), period)) for row in activities]

    async def by_action(self, period: Period) -> list[ActionCounts]:
        """What is counted of each action that has activities in the period; those of no action come last."""
        sums: dict[UUID | None, Counts] = defaultdict(Counts)
        for activity, counts in await self.by_activity(period):
            sums[activity.details.action_id] += counts
        actions = sorted(sums, key=lambda action_id: (action_id is None, str(action_id)))
        return [ActionCounts(action_id, sums[action_id]) for action_id in actions]
