"""The number of an indicator in a school year, with its target and where it comes from, or why there is none."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from consultation.overview.domain.figure import Figure
from consultation.overview.domain.indicator_values import Counted, Missing, Numbers, years_of
from consultation.policy.domain.indicator import EnteredValue, Indicator, IndicatorSource, Measure, SourceKind, Target
from shared.domain.published_figures import of_groups
from shared.domain.school_year import SchoolYear

ACTION, INDICATOR = UUID(int=1), UUID(int=2)
YEAR, LATER = SchoolYear(2026), SchoolYear(2027)
AT = datetime(2026, 11, 13, tzinfo=UTC)
CASES = Figure(
    service="casework",
    figure="cases",
    school_year=YEAR,
    unit="cases",
    smallest_cell=5,
    values=(
        of_groups(41.0, case_type="truancy"),
        of_groups(None, case_type="truancy", status="open"),
        of_groups(0.953),
    ),
    known_at=AT,
    sequence=1,
)


def indicator(source: IndicatorSource, **fields: Any) -> Indicator:
    return Indicator(indicator_id=INDICATOR, name="Dossiers", unit="dossiers", source=source, **fields)


def figure(group: str | None, service: str = "casework") -> Indicator:
    return indicator(IndicatorSource(kind=SourceKind.FIGURE, service=service, figure="cases", group=group))


def number(of: Indicator, counted: Counted | None = None) -> tuple[Decimal | None, Missing | None]:
    [row] = Numbers([CASES], counted or Counted(AT)).of(ACTION, of, [YEAR]).years
    return row.value, row.missing


def test_a_figure_is_found_by_its_service_and_the_name_of_its_groups():
    assert number(figure("truancy")) == (Decimal(41), None)
    assert number(figure(None)) == (Decimal("0.953"), None)
    assert number(figure("truancy/open")) == (None, Missing.SMALL_NUMBER)
    assert number(figure("bullying")) == (None, Missing.NOT_PUBLISHED)
    assert number(figure("truancy", service="attendance")) == (None, Missing.NOT_PUBLISHED)


def test_what_is_counted_of_activities_and_requests_is_of_the_action_and_the_indicator():
    activities = indicator(IndicatorSource(kind=SourceKind.ACTIVITIES, measure=Measure.HANDED_OUT))
    requests = indicator(IndicatorSource(kind=SourceKind.REQUESTS))
    counted = Counted(AT, {(ACTION, YEAR): {"handed-out": None}}, {(INDICATOR, YEAR): Decimal(3)})
    assert number(activities, counted) == (None, Missing.SMALL_NUMBER)
    assert number(requests, counted) == (Decimal(3), None)
    assert number(activities) == number(requests) == (None, Missing.NOT_COUNTED)


def test_an_entered_number_holds_until_another_takes_its_place():
    values = [
        EnteredValue(
            school_year="2026-2027",
            value=Decimal(value),
            source="Telling",
            dated=date(2026, 11, day),
            entered_at=AT,
            replaced_at=replaced_at,
        )
        for day, value, replaced_at in ((1, 20, AT), (2, 22, None))
    ]
    entered = indicator(
        IndicatorSource(kind=SourceKind.ENTERED),
        values=tuple(values),
        targets=(Target("2026-2027", Decimal(30)), Target("2028-2029", Decimal(50))),
    )
    first, later = Numbers([], Counted(AT)).of(ACTION, entered, [LATER, YEAR]).years
    assert (first.value, first.target, first.source, first.dated) == (
        Decimal(22),
        Decimal(30),
        "Telling",
        date(2026, 11, 2),
    )
    assert (later.value, later.target, later.missing) == (None, None, Missing.NOT_ENTERED)
    years = years_of([entered], date(2026, 10, 1), until=None, today=date(2027, 10, 1))
    assert years == [YEAR, LATER, SchoolYear(2028)]
    ended = years_of([entered], date(2026, 10, 1), until=date(2027, 6, 30), today=date(2029, 10, 1))
    assert ended == [YEAR, SchoolYear(2028)]
