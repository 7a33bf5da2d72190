"""What a trajectory of a youth coach can say, and by which day the youngster is to be reached again."""

from datetime import date

import pytest

from casework.domain.contact_days import last_day_to_reach
from casework.domain.trajectory import (
    ContactEvery,
    ContactUnit,
    Evaluation,
    HandOver,
    Intake,
    Judgement,
    TrajectoryContent,
    TrajectoryGoal,
)
from casework.storage.trajectory_rows import content_values, to_content
from shared.domain.errors import InvalidField
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.roles import Role
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear

TODAY = date(2026, 11, 23)
WEEKLY = ContactEvery(1, ContactUnit.SCHOOL_WEEKS)


def contact_by(reached_on: date | None = None, **said: object) -> date | None:
    content = TrajectoryContent(**said)  # type: ignore[arg-type]
    return content.contact_by(began_on=TODAY, reached_on=reached_on, calendar_of=flemish_calendar)


@pytest.mark.parametrize(
    ("number", "unit", "since", "last"),
    [
        (3, "school-days", date(2026, 11, 23), date(2026, 11, 26)),
        (3, "school-days", date(2026, 12, 17), date(2027, 1, 5)),  # the Christmas holidays do not count
        (1, "school-weeks", date(2026, 11, 23), date(2026, 12, 4)),  # the week of the contact does not count
        (1, "school-weeks", date(2026, 11, 29), date(2026, 12, 4)),
        (2, "school-weeks", date(2026, 12, 14), date(2027, 1, 15)),
        (1, "school-weeks", date(2027, 4, 26), date(2027, 5, 5)),  # the day after Ascension Day is free
    ],
)
def test_contact_is_counted_in_school_days_or_school_weeks(number: int, unit: str, since: date, last: date) -> None:
    every = ContactEvery(number, ContactUnit(unit))
    assert contact_by(since, contact_every=every) == last


def test_a_school_without_days_left_is_counted_by_the_flemish_calendar() -> None:
    def closed(school_year: SchoolYear) -> SchoolCalendar:
        return SchoolCalendar("123456", school_year, base="own")

    for weeks, last in ((False, date(2026, 11, 24)), (True, date(2026, 12, 4))):
        assert last_day_to_reach(TODAY, 1, weeks=weeks, calendar_of=closed) == last


def test_a_day_that_somebody_typed_wrong_is_over_long_ago() -> None:
    by = last_day_to_reach(date(1, 1, 1), 1, weeks=True, calendar_of=flemish_calendar)
    assert by < TODAY


class TestContact:
    def test_without_an_agreement_nobody_has_to_be_reached(self) -> None:
        assert contact_by() is None
        assert contact_by(intake=Intake(TODAY, done=True)) is None

    def test_it_counts_from_the_last_contact_or_the_intake_else_from_the_beginning(self) -> None:
        assert contact_by(contact_every=WEEKLY) == date(2026, 12, 4)
        assert contact_by(date(2026, 11, 12), contact_every=WEEKLY) == date(2026, 11, 20)
        done = Intake(date(2026, 11, 17), done=True)
        assert contact_by(date(2026, 11, 12), intake=done, contact_every=WEEKLY) == date(2026, 11, 27)

    def test_until_the_intake_the_intake_is_the_contact(self) -> None:
        planned = Intake(date(2026, 11, 25))
        assert contact_by(intake=planned) == date(2026, 11, 25)
        assert contact_by(TODAY, intake=planned, contact_every=WEEKLY) == date(2026, 11, 25)

    def test_nobody_has_to_be_reached_once_somebody_else_goes_on(self) -> None:
        over = HandOver(Role.CLB, date(2026, 12, 3))
        assert contact_by(contact_every=WEEKLY, hand_over=over) is None
        assert contact_by(contact_every=ContactEvery(2, ContactUnit.SCHOOL_DAYS), hand_over=over) == date(2026, 11, 25)


class TestEvaluations:
    def test_the_first_without_a_judgement_is_next_up_to_the_hand_over(self) -> None:
        first, second = Evaluation(date(2026, 11, 20), Judgement.ADJUST), Evaluation(date(2026, 12, 18))
        assert TrajectoryContent(evaluations=(first,)).next_evaluation is None
        content = TrajectoryContent(evaluations=(first, second, Evaluation(date(2027, 1, 29))))
        assert content.next_evaluation == date(2026, 12, 18)
        over = HandOver(Role.CLB, date(2026, 12, 17))
        assert TrajectoryContent(evaluations=(first, second), hand_over=over).next_evaluation is None

    def test_of_two_cases_that_become_one_a_judgement_holds(self) -> None:
        day, later = date(2026, 11, 20), date(2026, 12, 18)
        staying = TrajectoryContent(
            goals=(TrajectoryGoal("a"),), evaluations=(Evaluation(day), Evaluation(later, Judgement.ON_TRACK))
        )
        other = TrajectoryContent(
            intake=Intake(day),
            goals=(TrajectoryGoal("b"),),
            evaluations=(Evaluation(day, Judgement.ADJUST), Evaluation(later, Judgement.NO_PROGRESS)),
        )
        joined = staying.joined_by(other)
        assert ([goal.text for goal in joined.goals], joined.intake) == (["a", "b"], Intake(day))
        assert joined.evaluations == (Evaluation(day, Judgement.ADJUST), Evaluation(later, Judgement.ON_TRACK))


@pytest.mark.parametrize(
    ("field", "content"),
    [
        ("intake", TrajectoryContent(intake=Intake(date(2026, 11, 24), done=True))),
        ("evaluations", TrajectoryContent(evaluations=(Evaluation(date(2026, 11, 24), Judgement.ADJUST),))),
        ("evaluations", TrajectoryContent(evaluations=(Evaluation(TODAY), Evaluation(TODAY)))),
        ("contact_every", TrajectoryContent(contact_every=ContactEvery(0, ContactUnit.SCHOOL_DAYS))),
        ("contact_every", TrajectoryContent(contact_every=ContactEvery(101, ContactUnit.SCHOOL_DAYS))),
    ],
)
def test_what_can_not_be_names_its_field(field: str, content: TrajectoryContent) -> None:
    with pytest.raises(InvalidField) as error:
        content.check(TODAY)
    assert error.value.field == field


def test_what_can_be_passes_and_is_stored_whole() -> None:
    content = TrajectoryContent(
        intake=Intake(TODAY, done=True),
        goals=(TrajectoryGoal("Elke dag op school"),),
        contact_every=WEEKLY,
        evaluations=(Evaluation(TODAY, Judgement.GOALS_REACHED), Evaluation(date(2027, 1, 8))),
        hand_over=HandOver(Role.COUNSELLOR, date(2027, 6, 30), "counsellor-1"),
    )
    content.check(TODAY)
    for stored in (content, TrajectoryContent()):
        assert to_content(content_values(stored)) == stored
