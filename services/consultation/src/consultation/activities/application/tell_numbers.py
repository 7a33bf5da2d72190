"""Others are told the numbers of an activity that was held, and those that were put right."""

from consultation.activities.domain.activity import Activity
from consultation.activities.domain.counting import all_of
from consultation.activities.domain.register import Register
from consultation.activities.domain.states import ActivityStatus

_Seen = tuple[Activity, Register]


def with_numbers(before: _Seen, after: _Seen, smallest: int) -> Activity:
    """The activity of `after`, which tells its numbers if it is held, and was not or had others before."""
    activity, register = after
    if activity.status is not ActivityStatus.HELD:
        return activity
    counts = all_of(activity, register.registrations)
    was_held = before[0].status is ActivityStatus.HELD
    is_told = was_held and counts == all_of(before[0], before[1].registrations)
    return activity if is_told else activity.told(counts, smallest)
