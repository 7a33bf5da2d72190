"""The sessions of a term: those that are fixed, with the time left on their agendas, and those not fixed yet."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from consultation.domain.intervals import Interval
from consultation.domain.places import place_key
from consultation.domain.school_time import SchoolTime, half_days_of_all
from consultation.domain.wanted import Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.term.problem import TermBooking, TermMeeting
from consultation.plans.domain.people import People
from consultation.plans.domain.places_of_term import PlacesOfTerm
from consultation.plans.domain.stored_term import StoredTerm
from consultation.plans.domain.term_asked import NewSession
from consultation.series.domain.placing import is_open
from consultation.series.domain.series import Series


class SessionsToPlace:
    """Sessions as the planner of a term is asked to place them."""

    def __init__(self, stored: StoredTerm, people: People, places: PlacesOfTerm) -> None:
        self._stored = stored
        self._people = people
        self._places = places

    def fixed(self, session: Meeting) -> TermMeeting | None:
        """A session that takes cases; None for one that does not. It stays where it is, and so do its people."""
        if session.session is None or session.slot is None or not is_open(session, self._stored.now):
            return None
        left = session.slot.time.end - session.slot.time.start - session.session.time_taken
        if left <= timedelta() or not self._stored.asked.is_for(*session.schools):
            return None
        time = _on_steps(session.slot.time, self._stored.rules.step)
        return TermMeeting(
            key=str(session.meeting_id),
            seats=(),
            length=time.end - time.start,
            times=(time,),
            site=place_key(session.place),
            agenda=left,
            stands=TermBooking(slot=Slot(time, ()), place=None),
            fixed=True,
        )

    def new(self) -> Iterator[tuple[NewSession, TermMeeting]]:
        """The sessions by the rhythms of all series, at the first time at which they can be."""
        for series in self._stored.series:
            fixed = self._stored.fixed_for[series.series_id]
            for on in series.days(self._stored.first, self._stored.last):
                if series.details.rhythm.start_on(on) not in fixed:
                    session = NewSession(series, on)
                    yield session, self._asked(session)

    def _asked(self, session: NewSession) -> TermMeeting:
        details = session.series.details
        school_time = self._school_time(session.series)
        starts = [start for start in self._starts(session) if school_time.is_open_at(start)]
        time = self._time(starts, session, school_time)
        return TermMeeting(
            key=session.key,
            seats=self._people.table(details),
            length=details.length,
            times=() if time is None else (time,),
            rooms=self._places.keys(details.place),
            agenda=details.length,
        )

    def _starts(self, session: NewSession) -> Iterator[datetime]:
        """That day, and in the weeks after it until the next session, as far as they are to come."""
        rhythm = session.series.details.rhythm
        for day in (session.on, *rhythm.days_instead(session.on)):
            if day <= self._stored.last and (start := rhythm.start_on(day)) > self._stored.now:
                yield start

    def _time(self, starts: Iterable[datetime], session: NewSession, school_time: SchoolTime) -> Interval | None:
        """The first of these times at which the place is free, and somebody for each required seat; else the first."""
        times = [school_time.slot_from(start) for start in starts]
        return next((time for time in times if self._can(session, time)), times[0] if times else None)

    def _can(self, session: NewSession, time: Interval) -> bool:
        details = session.series.details
        seats = [seat for seat in self._people.table(details) if seat.required]
        meanwhile = (meeting for meeting in self._stored.booked if meeting.slot and meeting.slot.time.overlaps(time))
        busy = {contact_id for meeting in meanwhile for contact_id in meeting.contact_ids}
        return self._places.is_free_at(details.place, time, people=len(seats)) and all(
            any(contact_id not in busy and self._people.is_there(contact_id, time) for contact_id in seat.candidates)
            for seat in seats
        )

    def _school_time(self, series: Series) -> SchoolTime:
        details = series.details
        half_days_on = half_days_of_all([self._stored.half_days[school] for school in details.schools])
        return self._stored.rules.school_time(details.meeting_type, half_days_on, length=details.length)


def _on_steps(time: Interval, step: timedelta) -> Interval:
    """The time in whole steps: the planner of a term knows nothing in between."""
    seconds = step.total_seconds()
    begin = time.start.timestamp() // seconds * seconds
    end = -(-time.end.timestamp() // seconds) * seconds
    return Interval(datetime.fromtimestamp(begin, time.start.tzinfo), datetime.fromtimestamp(end, time.start.tzinfo))
