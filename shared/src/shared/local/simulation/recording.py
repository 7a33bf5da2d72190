"""How a school records what happened: at first what it knows in the morning, later what it got to know.

Many absences begin as not yet known. Certificates come days late and turn a `B` into a `Z`. Where a school works with
two packages, the second package reports some of the same half days again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from shared.contracts.vocabulary import Package
from shared.domain.half_days import HalfDay
from shared.local.simulation.codes import CODES, ILL, Meaning
from shared.local.simulation.population import Place
from shared.runtime.clock import BRUSSELS

_ILL_KNOWN_AT_ONCE = 0.45
_ILL_NOT_YET_KNOWN = 0.35
_TRUANT_KNOWN_AT_ONCE = 0.5
_TRUANT_WITH_LATE_CERTIFICATE = 0.04
_REPORTED_BY_SECOND_PACKAGE = 0.15
_LAST_DAY_OF_LATE_CERTIFICATE = 12
_FRIDAY = 4

_ROLL_CALL = {HalfDay.AM: time(8, 25), HalfDay.PM: time(13, 5)}
_MINUTES_OF_ROLL_CALL = 40


@dataclass(frozen=True, slots=True)
class RecordedMark:
    """A mark as a package holds it."""

    place: Place
    date: date
    half_day: HalfDay
    meaning: Meaning
    package: Package
    recorded_at: datetime

    def data(self) -> dict[str, str]:
        """The mark as it is sent."""
        return {
            "school": self.place.school.number,
            "pupil": self.place.pupil,
            "date": self.date.isoformat(),
            "half_day": self.half_day,
            "code": CODES[self.package][self.meaning],
            "package": self.package,
            "recorded_at": self.recorded_at.isoformat(),
        }


def record(random: Random, place: Place, *, day: date, half_day: HalfDay, meaning: Meaning) -> Iterator[RecordedMark]:
    """Everything a school ever records about a half day, the first word first."""
    second = place.school.second_package
    reported_twice = second is not None and random.random() < _REPORTED_BY_SECOND_PACKAGE
    for word, at in _words(random, day=day, half_day=half_day, meaning=meaning):
        mark = RecordedMark(place, day, half_day, word, place.school.package, at)
        yield mark
        if second is not None and reported_twice:
            yield replace(mark, package=second, recorded_at=at + timedelta(seconds=random.randint(60, 600)))


def _words(random: Random, *, day: date, half_day: HalfDay, meaning: Meaning) -> Iterator[tuple[Meaning, datetime]]:
    at_roll_call = datetime.combine(day, _ROLL_CALL[half_day], BRUSSELS) + timedelta(
        seconds=random.randrange(_MINUTES_OF_ROLL_CALL * 60)
    )
    if meaning in ILL:
        first, days = _first_word_about_the_ill(random)
        yield (first or meaning), at_roll_call
        if first is not None:
            yield meaning, _office_hours(random, day, days)
    elif meaning is Meaning.TRUANT:
        yield from _words_about_the_truant(random, day, at_roll_call)
    else:
        yield meaning, at_roll_call


def _first_word_about_the_ill(random: Random) -> tuple[Meaning | None, int]:
    """The first word before the note is there, and how many days the note takes. None if the note is there at once."""
    chance = random.random()
    if chance < _ILL_KNOWN_AT_ONCE:
        return None, 0
    if chance < _ILL_KNOWN_AT_ONCE + _ILL_NOT_YET_KNOWN:
        return Meaning.NOT_YET_KNOWN, random.randint(1, 3)
    return Meaning.TRUANT, random.randint(2, _LAST_DAY_OF_LATE_CERTIFICATE)


def _words_about_the_truant(random: Random, day: date, at_roll_call: datetime) -> Iterator[tuple[Meaning, datetime]]:
    if random.random() < _TRUANT_KNOWN_AT_ONCE:
        yield Meaning.TRUANT, at_roll_call
    else:
        yield Meaning.NOT_YET_KNOWN, at_roll_call
        yield Meaning.TRUANT, _office_hours(random, day, random.randint(0, 1))
    if random.random() < _TRUANT_WITH_LATE_CERTIFICATE:
        yield Meaning.ILL_BY_CERTIFICATE, _office_hours(random, day, random.randint(2, _LAST_DAY_OF_LATE_CERTIFICATE))


def _office_hours(random: Random, day: date, days_later: int) -> datetime:
    """A moment in the school office's afternoon, so many days later, on a Monday instead of in a weekend."""
    later = day + timedelta(days=days_later)
    if later.weekday() > _FRIDAY:
        later += timedelta(days=7 - later.weekday())
    return datetime.combine(later, time(14), BRUSSELS) + timedelta(seconds=random.randrange(2 * 60 * 60))
