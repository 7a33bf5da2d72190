"""What follows from a change of marks, enrolments or calendars: one list, in the order in which it is done.

A feature that has to hear of changes gets a line here; no use case calls it by itself.
"""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from attendance.case_days.application.follow_merges import follow_merges
from attendance.early_signals.application.look_again import look_again
from attendance.mass_causes.application.hold_mass_causes import hold_mass_causes
from attendance.mass_causes.domain.mass_cause import MassCause
from attendance.register.application.consequences import Consequences
from attendance.residents.application.compare_after_enrolments import compare_after_enrolments
from attendance.rules.application.count_after_change import count_after_change
from attendance.rules.application.count_by_calendar import count_by_calendar
from attendance.rules.application.move_signals import move_signals
from attendance.watches.application.judge_after_change import judge_after_change
from shared.runtime.clock import Clock


def consequences_of(
    *, clock: Clock, new_id: Callable[[], UUID], mass_cause: MassCause | None, codes_retained: bool
) -> Consequences:
    """What follows, by the municipality's choices."""
    return (
        # Signals go to the persons that the pupils are by now, before these are counted.
        move_signals,
        # Whom else a calendar concerns, and which half days do not count, decides who is counted, and how.
        count_by_calendar,
        partial(hold_mass_causes, mass_cause=mass_cause, clock=clock, new_id=new_id),
        partial(count_after_change, clock=clock, new_id=new_id, codes_retained=codes_retained),
        partial(compare_after_enrolments, clock=clock, new_id=new_id),
        # What is counted and held by now decides what breaks a watch.
        follow_merges,
        partial(judge_after_change, clock=clock),
        # Last, because whoever looks at early signals may wait for the rows that this locks.
        look_again,
    )
