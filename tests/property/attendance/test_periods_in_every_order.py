"""Enrolments and withdrawals in any order come to the periods, and schools, worked out by hand and from an export."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.component.attendance.api import recount
from tests.property.lengths import examples

from attendance.register.domain.enrolment import Enrolment, Withdrawal
from attendance.register.domain.person import Register, register_on
from attendance.register.domain.registration import EnrolledPeriod, Registration

from .model import Table
from .reports import NOW, EnrolmentReport, Who, WithdrawalReport, enrolments_and_withdrawals
from .telling import change_of

WHO = ("123456", "1")
# Every day on which something can begin or end, and those around it.
DAYS = [day + timedelta(days=n) for day in (date(2025, 9, 1), date(2026, 9, 1)) for n in range(-3, 7)]

Report = EnrolmentReport | WithdrawalReport


@settings(max_examples=examples(100, 200), deadline=None)
@given(reports=st.lists(enrolments_and_withdrawals, max_size=10).flatmap(st.permutations))
def test_every_order_ends_in_the_periods_worked_out_by_hand(reports: list[Report]) -> None:
    said = _of_one_pupil(reports)
    table = Table(said)
    by_hand = [(stay.first, stay.last) for stay in table.stays(WHO)]
    for order in (said, list(reversed(said)), said + said):
        registration = _told(order)
        assert [(each.valid_from, each.valid_until or date.max) for each in registration.reported_periods] == by_hand
        assert set(registration.last_days) == set(table.ends(WHO))
        assert [day for day in DAYS if any(day in period for period in registration.enrolled)] == [
            day for day in DAYS if any(first <= day <= last for first, last in by_hand)
        ]


@settings(max_examples=examples(100, 200), deadline=None)
@given(reports=st.lists(enrolments_and_withdrawals, max_size=10))
def test_an_export_comes_to_the_same_periods(reports: list[Report]) -> None:
    registration = _told(_of_one_pupil(reports))
    assert recount.enrolled(_exported(registration)) == [_days(each) for each in registration.reported_periods]


@settings(max_examples=examples(100, 200), deadline=None)
@given(reports=st.lists(enrolments_and_withdrawals, min_size=3, max_size=12))
def test_the_school_of_a_day_is_the_one_worked_out_by_hand(reports: list[Report]) -> None:
    """All of these pupils are one person."""
    said = [replace(report, id=f"{report.id}-{number}") for number, report in enumerate(reports)]
    table = Table(said)
    person = frozenset(who for who in table.pupils() if table.stays(who))
    registers = [
        Register(
            each.valid_from, each.valid_until or date.max, told.enrolments[each.valid_from].recorded_at, *who, 0, ""
        )
        for who in person
        for told in [_told([report for report in said if report.who == who], who)]
        for each in told.reported_periods
    ]
    for day in DAYS if person else ():
        register = register_on(day, registers, NOW.date())
        assert (register.school, register.pupil) == table.place(person, day), day


def _of_one_pupil(reports: list[Report]) -> list[Report]:
    return [replace(report, who=WHO, id=f"{report.id}-{number}") for number, report in enumerate(reports)]


def _told(reports: list[Report], who: Who = WHO) -> Registration:
    registration = Registration(*who)
    for report in reports:
        change = change_of(report).change
        if isinstance(change, Enrolment):
            registration.enrol(change)
        elif isinstance(change, Withdrawal):
            registration.withdraw(change)
    return registration


def _exported(registration: Registration) -> recount.Json:
    now = {"known_until": None}
    return {
        "enrolments": [{"valid_from": str(first), **now} for first in registration.enrolments],
        "withdrawals": [
            {
                "valid_until": str(each.valid_until) if each.valid_until else None,
                "recorded_at": str(each.recorded_at),
                "event_id": each.event_id,
                **now,
            }
            for each in registration.withdrawals.values()
        ],
        "assumed": [],
    }


def _days(period: EnrolledPeriod) -> recount.Json:
    return {"from": str(period.valid_from), "until": str(period.valid_until or recount.NEVER)}
