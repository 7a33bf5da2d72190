"""Finding the time of a care meeting (*zorgoverleg*): the earliest slot at which everyone who is required is free."""

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from consultation.domain.booking import Booking
from consultation.domain.intervals import Intervals, subtraction
from consultation.domain.local_time import local_day, midnight
from consultation.domain.planning_rules import AS_THEY_ARE_FREE, PlanningRules
from consultation.domain.school_time import SchoolTime
from consultation.domain.wanted import LONGEST_SEARCH, Participant, Slot, Wanted
from consultation.planning.agenda import Agenda
from consultation.planning.choosing import DayPlan, Team
from consultation.planning.diary import Diary
from consultation.planning.venue import RoomDiary, Venue
from shared.domain.roles import Role

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Planner:
    """Plans meetings at a school with these people. The same input always gives the same slot.

    `at_place` are the other meetings at the place, or `place` is the agenda in which they are kept. `rooms` are those
    of the place, in which its meetings are then. `where` is the place itself, as it is compared. `of_cases` are the
    other meetings about the cases. A meeting is held never at their times.

    What was made out of a day is kept until an agenda has other times on that day. So planning one meeting after the
    other looks again only at what changed.
    """

    school_time: SchoolTime
    diaries: Sequence[Diary]
    _: KW_ONLY
    at_place: Sequence[Booking] = ()
    place: Agenda | None = None
    rooms: Sequence[RoomDiary] = ()
    of_cases: Sequence[Booking] = ()
    where: str | None = None
    rules: PlanningRules = AS_THEY_ARE_FREE
    _teams: dict[tuple[str, tuple[Role, ...], tuple[Role, ...], tuple[Participant, ...]], Team] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def earliest(self, wanted: Wanted, after: datetime) -> Slot | None:
        """The earliest slot on the days that are wanted, starting at `after` or later; None if there is no slot."""
        team, today = self.team(wanted), local_day(after)
        day = max(wanted.not_before, today)
        while day <= wanted.hold_by:
            plan = self.plan_of(team, day, after)
            if plan.first_time:
                return plan.meeting_at(plan.first_time, wanted)
            day += _DAY
        return None

    def at(self, wanted: Wanted, start: datetime) -> Slot | None:
        """The meeting that starts at this moment, whatever the terms; None if a required role can't then.

        None too for a time out of the school's hours, on a half day without lessons or at which the place is taken.
        """
        plan = self._plan_after(self.team(wanted), local_day(start), start)
        return plan.meeting_at(self.school_time.slot_from(start), wanted)

    def still_fits(self, slot: Slot) -> bool:
        """Whether everyone who takes part in this slot can, and its room is free, or the place where it has no room."""
        if not self.venue.keeps(slot.time, slot.room, people=len(slot.participants)):
            return False
        day = local_day(slot.time.start)
        windows = self._hours_after(day, slot.time.start)
        free = {diary.contact.contact_id: self.free_of(diary, day, windows) for diary in self.diaries}
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

    @cached_property
    def with_the_place_free(self) -> "Planner":
        """This planner, if no meeting was at the place."""
        return replace(self, at_place=(), place=None, rooms=())

    @cached_property
    def without_rooms(self) -> "Planner":
        """This planner, if a meeting needed no room of the place."""
        return replace(self, rooms=()) if self.rooms else self

    @cached_property
    def with_people_there(self) -> "Planner":
        """This planner, if everybody was there in all school hours."""
        return replace(self, diaries=[diary.with_time_for_everything() for diary in self.diaries])

    @cached_property
    def without_limits(self) -> "Planner":
        """This planner, if nobody had a limit on the number of meetings a day."""
        diaries = [diary.without_limit() for diary in self.diaries]
        return replace(self, diaries=diaries, rules=replace(self.rules, most_a_day={}))

    @cached_property
    def with_deputies(self) -> "Planner":
        """This planner, if a deputy could stand in for everybody."""
        return replace(self, rules=replace(self.rules, in_person=frozenset())) if self.rules.in_person else self

    @cached_property
    def without_travel(self) -> "Planner":
        """This planner, if nobody needed time from one place to another."""
        needed = self.rules.travel or any(d.contact.availability.minutes_between_places for d in self.diaries)
        return replace(self, where=None) if needed and self.where is not None else self

    def after_notice(self, now: datetime) -> datetime:
        """The first moment at which a meeting that is planned now can be, with the notice that people are given."""
        day = local_day(now)
        last = day + LONGEST_SEARCH
        left = self.rules.notice
        while left and day < last:
            day += _DAY
            left -= bool(self.school_time.half_days_on(day))
        return max(now, midnight(day))

    def beside(self, of_cases: Sequence[Booking]) -> "Planner":
        """This planner for a meeting whose cases have these other meetings."""
        return replace(self, of_cases=of_cases) if of_cases else self

    def team(self, wanted: Wanted) -> Team:
        """Everyone who could take part."""
        key = wanted.school, wanted.required_roles, wanted.optional_roles, wanted.named
        if key not in self._teams:
            self._teams[key] = Team(wanted, self.diaries, at=self.where, rules=self.rules)
        return self._teams[key]

    @cached_property
    def venue(self) -> Venue:
        """Where the meeting can be."""
        place = Agenda(booking.time for booking in self.at_place) if self.place is None else self.place
        return Venue(place, self.rooms, self.rules.seats_beside)

    def free_of(self, diary: Diary, day: date, windows: Intervals) -> Intervals:
        """The part of these windows in which another meeting fits into a diary, with the way to the place."""
        return diary.left_on(day, diary.contact.availability.within(windows), at=self.where, rules=self.rules)

    def plan_of(self, team: Team, day: date, after: datetime) -> DayPlan:
        """Who of a team is free when on a day, from `after` on and beside the other meetings of the cases."""
        is_whole = day != local_day(after) and not self.of_cases
        return self._plan(team, day) if is_whole else self._plan_after(team, day, after)

    def _plan(self, team: Team, day: date) -> DayPlan:
        plan = team.plans.get(day)
        if plan is None or not plan.still_holds:
            plan = team.plans[day] = self._new_plan(team, day, self.school_time.hours_on(day))
        return plan

    def _plan_after(self, team: Team, day: date, after: datetime) -> DayPlan:
        return self._new_plan(team, day, self._hours_after(day, after))

    def _new_plan(self, team: Team, day: date, hours: Intervals) -> DayPlan:
        return DayPlan(team, day, hours=hours, venue=self.venue, school_time=self.school_time)

    def _hours_after(self, day: date, after: datetime) -> Intervals:
        return subtraction(self.school_time.windows_on(day, after), [booking.time for booking in self.of_cases])
