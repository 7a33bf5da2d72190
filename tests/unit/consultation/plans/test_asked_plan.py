"""Which terms can be asked for, and for which schools."""

from datetime import timedelta

import pytest

from consultation.plans.domain.asked_plan import LONGEST_PLAN, AskedPlan
from consultation.testing.factories import MONDAY, OTHER_SCHOOL, SCHOOL
from shared.domain.errors import InvalidField


def test_a_term_has_its_days_in_order_and_is_not_too_long():
    assert AskedPlan(first=MONDAY, last=MONDAY).last == MONDAY
    assert AskedPlan(first=MONDAY, last=MONDAY + LONGEST_PLAN).last == MONDAY + LONGEST_PLAN
    with pytest.raises(InvalidField, match="until: is before from"):
        AskedPlan(first=MONDAY, last=MONDAY - timedelta(days=1))
    with pytest.raises(InvalidField, match="until: is more than 200 days after from"):
        AskedPlan(first=MONDAY, last=MONDAY + LONGEST_PLAN + timedelta(days=1))


def test_a_term_of_no_school_is_of_all_and_a_cluster_counts_when_one_of_its_schools_is_asked_for():
    assert AskedPlan(first=MONDAY, last=MONDAY).is_for(OTHER_SCHOOL)
    asked = AskedPlan(first=MONDAY, last=MONDAY, schools=frozenset({SCHOOL}))
    assert asked.is_for(OTHER_SCHOOL, SCHOOL)
    assert not asked.is_for(OTHER_SCHOOL)
