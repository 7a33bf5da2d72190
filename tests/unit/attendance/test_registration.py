"""From reports in any order to periods of enrolment."""

from datetime import date, datetime, timedelta
from itertools import permutations

import pytest

from attendance.register.domain.enrolment import (
    EducationLevel,
    Enrolment,
    ImplicitEnrolment,
    PersonData,
    Transferred,
    Withdrawal,
)
from attendance.register.domain.period import Period
from attendance.register.domain.registration import Outcome, Registration
from shared.runtime.clock import BRUSSELS

START = datetime(2026, 9, 1, 7, 0, tzinfo=BRUSSELS)


def enrolment(first: date, hour: int = 0, event_id: str = "e", **of: object) -> Enrolment:
    return Enrolment(first, EducationLevel.SECUNDAIR, START + timedelta(hours=hour), event_id, **of)  # type: ignore[arg-type]


def withdrawal(last: date | None, hour: int = 0, event_id: str = "w") -> Withdrawal:
    return Withdrawal(last, START + timedelta(hours=hour), event_id)


def september(day: int) -> date:
    return date(2026, 9, day)


def after(*reports: Enrolment | Withdrawal | ImplicitEnrolment) -> Registration:
    registration = Registration("123456", "1")
    for report in reports:
        tell(registration, report)
    return registration


def tell(registration: Registration, report: Enrolment | Withdrawal | ImplicitEnrolment) -> Outcome:
    if isinstance(report, Enrolment):
        return registration.enrol(report)
    return registration.withdraw(report) if isinstance(report, Withdrawal) else registration.assume(report)


def reported(registration: Registration) -> list[tuple[date, date | None]]:
    return [(period.valid_from, period.valid_until) for period in registration.reported_periods]


STORIES: dict[str, tuple[list[Enrolment | Withdrawal], list[tuple[int, int | None]]]] = {
    "open": ([enrolment(september(1))], [(1, None)]),
    "a later one ends the earlier": ([enrolment(september(1)), enrolment(september(10))], [(1, 9), (10, None)]),
    "withdrawn": ([enrolment(september(1)), withdrawal(september(15))], [(1, 15)]),
    "withdrawn long before it began": ([enrolment(september(10)), withdrawal(september(5))], [(10, None)]),
    "annulled": ([enrolment(september(10)), withdrawal(september(9))], []),
    "annulled for a later start": (
        [enrolment(september(1)), withdrawal(date(2026, 8, 31)), enrolment(september(14))],
        [(14, None)],
    ),
    "annulled, and what began the day after as well": (
        [enrolment(september(1)), withdrawal(date(2026, 8, 31)), enrolment(september(2)), withdrawal(september(1), 1)],
        [],
    ),
    "left and enrolled anew the day after: the second stays": (
        [enrolment(september(1)), withdrawal(september(9)), enrolment(september(10))],
        [(1, 9), (10, None)],
    ),
    "enrolled anew after a while and annulled": (
        [enrolment(september(1)), withdrawal(september(4)), enrolment(september(10)), withdrawal(september(9), 1)],
        [(1, 4)],
    ),
    "left on the day before the next one, then said to have left before": (
        [enrolment(september(1)), withdrawal(september(9)), withdrawal(september(4), 1), enrolment(september(10))],
        [(1, 4), (10, None)],
    ),
    "annulled, taken back": ([enrolment(september(10)), withdrawal(september(9)), withdrawal(None, 1)], [(10, None)]),
    "annulled, then ended on a day of its own": (
        [enrolment(september(10)), withdrawal(september(9)), withdrawal(september(20), 1)],
        [(10, 20)],
    ),
    "ended, then annulled": (
        [enrolment(september(10)), withdrawal(september(20)), withdrawal(september(9), 1)],
        [],
    ),
    "withdrawn twice: the newest holds": (
        [enrolment(september(1)), withdrawal(september(15)), withdrawal(september(20), 1)],
        [(1, 20)],
    ),
    "withdrawn at once: the greater id holds": (
        [enrolment(september(1)), withdrawal(september(15), 0, "a"), withdrawal(september(20), 0, "B")],
        [(1, 15)],
    ),
    "taken back": ([enrolment(september(1)), withdrawal(september(15)), withdrawal(None, 1)], [(1, None)]),
    "taken back with every earlier end of that period": (
        [enrolment(september(1)), withdrawal(september(15)), withdrawal(september(20), 1), withdrawal(None, 2)],
        [(1, None)],
    ),
    "taken back and withdrawn again": (
        [enrolment(september(1)), withdrawal(september(15)), withdrawal(None, 1), withdrawal(september(18), 2)],
        [(1, 18)],
    ),
    "taken back in the second period, the first stays ended": (
        [
            enrolment(september(1)),
            withdrawal(september(4)),
            enrolment(september(10)),
            withdrawal(september(20), 1),
            withdrawal(None, 2),
        ],
        [(1, 4), (10, None)],
    ),
    "nothing to take back": ([enrolment(september(1)), withdrawal(None)], [(1, None)]),
}


def test_a_period_that_an_annulled_enrolment_had_ended_goes_on() -> None:
    reports = [
        enrolment(september(1)),
        withdrawal(september(4)),
        enrolment(september(10)),
        withdrawal(september(9), 1),
        withdrawal(september(3), 2),
        withdrawal(None, 3),
    ]
    for order in permutations(reports):
        assert reported(after(*order)) == [(september(1), None)]
    assert reported(after(*reports, withdrawal(september(20), 4))) == [(september(1), september(20))]


@pytest.mark.parametrize("story", STORIES)
def test_periods_are_the_same_in_every_order(story: str) -> None:
    reports, expected = STORIES[story]
    periods = [(september(first), september(last) if last else None) for first, last in expected]
    for order in permutations(reports):
        assert reported(after(*order)) == periods
        assert reported(after(*order, *order)) == periods


def test_what_becomes_of_an_enrolment() -> None:
    registration = after(enrolment(september(1), 1, class_name="3A"))
    assert registration.enrol(enrolment(september(1), 0, class_name="3B")) is Outcome.SUPERSEDED
    assert registration.enrol(enrolment(september(1), 0, class_name="3A")) is Outcome.UNCHANGED
    assert registration.enrol(enrolment(september(1), 2, class_name="3A")) is Outcome.UNCHANGED
    assert registration.enrolments[september(1)].recorded_at == START + timedelta(hours=2)
    assert registration.enrol(enrolment(september(1), 3, class_name="3B")) is Outcome.ACCEPTED


def test_enrolments_recorded_at_once_go_by_the_greater_event_id() -> None:
    one, other = enrolment(september(1), event_id="Z", class_name="3A"), enrolment(september(1), event_id="a")
    assert after(one, other).enrolments == after(other, one).enrolments == {september(1): other}


def test_enrolments_of_two_senders_with_one_event_id_end_the_same_in_every_order() -> None:
    reports = [
        enrolment(september(1), class_name="3A", person=PersonData("Anna", "Peeters", date(2011, 3, 4))),
        enrolment(september(1), class_name="3B"),
        enrolment(september(1)),
    ]
    ends = [after(*order).enrolments for order in permutations(reports)]
    assert all(end == ends[0] for end in ends)


def test_withdrawals_of_two_senders_with_one_event_id_end_the_same_in_every_order() -> None:
    reports = [enrolment(september(1)), withdrawal(september(15)), withdrawal(september(20)), withdrawal(None)]
    assert {tuple(reported(after(*order))) for order in permutations(reports)} == {((september(1), september(20)),)}


def test_what_becomes_of_a_withdrawal() -> None:
    registration = Registration("123456", "1")
    waiting = withdrawal(september(15), 1)
    assert registration.withdraw(waiting) is Outcome.PENDING
    registration.enrol(enrolment(september(1)))
    assert registration.withdraw(waiting) is Outcome.UNCHANGED
    assert registration.withdraw(withdrawal(september(12))) is Outcome.SUPERSEDED
    assert registration.withdraw(withdrawal(september(15), 2)) is Outcome.UNCHANGED
    assert registration.withdraw(withdrawal(september(16), 3)) is Outcome.ACCEPTED
    assert registration.withdraw(withdrawal(None, 4)) is Outcome.ACCEPTED
    assert registration.withdraw(withdrawal(None, 5)) is Outcome.UNCHANGED
    assert after(enrolment(september(1))).withdraw(withdrawal(None)) is Outcome.UNCHANGED


def test_what_becomes_of_a_withdrawal_that_annuls() -> None:
    registration = Registration("123456", "1")
    annulling = withdrawal(date(2026, 8, 31))
    assert registration.withdraw(annulling) is Outcome.PENDING
    assert registration.enrol(enrolment(september(1))) is Outcome.ACCEPTED
    assert registration.enrolled == ()
    assert registration.withdraw(annulling) is Outcome.UNCHANGED
    assert registration.withdraw(withdrawal(date(2026, 8, 31), 1)) is Outcome.UNCHANGED
    assert registration.withdraw(withdrawal(None, 2)) is Outcome.ACCEPTED
    assert registration.withdraw(withdrawal(date(2026, 8, 31), 1, "x")) is Outcome.SUPERSEDED
    assert registration.withdraw(withdrawal(date(2026, 8, 31), 3)) is Outcome.ACCEPTED
    assert after(enrolment(september(1))).withdraw(withdrawal(date(2026, 8, 30))) is Outcome.PENDING


def test_the_last_day_there_is_can_be_a_withdrawals() -> None:
    assert reported(after(enrolment(september(1)), withdrawal(date.max))) == [(september(1), date.max)]
    assert after(enrolment(date.max)).withdraw(withdrawal(date.max - timedelta(days=1))) is Outcome.ACCEPTED


def assumed(first: date, last: date, hour: int = 0) -> ImplicitEnrolment:
    return ImplicitEnrolment(first, last, EducationLevel.SECUNDAIR, START + timedelta(hours=hour))


def test_an_assumed_enrolment_fills_gaps_and_is_told_when_nothing_was_reported() -> None:
    registration = after(assumed(september(1), september(30)), enrolment(september(10)), withdrawal(september(20)))
    assert registration.enrolled == (Period(september(1), september(30)),)
    assert [period.valid_from for period in registration.periods] == [september(10)]
    earlier = after(enrolment(date(2025, 9, 1)), withdrawal(date(2026, 6, 30)), assumed(september(1), september(30)))
    assert [period.valid_from for period in earlier.periods] == [date(2025, 9, 1), september(1)]


def test_an_annulled_enrolment_hides_no_assumed_one() -> None:
    registration = after(assumed(september(1), september(30)), enrolment(september(10)), withdrawal(september(9)))
    assert [period.valid_from for period in registration.periods] == [september(1)]
    assert registration.reported_periods == ()


def test_the_newest_assumption_holds() -> None:
    old, new = assumed(september(1), september(20)), assumed(september(1), september(10), 1)
    registration = after(old)
    assert registration.assume(old) is Outcome.UNCHANGED
    assert registration.assume(new) is Outcome.ACCEPTED
    assert registration.assume(old) is Outcome.UNCHANGED
    assert registration.implicit == {september(1): new}


def test_only_an_enrolment_makes_a_pupil() -> None:
    assert not after(withdrawal(september(15))).is_enrolled_ever
    assert after(enrolment(september(1))).is_enrolled_ever
    assert after(assumed(september(1), september(30))).is_enrolled_ever


def test_the_insz_is_that_of_the_newest_enrolment_that_has_one() -> None:
    with_key = enrolment(september(1), person=PersonData(insz_key=b"a"))
    newer = enrolment(september(10), person=PersonData(insz_key=b"b"))
    without = enrolment(september(20))
    assert after(with_key, newer, without).insz_key == b"b"
    assert after(without).insz_key is None


def test_a_transferred_count_that_is_repeated_is_there_once() -> None:
    first = enrolment(september(10), transferred=Transferred(3, september(9)))
    corrected = enrolment(september(20), transferred=Transferred(4, september(9)))
    assert list(after(first, corrected).transferred.values()) == [Transferred(4, september(9))]
    assert Transferred(3, date(2026, 8, 31)).school_year == 2025
    assert list(after(first, corrected, withdrawal(september(9))).transferred.values()) == [
        Transferred(4, september(9))
    ]
    assert after(first, withdrawal(september(9))).transferred == {}, "nothing follows from what was annulled"
