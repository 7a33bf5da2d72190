"""Finding a slot for a meeting and taking it, also while others plan at the same time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from consultation.application.ports import SlotTaken, Unit
from consultation.domain.diary import Booking, diaries
from consultation.domain.intervals import Interval
from consultation.domain.local_time import midnight, monday_of
from consultation.domain.meeting import Meeting
from consultation.domain.no_slot import LATER_BY, explain
from consultation.domain.planner import Planner
from consultation.domain.school_time import SchoolTime, half_days_by
from consultation.domain.wanted import Wanted
from consultation.domain.weekly_hours import WeeklyHours
from shared.runtime.clock import Clock

_ATTEMPTS = 20
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class PlanningContended(Exception):
    """Every slot that was found was taken by someone else first; a later try may do."""


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """How meetings are: the hours of schools, how long, in which steps, and where at which school."""

    hours: tuple[WeeklyHours, ...]
    length: timedelta
    step: timedelta
    place_at: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Planning:
    """Plans meetings by the rules and the clock."""

    rules: MeetingRules
    clock: Clock

    async def plan(self, uow: Unit, meeting: Meeting) -> Meeting:
        """Give a proposed meeting its earliest slot, or say why there is none."""

        def decide(planner: Planner) -> Meeting:
            now = self.clock.now()
            slot = planner.earliest(meeting.wanted, now)
            if slot is None:
                return meeting.without_slot(explain(planner, meeting.wanted, now), now)
            return meeting.schedule(slot, now)

        return await self.decide(uow, meeting, meeting.wanted.not_before, meeting.wanted.hold_by, decide)

    async def decide(
        self, uow: Unit, meeting: Meeting, first: date, last: date, decision: Callable[[Planner], Meeting]
    ) -> Meeting:
        """Save what `decision` makes of a planner for these days; once more when a slot was taken meanwhile.

        Raises PlanningContended when that happens again and again, and whatever `decision` raises.
        """
        for _ in range(_ATTEMPTS):
            decided = decision(await self._planner(uow, meeting, first, last))
            try:
                await uow.meetings.save(replace(decided, events=()))
            except SlotTaken:
                continue
            uow.add(*decided.events)
            return decided
        raise PlanningContended

    async def _planner(self, uow: Unit, meeting: Meeting, first: date, last: date) -> Planner:
        wanted: Wanted = meeting.wanted
        first, last = min(first, self.clock.today()), max(last, self.clock.today()) + LATER_BY
        contacts = await uow.contacts.for_meeting(wanted.school, wanted.roles)
        busy = await uow.meetings.busy(
            [contact.contact_id for contact in contacts],
            monday_of(first),
            monday_of(last) + _WEEK,
            but=meeting.meeting_id,
        )
        searched = Interval(midnight(first), midnight(last + _DAY))
        at_place = await self._at_place(uow, meeting, searched)
        of_cases = await uow.meetings.of_cases(meeting.case_ids, searched, but=meeting.meeting_id)
        school_time = await self.school_time(uow, wanted.school, first, last)
        return Planner(school_time, diaries(contacts, busy), at_place, of_cases)

    async def _at_place(self, uow: Unit, meeting: Meeting, time: Interval) -> Sequence[Booking]:
        if meeting.place is None:
            return ()
        return await uow.meetings.at_place(meeting.place, time, but=meeting.meeting_id)

    async def school_time(self, uow: Unit, school: str, first: date, last: date) -> SchoolTime:
        """When the school can have meetings, by its calendars of the school years around these days."""
        calendar_of = await uow.calendars.of(school, first, last)
        return SchoolTime(self.rules.hours, self.rules.length, self.rules.step, half_days_by(calendar_of))
