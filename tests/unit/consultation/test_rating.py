"""Which slots are good, by what is weighed, and why."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.domain.availability import Availability
from consultation.domain.planning_rules import PlanningRules, SlotWeights
from consultation.planning.agenda import Agenda
from consultation.planning.diary import Diary
from consultation.planning.planner import Planner
from consultation.planning.rating import best, best_slot
from consultation.testing.factories import (
    MONDAY,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    TUESDAY,
    WEDNESDAY,
    caseworker,
    contact,
    diary,
    planner,
    slot,
    start_of,
    wanted,
    weekly,
)
from shared.domain.roles import Role


def weighing(people: Planner, **weights: int) -> Planner:
    return replace(people, where="here", rules=PlanningRules(weights=SlotWeights(**weights)))


def starts(people: Planner, **fields: object) -> list[str | None]:
    return [start_of(rated.slot) for rated in best(people, wanted(**fields), NOW)]


def test_where_only_waiting_counts_the_best_is_the_earliest_and_the_next_follow_it():
    people = planner(diary("c", busy=[slot(MONDAY, "09:15")]), caseworker())
    assert starts(people) == ["2026-11-16 08:30", "2026-11-16 10:00", "2026-11-16 10:45"]
    assert best_slot(people, wanted(), NOW) == people.earliest(wanted(), NOW)


def test_what_speaks_against_a_slot_is_counted_whether_it_weighs_or_not():
    clb = diary("clb", Role.CLB, availability=weekly("2 08:30-12:00"))
    worker = caseworker(busy=[slot(MONDAY, "15:00"), slot(TUESDAY, "15:00")])
    people = weighing(planner(diary("c", schools=(SCHOOL,)), worker, clb))
    first = best(people, wanted(), NOW)[0]
    assert first.counts == {"wait": 0, "trip": 1, "absent": 2, "deputy": 0, "other": 0, "week": 2, "day": 1}
    assert first.points == {"wait": 0, "trip": 0, "absent": 0, "deputy": 0, "other": 0, "week": 0, "day": 0}


def test_a_day_of_waiting_is_worth_somebody_who_is_there_then():
    clb = diary("clb", Role.CLB, availability=weekly("2 10:00-12:00"))
    people = planner(diary("c"), caseworker(), clb)
    asked = wanted(optional_roles=(Role.CLB,))
    assert start_of(best_slot(weighing(people, wait=2, absent=1), asked, NOW)) == "2026-11-16 08:30"
    assert start_of(best_slot(weighing(people, wait=1, absent=2), asked, NOW)) == "2026-11-17 10:00"


def test_somebody_who_is_at_the_place_anyway_saves_a_trip():
    agenda = Agenda()
    agenda.take(slot(WEDNESDAY, "08:30"), "here")
    worker = Diary(contact("worker", Role.CASEWORKER), agenda)
    people = weighing(planner(diary("c", schools=(SCHOOL,)), worker), wait=1, trip=3)
    first, second, _ = best(people, wanted(), NOW)
    assert (start_of(first.slot), first.counts["trip"], first.rank[0]) == ("2026-11-18 09:15", 0, 2)
    assert (start_of(second.slot), second.counts["trip"], second.rank[0]) == ("2026-11-18 10:00", 0, 2)


def test_a_contact_of_one_school_is_there_without_a_trip_and_a_deputy_of_another_is_not():
    away = diary("c", availability=Availability(max_meetings_per_day=0), schools=(SCHOOL,))
    deputy = diary("d", deputy_of="c", schools=(OTHER_SCHOOL,))
    people = weighing(planner(away, deputy, caseworker(schools=(SCHOOL,))))
    assert best(people, wanted(), NOW)[0].counts | {"absent": 0} == {
        "wait": 0, "trip": 1, "absent": 0, "deputy": 1, "other": 0, "week": 0, "day": 0,
    }  # fmt: skip


def test_the_caseworker_of_the_case_is_worth_waiting_for_where_that_is_agreed():
    own = caseworker("own", availability=weekly("3 08:30-12:00"))
    people = planner(diary("c"), caseworker("other"), own)
    asked = wanted(preferred="own")
    assert start_of(best_slot(weighing(people, wait=1), asked, NOW)) == "2026-11-16 08:30"
    assert start_of(best_slot(weighing(people, wait=1, other=3), asked, NOW)) == "2026-11-18 08:30"


def test_meetings_are_spread_over_days_where_that_is_agreed():
    busy = [slot(MONDAY, "08:30"), slot(MONDAY, "09:15")]
    people = planner(diary("c"), caseworker(busy=busy))
    assert start_of(best_slot(weighing(people, wait=1, day=1), wanted(), NOW)) == "2026-11-17 08:30"


def test_no_best_slot_is_at_the_time_of_another():
    times = [rated.slot.time for rated in best(planner(diary("c"), caseworker()), wanted(), NOW)]
    assert not any(a.overlaps(b) for n, a in enumerate(times) for b in times[:n])


def test_where_there_is_no_slot_nothing_is_best():
    assert best(planner(diary("c")), wanted(), NOW) == ()
    assert best_slot(weighing(planner(diary("c")), trip=1), wanted(), NOW) is None


@pytest.mark.parametrize("minutes", [20, 45])
def test_who_has_a_meeting_elsewhere_needs_time_to_get_here(minutes: int):
    agenda = Agenda()
    agenda.take(slot(MONDAY, "08:30"), "there")
    worker = Diary(contact("worker", Role.CASEWORKER), agenda)
    rules = PlanningRules(travel=timedelta(minutes=minutes))
    people = replace(planner(diary("c"), worker), where="here", rules=rules)
    expected = {20: "2026-11-16 09:35", 45: "2026-11-16 10:00"}[minutes]
    assert start_of(people.earliest(wanted(), NOW)) == expected
    assert start_of(replace(people, where="there").earliest(wanted(), NOW)) == "2026-11-16 09:15"
    assert start_of(people.without_travel.earliest(wanted(), NOW)) == "2026-11-16 09:15"


def test_what_somebody_says_of_their_own_way_comes_before_what_was_agreed():
    agenda = Agenda()
    agenda.take(slot(MONDAY, "08:30"), "there")
    worker = Diary(contact("worker", Role.CASEWORKER, Availability(minutes_between_places=0)), agenda)
    rules = PlanningRules(travel=timedelta(minutes=45))
    people = replace(planner(diary("c"), worker), where="here", rules=rules)
    assert start_of(people.earliest(wanted(), NOW)) == "2026-11-16 09:15"


def test_a_role_has_as_many_meetings_a_day_as_was_agreed_unless_somebody_says_otherwise():
    rules = PlanningRules(most_a_day={Role.CASEWORKER: 1})
    busy = [slot(MONDAY, "08:30")]
    people = replace(planner(diary("c"), caseworker(busy=busy)), rules=rules)
    assert start_of(people.earliest(wanted(), NOW)) == "2026-11-17 08:30"
    assert start_of(people.without_limits.earliest(wanted(), NOW)) == "2026-11-16 09:15"
    own = caseworker(busy=busy, availability=Availability(max_meetings_per_day=2))
    assert start_of(replace(people, diaries=(diary("c"), own)).earliest(wanted(), NOW)) == "2026-11-16 09:15"


def test_notice_is_counted_in_school_days():
    people = replace(planner(diary("c"), caseworker()), rules=PlanningRules(notice=2))
    assert start_of(people.earliest(wanted(), people.after_notice(NOW))) == "2026-11-17 08:30"
    assert planner().after_notice(NOW) == NOW


def test_nobody_stands_in_where_a_role_comes_in_person():
    away = diary("c", availability=Availability(max_meetings_per_day=0))
    people = planner(away, diary("d", deputy_of="c"), caseworker())
    in_person = replace(people, rules=PlanningRules(in_person=frozenset({Role.COUNSELLOR})))
    assert people.earliest(wanted(), NOW) is not None
    assert in_person.earliest(wanted(), NOW) is None
    assert in_person.with_deputies.earliest(wanted(), NOW) == people.earliest(wanted(), NOW)
