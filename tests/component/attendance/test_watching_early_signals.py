"""Early signals on real PostgreSQL, by a clock that the test sets."""

from datetime import date, datetime, timedelta
from itertools import permutations

import pytest

from attendance.mass_causes.domain.mass_cause import Answer
from attendance.register.domain.enrolment import EducationLevel, PersonData
from attendance.register.domain.status import Status
from attendance.testing.factories import NOOR, NOW, OTHER_SCHOOL, SCHOOL, YEAR, enrolment, mark, with_insz, withdrawal
from shared.domain.half_days import WHOLE_DAY, HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS
from shared.testing.logs import captured_logs

from .counsellor import CLUSTER, DROP, LAST, LATENESS, TODDLER, UNRESOLVED, Counsellor, away, days_before, present
from .harness import Harness


@pytest.fixture
def counsellor(harness: Harness) -> Counsellor:
    return Counsellor(harness)


async def test_without_numbers_every_kind_is_off(harness: Harness, counsellor: Counsellor) -> None:
    await harness.enrol(enrolment(pupil="1"))
    await harness.record(*away("1", days_before(LAST, 10)), present("1"))
    assert await counsellor.standing() == []
    assert await harness.rows("SELECT 1 FROM early_signal_due UNION ALL SELECT 2 FROM early_signal_watch") == []


async def test_a_drop_says_what_it_rests_on_and_is_told_once(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("attendance-drop", DROP)
    await harness.enrol(enrolment(pupil="1"))
    await harness.record(*away("1", days_before(LAST, 2)), present("1"))
    for _ in range(3):
        assert await counsellor.standing() == [("1", "attendance-drop")]
    [listed] = await counsellor.listed()
    finding = listed.signal.finding
    assert finding.compared_with is not None
    assert (finding.looked_at.planned, finding.looked_at.absent, finding.looked_at.last) == (10, 3, LAST)
    assert (finding.compared_with.first, finding.compared_with.rate) == (date(2026, 9, 1), 1.0)
    assert (listed.signal.numbers, listed.signal.rule_version) == (DROP, 1)
    assert [(day.date, day.half_day) for day in finding.half_days][-1] == (LAST, HalfDay.AM)
    [told] = await harness.told("attendance-dropped")
    assert told.key == str(listed.person_id)
    assert told.data == told.data | {
        "signal_id": str(listed.signal.signal_id),
        "school": SCHOOL,
        "pupil": "1",
        "level_of_education": "secundair",
        "rule": "attendance-drop",
        "kind": "attendance-drop",
        "period_until": "2026-11-20",
        "rate": 0.7,
        "usual_rate": 1.0,
    }


async def test_what_holds_no_more_ends_and_what_holds_again_is_new(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("attendance-drop", DROP)
    await harness.enrol(enrolment(pupil="1"))
    days = days_before(LAST, 3)[1:]
    await harness.record(*away("1", days), present("1"))
    assert await counsellor.standing() == [("1", "attendance-drop")]
    [first] = await counsellor.listed()

    later = NOW + timedelta(minutes=5)
    harness.clock.set(later)
    corrected = [mark(days[0], half, Status.PRESENT, pupil="1", recorded_at=later) for half in WHOLE_DAY]
    await harness.record(*corrected)
    assert await counsellor.standing() == []
    [ended] = await counsellor.listed("ended")
    assert (ended.signal.signal_id, ended.signal.ended_at) == (first.signal.signal_id, later)

    harness.clock.set(later + timedelta(minutes=5))
    await harness.record(*away("1", days[:1], recorded_at=later + timedelta(minutes=1)))
    assert await counsellor.standing() == [("1", "attendance-drop")]
    [again] = await counsellor.listed()
    assert again.signal.signal_id != first.signal.signal_id
    assert len(await harness.told("attendance-dropped")) == 2


async def test_the_day_alone_makes_an_unresolved_mark_too_old(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("unresolved-marks", UNRESOLVED)
    await harness.enrol(enrolment(pupil="1"))
    await harness.record(mark(date(2026, 11, 9), status=Status.UNKNOWN, pupil="1"), present("1"))
    assert await counsellor.standing() == []
    harness.clock.advance(timedelta(days=1))
    assert await counsellor.standing() == [("1", "unresolved-marks")]
    assert await harness.told("attendance-dropped") == []
    resolved = mark(date(2026, 11, 9), status=Status.JUSTIFIED, pupil="1", recorded_at=harness.clock.now())
    await harness.record(resolved)
    assert await counsellor.standing() == []


async def test_r4_repeated_lateness_is_noted_and_no_drop(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("repeated-lateness", LATENESS)
    await counsellor.agree("attendance-drop", DROP)
    await harness.enrol(enrolment(pupil="1"), enrolment(pupil="2"))
    await harness.record(*away("1", days_before(LAST, 2), Status.LATE), *away("2", days_before(LAST, 1), Status.LATE))
    assert await counsellor.standing() == [("1", "repeated-lateness")]
    assert await harness.told("attendance-dropped") == []


async def test_absences_on_the_same_half_day_of_the_week(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("same-half-day", CLUSTER)
    await harness.enrol(enrolment(pupil="1"), enrolment(pupil="2"))
    mondays = [date(2026, 10, 19), date(2026, 11, 9), date(2026, 11, 16)]  # a holiday lies between
    await harness.record(*(mark(day, HalfDay.AM, pupil="1") for day in mondays), present("1"))
    await harness.record(*(mark(day, HalfDay.AM, pupil="2") for day in mondays[1:]))
    assert await counsellor.standing() == [("1", "same-half-day")]
    [told] = await harness.told("attendance-dropped")
    assert (told.data["kind"], told.data["rate"], told.data["usual_rate"]) == ("same-half-day", 0.25, 1.0)


@pytest.mark.parametrize(
    ("born", "risk"),
    [
        (date(2024, 2, 1), False),  # two years old: 100
        (date(2023, 2, 1), False),  # 150
        (date(2022, 2, 1), True),  # 185
        (date(2021, 2, 1), True),  # 290
        (date(2020, 2, 1), False),  # six: no minimum of half days present
    ],
)
async def test_r25_a_toddler_is_held_against_the_minimum_of_its_age(
    harness: Harness, counsellor: Counsellor, born: date, risk: bool
) -> None:
    await counsellor.agree("toddler-at-risk", TODDLER)
    toddler = PersonData("Noor", "Voorbeeld", born)
    await harness.enrol(enrolment(pupil="1", person=toddler, level=EducationLevel.KLEUTER))
    # 96 half days planned so far, 50 away: at that pace 157 of the year's 329.
    await harness.record(*away("1", days_before(LAST, 25), Status.JUSTIFIED))
    assert await counsellor.standing() == ([("1", "toddler-at-risk")] if risk else [])
    if risk:
        [told] = await harness.told("attendance-dropped")
        [listed] = await counsellor.listed()
        finding = listed.signal.finding
        assert (finding.looked_at.planned, finding.projected) == (96, 157)
        assert finding.minimum is not None
        assert (told.data["kind"], told.data["level_of_education"]) == ("toddler-at-risk", "kleuter")
        assert told.data["usual_rate"] == pytest.approx(finding.minimum / 329)


async def test_r20_who_is_of_age_has_no_early_signals(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("attendance-drop", DROP)
    of_age, birthday = PersonData("Noor", "Voorbeeld", date(2008, 11, 1)), PersonData("A", "B", date(2009, 1, 15))
    await harness.enrol(enrolment(pupil="1", person=of_age), enrolment(pupil="2", person=birthday))
    await harness.record(*away("1", days_before(LAST, 4)), *away("2", days_before(LAST, 4)))
    assert await counsellor.standing() == [("2", "attendance-drop")]
    harness.clock.set(datetime(2027, 1, 15, 9, tzinfo=BRUSSELS))
    assert await counsellor.standing() == []


async def test_marks_of_others_move_on_what_is_looked_at(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("attendance-drop", DROP)
    await harness.enrol(enrolment(pupil="1"), enrolment(pupil="other"))
    await harness.record(*away("1", days_before(date(2026, 11, 13), 2)))
    harness.clock.advance(timedelta(minutes=10))
    assert await counsellor.standing() == [("1", "attendance-drop")]
    harness.clock.advance(timedelta(minutes=10))
    await harness.record(present())  # a week later, and nobody said the pupil was away
    assert await counsellor.standing() == []


async def test_who_left_has_no_early_signals(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("attendance-drop", DROP)
    await harness.enrol(enrolment(pupil="1"))
    await harness.record(*away("1", days_before(LAST, 4)))
    assert await counsellor.standing() == [("1", "attendance-drop")]
    await harness.enrol(withdrawal(LAST, pupil="1"))
    assert await counsellor.standing() == []
    await harness.enrol(withdrawal(None, pupil="1", recorded_at=NOW))
    assert await counsellor.standing() == [("1", "attendance-drop")]


async def test_marks_of_who_is_not_enrolled_yet_stand_out_once_that_is_known(
    harness: Harness, counsellor: Counsellor
) -> None:
    await counsellor.agree("attendance-drop", DROP)
    await harness.enrol(enrolment(pupil="other"))
    await harness.record(*away("1", days_before(LAST, 4)), present())
    assert await counsellor.standing() == []
    await harness.enrol(enrolment(pupil="1"))
    assert await counsellor.standing() == [("1", "attendance-drop")]


async def test_a_calendar_that_changes_is_followed(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("attendance-drop", DROP)
    await harness.enrol(enrolment(pupil="1"))
    days = days_before(LAST, 2)
    await harness.record(*away("1", days), present("1"))
    assert await counsellor.standing() == [("1", "attendance-drop")]
    await harness.set_calendar(SchoolCalendar(SCHOOL, YEAR, closures=(Closure(days[1], None, "studiedag"),)))
    assert await counsellor.standing() == []


async def test_a_whole_class_away_is_none_until_it_counts(harness: Harness, counsellor: Counsellor) -> None:
    harness.hold_groups(2)
    await counsellor.agree("attendance-drop", DROP)
    await harness.enrol(enrolment(pupil="1"), enrolment(pupil="2"))
    await harness.record(*away("1", days_before(LAST, 2)), *away("2", days_before(LAST, 2)))
    assert await counsellor.standing() == []
    for question in await harness.questions():
        await harness.answer(question.question_id, Answer.COUNTS)
    assert await counsellor.standing() == [("1", "attendance-drop"), ("2", "attendance-drop")]


async def test_a_new_school_year_ends_what_stood_in_the_old_one(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("unresolved-marks", UNRESOLVED)
    await harness.enrol(enrolment(pupil="1"))
    await harness.record(mark(date(2026, 10, 5), status=Status.UNKNOWN, pupil="1"), present("1"))
    harness.clock.set(datetime(2027, 8, 31, 9, tzinfo=BRUSSELS))
    assert await counsellor.standing() == [("1", "unresolved-marks")]
    harness.clock.set(datetime(2027, 9, 1, 9, tzinfo=BRUSSELS))
    assert await counsellor.standing() == []


async def test_other_numbers_hold_at_once_for_everybody(harness: Harness, counsellor: Counsellor) -> None:
    kind = "repeated-lateness"
    await counsellor.agree(kind, {**LATENESS, "times": 9})
    await harness.enrol(enrolment(pupil="1"))
    await harness.record(*away("1", days_before(LAST, 2), Status.LATE))
    assert await counsellor.standing() == []
    await counsellor.agree(kind, LATENESS)
    assert await counsellor.standing() == [("1", kind)]
    [first] = await counsellor.listed()
    await counsellor.agree(kind, {**LATENESS, "times": 4})
    assert await counsellor.standing() == [("1", kind)]
    [same] = await counsellor.listed()
    assert (same.signal.signal_id, same.signal.rule_version) == (first.signal.signal_id, 3)
    await counsellor.agree(kind, None)
    assert await counsellor.standing() == []


async def test_numbers_of_a_later_school_year_do_not_hold_yet(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("repeated-lateness", LATENESS, SchoolYear(2027))
    await harness.enrol(enrolment(pupil="1"))
    await harness.record(*away("1", days_before(LAST, 2), Status.LATE))
    assert await counsellor.standing() == []


async def test_each_school_is_looked_at_by_its_own_marks(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("attendance-drop", DROP)
    noor = with_insz("noor")
    await harness.enrol(enrolment(pupil="1", person=noor), enrolment(pupil="9", school=OTHER_SCHOOL, person=noor))
    late = mark(LAST, status=Status.LATE, pupil="9", school=OTHER_SCHOOL)
    await harness.record(*away("1", days_before(LAST, 4)), late)
    assert await counsellor.standing() == [("1", "attendance-drop")]


async def test_the_order_of_what_comes_in_does_not_matter(harness: Harness, counsellor: Counsellor) -> None:
    for kind, numbers in (
        ("attendance-drop", DROP),
        ("unresolved-marks", {"days": 1}),
    ):
        await counsellor.agree(kind, numbers)
    days = days_before(LAST, 3)
    found = set()
    for number, order in enumerate(permutations(range(4))):
        pupil = f"p{number}"
        steps = (
            away(pupil, days, recorded_at=NOW - timedelta(days=2)),
            away(pupil, days[:1], Status.JUSTIFIED, recorded_at=NOW - timedelta(days=1)),
            [mark(days[2], HalfDay.AM, Status.UNKNOWN, pupil=pupil, recorded_at=NOW - timedelta(hours=1))],
            None,
        )
        for step in order:
            if steps[step] is None:
                await harness.enrol(enrolment(pupil=pupil))
            else:
                await harness.record(*steps[step])
            await counsellor.look()
            await counsellor.look()
        mine = [each.signal for each in await counsellor.listed() if each.pupil == pupil]
        found.add(tuple(sorted((signal.kind, repr(signal.finding)) for signal in mine)))
    assert len(found) == 1
    assert len(found.pop()) == 2


async def test_a_name_is_in_no_early_signal(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("attendance-drop", DROP)
    await harness.enrol(enrolment(pupil="1"))
    with captured_logs("attendance") as logs:
        await harness.record(*away("1", days_before(LAST, 4)))
        await counsellor.look()
        assert logs.lines("attendance.pupils_watched")
    [told] = await harness.told("attendance-dropped")
    assert str(NOOR.family_name) not in repr(told)
