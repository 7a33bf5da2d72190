"""Finding the time of a care meeting (*zorgoverleg*): the earliest slot at which everyone who is required is free."""

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date, datetime, timedelta

from consultation.domain.booking import Booking
from consultation.domain.intervals import Intervals, subtraction
from consultation.domain.local_time import local_day
from consultation.domain.school_time import SchoolTime
from consultation.domain.wanted import Slot, Wanted
from consultation.planning.choosing import DayPlan, candidates
from consultation.planning.diary import Diary

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Planner:
    """Plans one meeting at a school with these people. The same input always gives the same slot.

    `at_place` are the other meetings at its place, `of_cases` the other meetings about its cases: it is held never at
    their times.
    """

    school_time: SchoolTime
    diaries: Sequence[Diary]
    _: KW_ONLY
    at_place: Sequence[Booking] = ()
    of_cases: Sequence[Booking] = ()

    def earliest(self, wanted: Wanted, after: datetime) -> Slot | None:
        """The earliest slot on the days that are wanted, starting at `after` or later; None if there is no slot."""
        people = candidates(wanted, self.diaries)
        for day in self.days(wanted, after):
            plan = DayPlan(wanted, people, day=day, windows=self._windows_on(day, after))
            for time in plan.times(self.school_time):
                if slot := plan.meeting_at(time):
                    return slot
        return None

    def at(self, wanted: Wanted, start: datetime) -> Slot | None:
        """The meeting that starts at this moment, whatever the terms; None if a required role can't then.

        None too for a time out of the school's hours, on a half day without lessons or at which the place is taken.
        """
        day = local_day(start)
        plan = DayPlan(wanted, candidates(wanted, self.diaries), day=day, windows=self._windows_on(day, start))
        return plan.meeting_at(self.school_time.slot_from(start))

    def still_fits(self, slot: Slot) -> bool:
        """Whether everyone who takes part in this slot can, and the place is free."""
        day = local_day(slot.time.start)
        windows = self._windows_on(day, slot.time.start)
        free = {diary.contact.contact_id: diary.free_on(day, windows) for diary in self.diaries}
        return all(
            any(interval.contains(slot.time) for interval in free.get(person.contact_id, ()))
            for person in slot.participants
        )

    def days(self, wanted: Wanted, after: datetime) -> Iterator[date]:
        """The days from `not_before` until and with `hold_by` on which the school has time left."""
        day = max(wanted.not_before, local_day(after))
        while day <= wanted.hold_by:
            if self.school_time.has_room_on(day, after):
                yield day
            day += _DAY

    def _windows_on(self, day: date, after: datetime) -> Intervals:
        taken = [booking.time for booking in (*self.at_place, *self.of_cases)]
        return subtraction(self.school_time.windows_on(day, after), taken)
