"""The report on several years: which years there are, what they cost, and who sits in a body."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from consultation.bodies.domain.body import BodyDetails, BodyForm, BodyKind, PolicyBody
from consultation.bodies.domain.body_session import BodySession, People
from consultation.bodies.domain.member import Member
from consultation.bodies.domain.states import SessionStatus
from consultation.domain.organisation import Organisation, OrganisationDetails, OrganisationKind
from consultation.overview.domain.money import Money, added_up, by_year, money_of
from consultation.overview.domain.report import Report, Years, reported_body
from consultation.overview.domain.tally import Tallies
from consultation.policy.domain.budget import BudgetYear, CoFinancing
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear
from shared.runtime.ids import new_id

AT = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize(("first", "last"), [(2027, 2026), (2026, 2032), (1999, 2000), (2100, 2101)])
def test_years_are_one_to_six_in_a_row(first: int, last: int):
    with pytest.raises(InvalidField):
        Years(first, last)


def test_a_school_year_belongs_to_the_calendar_year_in_which_it_begins():
    years = Years(2026, 2027)
    assert years.school_years == [SchoolYear(2026), SchoolYear(2027)]
    assert years.touch(date(2020, 1, 1), None)
    assert years.touch(date(2020, 1, 1), date(2026, 1, 1))
    assert not years.touch(date(2020, 1, 1), date(2025, 12, 31))
    assert not years.touch(date(2028, 1, 1), None)
    assert [years.has(date(year, 12, 31)) for year in (2025, 2026, 2027, 2028)] == [False, True, True, False]


def test_what_others_pay_is_a_share_of_what_is_spent():
    budget = [
        BudgetYear(2026, Decimal(300), (CoFinancing("A", Decimal(60)), CoFinancing("B", Decimal(40)))),
        BudgetYear(2030, Decimal(7)),
    ]
    money = money_of(budget, [2026, 2027])
    assert money == {2026: Money(Decimal(300), Decimal(100))}
    assert money[2026].share == Decimal("0.3333")
    assert Money().share is None
    assert by_year([money, {2027: Money(Decimal(5))}], [2026, 2027]) == {
        2026: Money(Decimal(300), Decimal(100)),
        2027: Money(Decimal(5)),
    }
    assert added_up([]) == Money()


def session(day: date, status: SessionStatus) -> BodySession:
    begin = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return BodySession(
        session_id=new_id(),
        body_id=UUID(int=1),
        starts_at=begin,
        ends_at=begin.replace(hour=11),
        place="Raadzaal",
        invited=People(),
        status=status,
    )


def test_a_body_counts_who_sits_in_it_by_kind_and_what_was_held_by_year():
    school = Organisation("a", OrganisationDetails(kind=OrganisationKind.SCHOOL, name="A", school="123456"))
    members = [
        Member(member_id=new_id(), organisation_id="a", since=date(2025, 9, 1)),
        Member(member_id=new_id(), contact_id="an", since=date(2025, 9, 1), until=date(2026, 6, 30)),
        Member(member_id=new_id(), contact_id="bo", since=date(2026, 9, 1)),
    ]
    details = BodyDetails(kind=BodyKind.INTERNAL, form=BodyForm.INFORMAL, name="Overleg", since=date(2025, 9, 1))
    body = PolicyBody(body_id=UUID(int=1), details=details, members=tuple(members), created_at=AT, changed_at=AT)
    sessions = [
        session(date(2026, 3, 1), SessionStatus.HELD),
        session(date(2026, 10, 1), SessionStatus.CANCELLED),
        session(date(2025, 10, 1), SessionStatus.HELD),
    ]
    reported = reported_body(body, sessions, {"a": school}, years=Years(2026, 2027), today=date(2026, 11, 13))
    assert (reported.members, reported.sessions) == ({"contact": 1, "school": 1}, {2026: 1, 2027: 0})
    report = Report(Years(2026, 2026), AT, bodies=[reported], objectives=[], names={}, tallies=Tallies())
    assert (report.budget, report.total) == ({2026: Money()}, Money())
