"""What the report on several years says of where a number comes from."""

from datetime import UTC, datetime
from decimal import Decimal

from consultation.overview.domain.indicator_values import IndicatorYear
from consultation.policy.domain.indicator import IndicatorSource, Measure, SourceKind
from consultation.web.overview.words.report import origin
from shared.domain.school_year import SchoolYear


def test_a_number_counted_after_midnight_has_the_day_of_brussels():
    source = IndicatorSource(kind=SourceKind.ACTIVITIES, measure=Measure.PLACES)
    counted = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    row = IndicatorYear(school_year=SchoolYear(2026), value=Decimal(12), known_at=counted)
    assert origin(source, row).endswith("geteld op 1/1/2027")
