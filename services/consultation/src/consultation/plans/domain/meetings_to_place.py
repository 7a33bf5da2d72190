"""The meetings of single cases in a term: those that wait for a time, and those that have one and could move."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from consultation.domain.intervals import Interval, Intervals, intersection, subtraction
from consultation.domain.local_time import local_day, midnight, moment
from consultation.domain.school_time import SchoolTime, half_days_of_all
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status
from consultation.planning.planner import Planner
from consultation.planning.term.problem import Seat, TermBooking, TermMeeting
from consultation.plans.domain.people import People
from consultation.plans.domain.places_of_term import PlacesOfTerm
from consultation.plans.domain.stored_term import StoredTerm

_DAY = timedelta(days=1)
_MIDDAY = time(12, 30)


class MeetingsToPlace:
    """Meetings of single cases as the planner of a term is asked to place them."""

    def __init__(self, stored: StoredTerm, people: People, places: PlacesOfTerm) -> None:
        self._stored = stored
        self._people = people
        self._places = places
        self._school_times: dict[tuple[str, str], SchoolTime] = {}
        self._afters: dict[tuple[str, str], datetime] = {}
        self._windows: dict[tuple[str, str], Intervals] = {}
        self._of_cases: dict[UUID, list[Meeting]] = {}
        for meeting in stored.booked:
            for case_id in meeting.case_ids:
                self._of_cases.setdefault(case_id, []).append(meeting)

    def waiting(self, meeting: Meeting) -> TermMeeting:
        """A meeting that waits for a time."""
        length = self._stored.rules.kind(meeting.meeting_type).length
        return self._asked(meeting, length, self.times(meeting, self.after(meeting)))

    def standing(self, meeting: Meeting) -> TermMeeting | None:
        """A meeting that has a time and can move; None for one that stays as it is.

        It stays when it is a session, is under review or begins before people could be given notice. It stays too
        when people chose who takes part, or a time or somebody that the planner would not.
        """
        slot = meeting.slot
        is_movable = meeting.status is Status.SCHEDULED and meeting.session is None and not meeting.wanted.named
        has_its_place = meeting.holds_place or meeting.holds_room
        if slot is None or not (is_movable and has_its_place and self._stored.asked.is_for(meeting.school)):
            return None
        if self._places.does_without(meeting):
            return None
        after = self.after(meeting)
        asked = self._asked(meeting, slot.time.end - slot.time.start, self.times(meeting, after))
        is_usual = any(window.contains(slot.time) for window in asked.times) and _has_seats(meeting, asked.seats)
        is_on_a_step = slot.time.start.timestamp() % self._stored.rules.step.total_seconds() == 0
        place = self._places.key_of(slot, meeting.place)
        has_room = place in asked.rooms and self._places.has_seats(place, len(asked.seats))
        if slot.time.start < after or not (is_usual and is_on_a_step and has_room):
            return None
        return TermMeeting(
            key=asked.key,
            seats=asked.seats,
            length=asked.length,
            times=asked.times,
            rooms=asked.rooms,
            stands=TermBooking(slot=replace(slot, room=None), place=place),
            invited=True,
        )

    def times(self, meeting: Meeting, after: datetime) -> Intervals:
        """When it can be, from `after` on: in the school's hours, within its terms, beside its cases' meetings."""
        first = max(meeting.wanted.not_before, self._stored.first)
        last = min(meeting.wanted.hold_by, self._stored.last)
        begin = max(after, midnight(first))
        end = midnight(last + _DAY)
        if begin >= end:
            return ()
        windows = intersection(self._open(meeting), [Interval(begin, end)])
        others = (other for case_id in meeting.case_ids for other in self._of_cases.get(case_id, ()))
        taken = [other.slot.time for other in others if other.slot and other.meeting_id != meeting.meeting_id]
        return tuple(_halves(subtraction(windows, taken)))

    def after(self, meeting: Meeting) -> datetime:
        """The first moment at which a meeting like this can be, with the notice that people are given."""
        key = meeting.school, meeting.meeting_type
        if key not in self._afters:
            planning = self._stored.rules.planning_of(meeting.meeting_type)
            self._afters[key] = Planner(self._school_time(meeting), (), rules=planning).after_notice(self._stored.now)
        return self._afters[key]

    def _asked(self, meeting: Meeting, length: timedelta, times: Intervals) -> TermMeeting:
        return TermMeeting(
            key=str(meeting.meeting_id),
            seats=self._people.seats(meeting.wanted, meeting.meeting_type),
            length=length,
            times=times,
            rooms=self._places.keys(meeting.place),
        )

    def _open(self, meeting: Meeting) -> Intervals:
        key = meeting.school, meeting.meeting_type
        if key not in self._windows:
            school_time = self._school_time(meeting)
            days = (self._stored.first + number * _DAY for number in range(self._days))
            self._windows[key] = tuple(window for day in days for window in school_time.hours_on(day))
        return self._windows[key]

    @property
    def _days(self) -> int:
        return (self._stored.last - self._stored.first).days + 1

    def _school_time(self, meeting: Meeting) -> SchoolTime:
        key = meeting.school, meeting.meeting_type
        if key not in self._school_times:
            half_days_on = half_days_of_all([self._stored.half_days[meeting.school]])
            self._school_times[key] = self._stored.rules.school_time(meeting.meeting_type, half_days_on)
        return self._school_times[key]


def _has_seats(meeting: Meeting, seats: tuple[Seat, ...]) -> bool:
    """Whether everybody who takes part has a seat, and every required seat somebody."""
    left = list(seats)
    for person in meeting.slot.participants if meeting.slot else ():
        seat = next((s for s in left if s.role is person.role and person.contact_id in s.candidates), None)
        if seat is None or seat.required is not person.required:
            return False
        left.remove(seat)
    return not any(seat.required for seat in left)


def _halves(windows: Intervals) -> Iterator[Interval]:
    """These windows, cut at midday: the planner counts in half days."""
    for window in windows:
        midday = moment(_day_of(window), _MIDDAY)
        if window.start < midday < window.end:
            yield Interval(window.start, midday)
            yield Interval(midday, window.end)
        else:
            yield window


def _day_of(window: Interval) -> date:
    return local_day(window.start)
