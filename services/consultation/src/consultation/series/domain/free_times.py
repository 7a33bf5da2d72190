"""Everybody's free times on a day, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from consultation.domain.intervals import Interval
from consultation.domain.wanted import Participant
from consultation.series.domain.term import Term

STEP = timedelta(minutes=30)
"""How long the times are that are compared."""


@dataclass(frozen=True, slots=True)
class FreeTimes:
    """The times of a day at which the schools can meet, and for each person whether another meeting fits in then.

    `place` says so of the place.
    """

    starts: Sequence[datetime]
    people: Sequence[tuple[Participant, Sequence[bool]]]
    place: Sequence[bool]


def free_times(term: Term, day: date) -> FreeTimes:
    """The free times on this day of everyone who could have a seat, those who have to be there first."""
    starts = []
    for window in term.school_time.hours_on(day):
        start = term.school_time.first_start(window)
        while window.contains(Interval(start, start + STEP)):
            starts.append(start)
            start += STEP
    times = [Interval(start, start + STEP) for start in starts]
    people = [
        (person, [term.table.is_free(person.contact_id, time) for time in times]) for person in term.table.could_sit
    ]
    seats = len(term.table.seats)
    place = [term.venue.is_free_at(time, people=seats) for time in times]
    return FreeTimes(starts, people, place)
