"""Where a whole group is absent, one question is asked, and nothing counts until somebody answers."""

from datetime import date, datetime, timedelta

import pytest

from attendance.mass_causes.domain.mass_cause import Answer, QuestionStatus
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.testing.factories import FULL_DAYS, MORNING, YEAR, enrolment, mark, problematic, withdrawal
from shared.domain.errors import IllegalTransition
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.testing.logs import captured_logs

from .harness import Harness

STRIKE = FULL_DAYS[4]
CLASS = ("1", "2", "3")
LATER = MORNING + timedelta(days=30)


@pytest.fixture
async def school(harness: Harness) -> Harness:
    """Class 3A with three pupils, class 3B with one; whole classes of three are asked about."""
    harness.hold_groups(3)
    await harness.enrol(*(enrolment(pupil=pupil) for pupil in CLASS), enrolment(pupil="4", class_name="3B"))
    return harness


def absent(*pupils: str, day: date = STRIKE, half_day: HalfDay = HalfDay.AM) -> list[Mark]:
    return [mark(day, half_day, pupil=pupil) for pupil in pupils]


def corrected(pupil: str, status: Status = Status.PRESENT, at: datetime = LATER) -> Mark:
    return mark(STRIKE, status=status, pupil=pupil, recorded_at=at)


async def counts(harness: Harness, *pupils: str) -> list[int]:
    return [(await harness.attendance(pupil=pupil)).person_count for pupil in pupils]


async def test_the_last_pupil_of_a_class_makes_it_a_question(school: Harness) -> None:
    await school.record(*absent("1", "2"))
    assert (await school.questions(), await counts(school, *CLASS)) == ([], [1, 1, 0])
    await school.record(*absent("3"))
    [question] = await school.questions()
    assert (question.slot, question.group) == (("123456", STRIKE, HalfDay.AM), "3A")
    assert (question.absent, question.size, question.version) == (3, 3, 1)
    assert await counts(school, *CLASS) == [0, 0, 0]


async def test_without_a_smallest_group_nobody_is_asked(school: Harness) -> None:
    school.hold_groups(None)
    await school.record(*absent(*CLASS))
    assert (await school.questions(), await counts(school, *CLASS)) == ([], [1, 1, 1])


async def test_a_class_that_is_too_small_is_not_asked_about(school: Harness) -> None:
    await school.record(*absent("4"))
    assert (await school.questions(), await counts(school, "4")) == ([], [1])


async def test_a_whole_school_is_one_question(school: Harness) -> None:
    await school.record(*absent(*CLASS))
    await school.record(*absent("4"))
    assert [(question.group, question.size) for question in await school.questions()] == [(None, 4)]
    assert await counts(school, *CLASS, "4") == [0, 0, 0, 0]
    assert [question.group for question in await school.questions(QuestionStatus.LAPSED)] == ["3A"]


async def test_a_share_of_the_class_can_be_enough(school: Harness) -> None:
    school.hold_groups(3, "0.6")
    await school.record(*absent("1"))
    assert await school.questions() == []
    await school.record(*absent("2"))
    assert [(question.absent, question.size) for question in await school.questions()] == [(2, 3)]
    assert await counts(school, *CLASS) == [0, 0, 0]


async def test_a_question_is_logged_once(school: Harness) -> None:
    with captured_logs("attendance") as logs:
        await school.record(*absent(*CLASS))
        await school.record(*absent("4"))
        [question] = await school.questions()
        await school.answer(question.question_id, Answer.COUNTS)
    assert len(logs.lines("attendance.question_asked")) == 2  # the class, then the school
    line = logs.line("attendance.question_answered")
    assert (line["aggregate_id"], line["outcome"]) == (str(question.question_id), "counts")
    assert "staking" not in str(logs.lines("attendance.question_answered"))


async def test_a_correction_of_one_pupil_releases_the_others(school: Harness) -> None:
    await school.record(*absent(*CLASS))
    await school.record(corrected("2", Status.JUSTIFIED))
    assert await school.questions() == []
    assert await counts(school, *CLASS) == [1, 0, 1]


async def test_a_level_that_rested_on_a_held_half_day_is_withdrawn_and_comes_back(school: Harness) -> None:
    await school.record(*problematic(4, pupil="1"), *absent("1"))
    assert await school.standing() == [5]
    await school.record(*absent("2", "3"))
    assert await school.standing() == []
    [question] = await school.questions()
    answered = await school.answer(question.question_id, Answer.COUNTS)
    assert await school.standing() == [5]
    assert (answered.status, answered.answer, answered.version) == (QuestionStatus.ANSWERED, Answer.COUNTS, 2)
    assert [event.type for event in await school.told("level")] == ["level-reached", "level-withdrawn", "level-reached"]


async def test_what_does_not_count_stays_out_also_when_the_group_is_no_longer_whole(school: Harness) -> None:
    await school.record(*absent(*CLASS))
    [question] = await school.questions()
    await school.answer(question.question_id, Answer.DOES_NOT_COUNT)
    await school.record(corrected("2"))
    assert await counts(school, *CLASS) == [0, 0, 0]
    await school.record(corrected("2", Status.PROBLEMATIC, LATER + timedelta(days=1)))
    assert await counts(school, *CLASS) == [0, 0, 0]
    assert await school.questions() == []


async def test_an_answer_can_be_changed_and_every_answer_is_kept(school: Harness) -> None:
    await school.record(*absent(*CLASS))
    [question] = await school.questions()
    await school.answer(question.question_id, Answer.DOES_NOT_COUNT, "staking")
    answered = await school.answer(question.question_id, Answer.COUNTS, "geen staking")
    assert await counts(school, *CLASS) == [1, 1, 1]
    assert [(given.answer, given.reason, given.by) for given in answered.answers] == [
        (Answer.DOES_NOT_COUNT, "staking", "caseworker-1"),
        (Answer.COUNTS, "geen staking", "caseworker-1"),
    ]


async def test_an_answer_about_the_school_is_one_about_its_classes(school: Harness) -> None:
    await school.record(*absent(*CLASS, "4"))
    [question] = await school.questions()
    await school.answer(question.question_id, Answer.COUNTS)
    await school.record(corrected("4"))
    assert await school.questions() == []
    assert await counts(school, *CLASS, "4") == [1, 1, 1, 0]


async def test_a_question_that_lapsed_takes_no_answer(school: Harness) -> None:
    await school.record(*absent(*CLASS))
    [question] = await school.questions()
    await school.record(corrected("1"))
    with pytest.raises(IllegalTransition):
        await school.answer(question.question_id, Answer.COUNTS)
    await school.record(corrected("1", Status.PROBLEMATIC, LATER + timedelta(days=1)))
    assert [again.question_id for again in await school.questions()] == [question.question_id]


async def test_a_pupil_who_was_in_the_class_too_releases_it(school: Harness) -> None:
    await school.record(*absent(*CLASS))
    await school.enrol(enrolment(pupil="9"))
    assert (await school.questions(), await counts(school, *CLASS)) == ([], [1, 1, 1])


async def test_a_pupil_who_had_left_before_makes_the_rest_whole(school: Harness) -> None:
    await school.enrol(enrolment(pupil="9"))
    await school.record(*absent(*CLASS))
    assert await school.questions() == []
    await school.enrol(withdrawal(STRIKE - timedelta(days=1), pupil="9"))
    assert [question.group for question in await school.questions()] == ["3A"]
    assert await counts(school, *CLASS) == [0, 0, 0]


async def test_small_classes_are_the_whole_school_once_the_others_have_left(harness: Harness) -> None:
    harness.hold_groups(4)
    pupils = {"1": "A", "2": "A", "3": "B", "4": "B", "5": "C"}
    await harness.enrol(*(enrolment(pupil=pupil, class_name=name) for pupil, name in pupils.items()))
    await harness.record(*absent("1", "2", "3", "4"))
    assert await harness.questions() == []
    await harness.enrol(withdrawal(STRIKE - timedelta(days=1), pupil="5"))
    assert [(question.group, question.size) for question in await harness.questions()] == [(None, 4)]


async def test_a_class_counts_by_the_day(school: Harness) -> None:
    await school.enrol(enrolment(STRIKE + timedelta(days=1), pupil="3", class_name="3B"))
    await school.record(*absent(*CLASS))
    assert [question.size for question in await school.questions()] == [3]
    after = FULL_DAYS[5]
    await school.record(*absent(*CLASS, day=after))
    assert [question.slot.date for question in await school.questions()] == [STRIKE]


async def test_marks_that_wait_for_their_pupils_are_a_question_once_these_are_enrolled(harness: Harness) -> None:
    harness.hold_groups(3)
    await harness.record(*absent(*CLASS))
    await harness.enrol(*(enrolment(pupil=pupil) for pupil in CLASS))
    assert [question.absent for question in await harness.questions()] == [3]
    assert await counts(harness, *CLASS) == [0, 0, 0]


async def test_a_day_that_turns_out_to_be_free_is_no_question(school: Harness) -> None:
    await school.record(*absent(*CLASS))
    closed = SchoolCalendar("123456", YEAR, closures=(Closure(STRIKE, None, "vrij"),))
    await school.set_calendar(closed)
    assert await school.questions() == []
    await school.set_calendar(SchoolCalendar("123456", YEAR))
    assert len(await school.questions()) == 1
    assert await counts(school, *CLASS) == [0, 0, 0]


async def test_a_pupil_without_a_class_belongs_to_no_group(school: Harness) -> None:
    await school.enrol(enrolment(pupil="9", class_name=None))
    await school.record(*absent(*CLASS, "9"))
    assert [question.group for question in await school.questions()] == ["3A"]
    assert await counts(school, "9") == [1]


async def test_a_pupil_whose_site_is_closed_is_not_one_of_the_group(school: Harness) -> None:
    await school.enrol(enrolment(pupil="9", site="2"))
    await school.record(*absent(*CLASS))
    assert await school.questions() == []
    await school.set_calendar(SchoolCalendar("123456", YEAR, closures=(Closure(STRIKE, None, "vrij", site="2"),)))
    assert [(question.absent, question.size) for question in await school.questions()] == [(3, 3)]
    await school.enrol(enrolment(pupil="9", site="1", recorded_at=LATER))
    assert await school.questions() == []


@pytest.mark.parametrize("smallest", [None, 4])
async def test_what_is_no_group_any_more_is_released_when_the_service_starts(
    school: Harness, smallest: int | None
) -> None:
    await school.record(*problematic(4, pupil="1"), *absent(*CLASS))
    await school.settle()
    assert len(await school.questions()) == 1
    school.hold_groups(smallest)
    await school.settle()
    assert await school.questions() == []
    assert await school.standing() == [5]


async def test_an_answer_outlives_other_settings(school: Harness) -> None:
    await school.record(*absent(*CLASS))
    [question] = await school.questions()
    await school.answer(question.question_id, Answer.DOES_NOT_COUNT)
    school.hold_groups(None)
    await school.settle()
    assert await counts(school, *CLASS) == [0, 0, 0]


async def test_others_are_told_what_is_asked_and_answered(school: Harness) -> None:
    await school.record(*absent(*CLASS))
    [question] = await school.questions()
    await school.record(corrected("2", Status.JUSTIFIED))
    await school.record(corrected("2", Status.PROBLEMATIC, LATER + timedelta(days=1)))
    await school.answer(question.question_id, Answer.COUNTS)
    await school.answer(question.question_id, Answer.DOES_NOT_COUNT)
    told = await school.told("question")
    assert [(event.type, event.data.get("answer")) for event in told] == [
        ("question-asked", None),
        ("question-answered", None),
        ("question-asked", None),
        ("question-answered", "counts"),
        ("question-answered", "does-not-count"),
    ]
    assert {(event.key, event.data["question_id"]) for event in told} == {("123456", str(question.question_id))}
    assert set(told[-1].data) == {"question_id", "school", "school_year", "date", "half_day", "answer"}
