"""Which event a level that is reached or lost belongs to."""

from attendance.mass_causes.domain.touched_classes import TouchedClasses
from attendance.register.domain.causes import Causes


def test_a_level_belongs_to_the_half_day_that_completed_it() -> None:
    causes = Causes(gained=[(2026, "first"), (2026, "second"), (2026, "third")])
    assert [causes.of_reaching(level, 6, 2026) for level in (4, 5, 6)] == ["first", "second", "third"]
    assert causes.of_reaching(1, 6, 2026) == "first", "a level that held before these half days, of a new rule"
    assert causes.of_reaching(9, 6, 2026) == "third"


def test_half_days_of_another_school_year_complete_nothing() -> None:
    causes = Causes(gained=[(2025, "other"), (2026, "this"), (None, "any")])
    assert causes.of_reaching(1, 2, 2026) == "this"
    assert causes.of_reaching(2, 2, 2026) == "any"


def test_what_is_lost_belongs_to_the_last_that_lowered_the_count() -> None:
    causes = Causes(lost=[(2026, "first"), (2025, "other"), (2026, "last")])
    assert causes.of_losing(2026) == "last"
    assert causes.of_reaching(5, 5, 2026) == "last", "where nothing was gained"
    assert Causes().of_losing(2026) is None


def test_an_event_about_everything_is_the_cause_of_anything() -> None:
    causes = Causes.of("event")
    assert (causes.of_reaching(5, 5, 2026), causes.of_losing(2025)) == ("event", "event")


def test_classes_of_two_changes_are_those_of_both() -> None:
    first = TouchedClasses(frozenset({("123456", "3A")}), (("123456", "before", "since"),))
    both = first.and_also(TouchedClasses(frozenset({("654321", "1B")})))
    assert both.schools == {"123456", "654321"}
    assert both.left == first.left
