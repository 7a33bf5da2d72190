"""Which of several contacts of a role takes part."""

from datetime import timedelta

from consultation.domain.availability import Availability, AvailabilityException
from consultation.planning.diary import Diary
from consultation.testing.factories import (
    FRIDAY,
    MONDAY,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    THURSDAY,
    caseworker,
    diary,
    ids_of,
    planner,
    slot,
    start_of,
    wanted,
    weekly,
)

AWAY = Availability(exceptions=(AvailabilityException(MONDAY, MONDAY + timedelta(days=60), available=False),))


def counsellor_among(*counsellors: Diary) -> str:
    return ids_of(planner(*counsellors, caseworker()).earliest(wanted(), NOW))[0]


def test_the_one_with_the_fewest_meetings_that_week():
    busier = diary("a", busy=[slot(THURSDAY, "09:00"), slot(FRIDAY, "09:00")])
    assert counsellor_among(busier, diary("b", busy=[slot(THURSDAY, "09:00")])) == "b"


def test_meetings_of_other_weeks_do_not_count():
    last_week, next_week = MONDAY - timedelta(days=3), MONDAY + timedelta(days=7)
    busy_before_and_after = diary("a", busy=[slot(last_week, "09:00"), slot(next_week, "09:00")])
    assert counsellor_among(busy_before_and_after, diary("b", busy=[slot(THURSDAY, "09:00")])) == "a"


def test_with_as_many_meetings_the_smallest_id():
    assert counsellor_among(diary("b"), diary("a"), diary("c")) == "a"


def test_who_is_not_free_is_not_chosen_however_few_the_meetings():
    assert (
        counsellor_among(diary("a", busy=[slot(MONDAY, "08:30")]), diary("b", busy=[slot(FRIDAY, "09:00")] * 1)) == "b"
    )


def test_a_deputy_does_not_come_while_the_contact_can():
    busy = [slot(THURSDAY, "09:00"), slot(FRIDAY, "09:00")]
    assert counsellor_among(diary("z", busy=busy), diary("a", deputy_of="z")) == "z"


def test_a_deputy_comes_when_the_contact_cannot():
    assert counsellor_among(diary("z", availability=AWAY), diary("a", deputy_of="z")) == "a"


def test_a_deputy_comes_for_a_contact_who_is_none_any_more():
    assert counsellor_among(diary("z", valid_until=NOW.date()), diary("a", deputy_of="z")) == "a"


def test_another_contact_of_the_school_comes_before_a_deputy():
    other = diary("y", busy=[slot(FRIDAY, "09:00")])
    assert counsellor_among(diary("z", availability=AWAY), other, diary("a", deputy_of="z")) == "y"


def test_a_deputys_deputy_comes_last():
    people = [diary("z", availability=AWAY), diary("b", deputy_of="z"), diary("a", deputy_of="b")]
    assert counsellor_among(*people) == "b"
    people[1] = diary("b", deputy_of="z", availability=AWAY)
    assert counsellor_among(*people) == "a"


def test_a_deputy_comes_to_the_schools_of_the_contact():
    school_contact = diary("z", schools=(SCHOOL,), availability=AWAY)
    deputy_of_elsewhere = diary("a", schools=(OTHER_SCHOOL,), deputy_of="z")
    assert counsellor_among(school_contact, deputy_of_elsewhere) == "a"


def test_a_deputy_of_someone_elsewhere_comes_after_the_schools_own():
    own = diary("z", schools=(SCHOOL,), busy=[slot(FRIDAY, "09:00")])
    elsewhere = diary("y", schools=(OTHER_SCHOOL,))
    assert counsellor_among(own, elsewhere, diary("a", deputy_of="y")) == "z"


def test_the_caseworker_who_has_the_case_comes_first():
    busier = caseworker("b", busy=[slot(FRIDAY, "09:00")])
    asked = wanted(preferred="b")
    planned = planner(diary("c"), caseworker("a"), busier).earliest(asked, NOW)
    assert ids_of(planned) == ["c", "b"]


def test_another_caseworker_comes_when_that_one_is_not_free():
    planned = planner(diary("c"), caseworker("a"), caseworker("b", availability=weekly("5 08:30-12:00"))).earliest(
        wanted(preferred="b"), NOW
    )
    assert (start_of(planned), ids_of(planned)) == ("2026-11-16 08:30", ["c", "a"])
