"""A school autumn as a stream of events, in the order of time; the same seed gives the same bytes."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.local.simulation.absences import Attendance
from shared.local.simulation.codes import Meaning
from shared.local.simulation.events import Sender, SimulatedEvent
from shared.local.simulation.moves import with_moves
from shared.local.simulation.population import Place, invent_pupils, invent_schools
from shared.local.simulation.recording import RecordedMark, record
from shared.local.simulation.school_days import SchoolDay, school_days_of
from shared.runtime.clock import BRUSSELS

_ENROLLED_LATE = 0.01
_PRESENCE_SENT = 0.004
_MORNING = time(6, 30)
_DAY = timedelta(days=1)


def autumn(
    seed: int, *, schools: int, pupils_per_school: int, school_year: SchoolYear, until: date
) -> Iterator[SimulatedEvent]:
    """What so many schools send from 1 September up to and with the day `until`.

    Enrolments come first, a few of them late; marks follow day by day, with their corrections in later days.
    """
    return _Autumn(seed, schools=schools, pupils_per_school=pupils_per_school, school_year=school_year).play(until)


class _Autumn:
    def __init__(self, seed: int, *, schools: int, pupils_per_school: int, school_year: SchoolYear) -> None:
        random = Random(f"{seed}/town")  # noqa: S311  # invented, and the same for the same seed
        self._days = school_days_of(school_year)
        town = invent_schools(schools)
        pupils = invent_pupils(random, town, per_school=pupils_per_school, school_year=school_year)
        self._pupils = with_moves(random, pupils, schools=town, days=[day.date for day in self._days])
        self._attendance = [
            Attendance(pupil.habit, Random(f"{seed}/{pupil.index}"))  # noqa: S311
            for pupil in self._pupils
        ]
        self._random = Random(f"{seed}/schools")  # noqa: S311
        self._sender = Sender(seed, Random(f"{seed}/software"))  # noqa: S311
        self._waiting: list[tuple[datetime, int, SimulatedEvent]] = []
        self._number = count()

    def play(self, until: date) -> Iterator[SimulatedEvent]:
        self._enrol()
        for day in self._days:
            if day.date > until:
                break
            yield from self._sent_before(day.date)
            self._record(day)
        yield from self._sent_before(until + _DAY)

    def _enrol(self) -> None:
        for pupil in self._pupils:
            for place in pupil.places:
                self._wait(self._sender.enrolled(pupil, place, self._enrolled_at(place)))
                if place.valid_until is not None:
                    self._wait(self._sender.withdrawn(place, _at(place.valid_until, time(16, 30))))

    def _enrolled_at(self, place: Place) -> datetime:
        days_late = self._random.randint(3, 9) if self._random.random() < _ENROLLED_LATE else 0
        return _at(place.valid_from, _MORNING) + timedelta(days=days_late, seconds=self._random.randrange(60 * 60))

    def _record(self, day: SchoolDay) -> None:
        first_words: dict[tuple[str, str, HalfDay], list[RecordedMark]] = defaultdict(list)
        for pupil, attendance in zip(self._pupils, self._attendance, strict=True):
            happenings = attendance.on(day)
            for place in pupil.places:
                if place.holds_on(day.date):
                    for half_day, meaning in self._worth_recording(day, happenings.items()):
                        first, *later = record(self._random, place, day=day.date, half_day=half_day, meaning=meaning)
                        first_words[place.school.number, place.class_name, half_day].append(first)
                        self._send_singly(later)
        for marks in first_words.values():
            if marks[0].place.school.sends_lists:
                self._wait(self._sender.recorded(marks))
            else:
                self._send_singly(marks)

    def _worth_recording(
        self, day: SchoolDay, happenings: Iterable[tuple[HalfDay, Meaning]]
    ) -> Iterator[tuple[HalfDay, Meaning]]:
        meanings = dict(happenings)
        for half_day in day.half_days:
            if half_day in meanings:
                yield half_day, meanings[half_day]
            elif self._random.random() < _PRESENCE_SENT:
                yield half_day, Meaning.PRESENT

    def _send_singly(self, marks: Sequence[RecordedMark]) -> None:
        for mark in marks:
            self._wait(self._sender.recorded([mark]))

    def _wait(self, events: Iterable[SimulatedEvent]) -> None:
        for event in events:
            heapq.heappush(self._waiting, (event.time, next(self._number), event))

    def _sent_before(self, day: date) -> Iterator[SimulatedEvent]:
        midnight = _at(day, time())
        while self._waiting and self._waiting[0][0] < midnight:
            yield heapq.heappop(self._waiting)[2]


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, BRUSSELS)
