"""Everybody's free times of a day, side by side."""

from datetime import date, time, timedelta

from consultation.planning.agenda import Agenda
from consultation.planning.venue import Venue
from consultation.series.domain.free_times import free_times
from consultation.series.domain.rhythm import Rhythm
from consultation.series.domain.series import SeriesDetails
from consultation.series.domain.table import Table
from consultation.series.domain.term import Term
from consultation.testing.factories import MONDAY, NOW, SCHOOL, at, caseworker, diary, school_time, slot
from shared.domain.roles import Role

DETAILS = SeriesDetails(
    title="Zorgoverleg",
    meeting_type="care-meeting",
    school=SCHOOL,
    other_schools=(),
    rhythm=Rhythm(first_on=MONDAY, at=time(10), every_weeks=2),
    length=timedelta(hours=1),
    place="Stadhuis",
    required_roles=(Role.CASEWORKER,),
    optional_roles=(Role.COUNSELLOR,),
)


def term(*taken: object) -> Term:
    people = [diary("counsellor-1"), caseworker(busy=[slot(MONDAY, "10:15", 30)])]
    hours = school_time("1 08:40-10:45; 1 13:00-14:10")
    return Term(school_time=hours, table=Table(DETAILS, people), venue=Venue(Agenda(taken)), now=NOW)


def test_the_half_hours_that_lie_whole_in_the_schools_hours():
    starts = free_times(term(), MONDAY).starts
    assert starts == [at(MONDAY, clock) for clock in ("08:40", "09:10", "09:40", "10:10", "13:00", "13:30")]


def test_who_has_to_be_there_comes_first_each_with_the_times_that_are_free():
    times = free_times(term(slot(MONDAY, "13:20", 15)), MONDAY)
    assert [(person.contact_id, person.required) for person, _ in times.people] == [
        ("worker", True),
        ("counsellor-1", False),
    ]
    worker, counsellor = (free for _, free in times.people)
    assert (worker, counsellor) == ([True, True, True, False, True, True], [True] * 6)
    assert times.place == [True, True, True, True, False, False]


def test_a_day_without_lessons_has_no_times():
    times = free_times(term(), date(2026, 11, 15))
    assert (times.starts, times.place, [free for _, free in times.people]) == ([], [], [[], []])
