"""Pupils who change school, are at two schools, or come from outside the town."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from shared.local.simulation.population import Place, Pupil, School, register_number

_CHANGE_SCHOOL = 0.008
_AT_TWO_SCHOOLS = 0.005
_FROM_OUTSIDE = 0.006
_DAY = timedelta(days=1)
# Register numbers of those who come later begin well after those of September.
_LATER_ORDINAL = 50_000


def with_moves(
    random: Random, pupils: Sequence[Pupil], *, schools: Sequence[School], days: Sequence[date]
) -> list[Pupil]:
    """The pupils, some of them with another place or another beginning; `days` are the school days of the year."""
    return [_moved(random, pupil, schools=schools, days=days[10:70]) for pupil in pupils]


def _moved(random: Random, pupil: Pupil, *, schools: Sequence[School], days: Sequence[date]) -> Pupil:
    chance, day = random.random(), random.choice(days)
    (place,) = pupil.places
    others = [school for school in schools if school.level is place.school.level and school != place.school]
    if chance < _FROM_OUTSIDE:
        return replace(pupil, places=(replace(place, valid_from=day, transferred=random.randint(1, 12)),))
    if chance < _FROM_OUTSIDE + _CHANGE_SCHOOL and others and pupil.insz:
        new = _place_at(random.choice(others), pupil, place=place, valid_from=day + _DAY)
        return replace(pupil, places=(replace(place, valid_until=day), new))
    if chance < _FROM_OUTSIDE + _CHANGE_SCHOOL + _AT_TWO_SCHOOLS and others and pupil.insz:
        return replace(
            pupil, places=(place, _place_at(random.choice(others), pupil, place=place, valid_from=place.valid_from))
        )
    return pupil


def _place_at(school: School, pupil: Pupil, *, place: Place, valid_from: date) -> Place:
    return Place(school, register_number(school, _LATER_ORDINAL + pupil.index % 49_999), place.class_name, valid_from)
