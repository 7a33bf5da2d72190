"""Counting an activity with those who registered for it."""

from collections.abc import Iterable

from consultation.activities.domain.activity import Activity
from consultation.activities.domain.counts import Counts, Period, counted
from consultation.activities.domain.registration import Registration
from consultation.activities.domain.states import ActivityStatus
from consultation.domain.local_time import local_day


def counts_of(activity: Activity, registrations: Iterable[Registration], period: Period) -> Counts:
    """What is counted of this activity in a period; nothing of what was cancelled."""
    if activity.status is ActivityStatus.CANCELLED:
        return Counts()
    is_held = activity.status is ActivityStatus.HELD
    return counted(
        period,
        sessions=activity.sessions,
        stock=activity.stock,
        registrations=registrations,
        held_until=activity.details.until if is_held else None,
    )


def all_of(activity: Activity, registrations: Iterable[Registration]) -> Counts:
    """What is counted of this activity from the first registration to its last day."""
    rows = list(registrations)
    days = [activity.details.since, *(local_day(row.registered_at) for row in rows)]
    return counts_of(activity, rows, Period(min(days), max(*days, activity.details.until)))
