"""What a form can be, and how it is kept."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.status import Status
from attendance.rules.domain.description import described, form_of
from attendance.rules.domain.form import PLAIN, AfterReaching, Form, HoursPerHalfDay, Unit, Window, WindowKind
from attendance.rules.domain.rule import LevelRule, RuleMode, rule_for
from attendance.rules.domain.rule_book import RuleBook
from attendance.rules.storage.rule_packs import read_pack
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

OTHER = Form(
    statuses=frozenset({Status.LATE}),
    codes=frozenset("ZR"),
    unit=Unit.HOURS,
    hours=HoursPerHalfDay(Decimal("4.5"), Decimal(3)),
    window=Window(WindowKind.SCHOOL_WEEKS, 4, spans_school_years=True),
    after=AfterReaching.NEVER_TWICE,
    applies_to=frozenset({EducationLevel.LAGER}),
)
YEAR = SchoolYear(2026)


@pytest.mark.parametrize("form", [PLAIN, OTHER, replace(PLAIN, statuses=frozenset(), codes=frozenset("Z"))])
def test_a_form_comes_back_as_it_was_kept(form: Form) -> None:
    assert form_of(described(form)) == form


def test_of_the_plain_count_nothing_is_kept() -> None:
    assert described(PLAIN) == {}


@pytest.mark.parametrize(
    ("field", "build"),
    [
        ("counts", lambda: Form(statuses=frozenset())),
        ("counts.statuses", lambda: Form(statuses=frozenset({Status.PRESENT}))),
        ("counts.codes", lambda: Form(codes=frozenset("D"))),
        ("window.weeks", lambda: Window(WindowKind.SCHOOL_WEEKS)),
        ("window.weeks", lambda: Window(WindowKind.SCHOOL_WEEKS, 54)),
        ("window.weeks", lambda: Window(WindowKind.SCHOOL_YEAR, 4)),
        ("window.spans_school_years", lambda: Window(WindowKind.SCHOOL_MONTH, spans_school_years=True)),
        ("window.kind", lambda: Form(unit=Unit.PERCENT, window=Window(WindowKind.CONSECUTIVE))),
        ("window.spans_school_years", lambda: replace(OTHER, unit=Unit.PERCENT)),
        ("levels", lambda: LevelRule("a-rule", 1, YEAR, (101,), "?", form=Form(unit=Unit.PERCENT))),
        ("hours.PM", lambda: HoursPerHalfDay(Decimal(4), Decimal(0))),
        ("hours.AM", lambda: HoursPerHalfDay(Decimal(13), Decimal(3))),
        ("valid_until", lambda: LevelRule("a-rule", 1, YEAR, (5,), "?", valid_until=YEAR.previous)),
        ("levels", lambda: LevelRule("a-rule", 1, YEAR, (), "?", RuleMode.SHADOW)),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(field: str, build: Any) -> None:
    with pytest.raises(InvalidField) as error:
        build()
    assert error.value.field == field


def test_a_version_that_ends_gives_way_to_the_one_before() -> None:
    open_end = LevelRule("a-rule", 1, SchoolYear(2020), (5,), "?")
    for_a_year = LevelRule("a-rule", 2, YEAR, (3,), "?", valid_until=YEAR)
    versions = [rule_for([open_end, for_a_year], "a-rule", SchoolYear(year)) for year in (2019, 2025, 2026, 2027)]
    assert versions == [None, open_end, for_a_year, open_end]


def test_a_rule_on_codes_is_silent_while_none_are_kept() -> None:
    [z_codes] = read_pack("z-rule-1")
    live = replace(z_codes, levels=(10,), mode=RuleMode.SHADOW)
    without, retaining = RuleBook([live], codes_retained=False), RuleBook([live], codes_retained=True)
    assert (without.silent, without.windowed) == (["z-codes"], [])
    assert (retaining.silent, retaining.windowed) == ([], [live])
