"""Each kind of early signal by worked examples, on and beside its boundaries."""

from datetime import date, timedelta

import pytest

from attendance.early_signals.domain.observed import Toddler
from attendance.early_signals.kinds.attendance_drop import attendance_drop
from attendance.early_signals.kinds.repeated_lateness import repeated_lateness
from attendance.early_signals.kinds.same_half_day import same_half_day
from attendance.early_signals.kinds.toddler_at_risk import toddler_at_risk
from attendance.early_signals.kinds.unresolved_marks import unresolved_marks
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay

from .pupil import PLANNED, all_of, observed, places_of

DROP = {"window_half_days": 10, "baseline_half_days": 20, "points": 30}
CLUSTER = {"occurrences": 4, "absences": 3, "share_percent": 60}
LATENESS = {"window_half_days": 10, "times": 3}
TODDLER = {"after_half_days": 40}


class TestAttendanceDrop:
    def test_a_drop_of_exactly_that_many_points_is_one(self) -> None:
        # Before: 38 of 40 attended, 95 %. Seven of the last ten are 25 points lower, six are 35.
        before = all_of((0, 1), Status.JUSTIFIED)
        assert attendance_drop(observed(50, before | all_of(range(40, 43), Status.PROBLEMATIC)), DROP) is None
        found = attendance_drop(observed(50, before | all_of(range(40, 44), Status.PROBLEMATIC)), DROP)
        assert found is not None
        assert found.compared_with is not None
        assert (found.looked_at.rate, found.compared_with.rate) == (0.6, 0.95)
        assert [(day.date, day.half_day) for day in found.half_days] == list(PLANNED[40:44])
        # Before: 40 of 40. Seven of ten is exactly 30 points lower, as no float would say for sure.
        assert attendance_drop(observed(50, all_of(range(40, 43), Status.JUSTIFIED)), DROP) is not None

    def test_the_baseline_is_the_pupils_own(self) -> None:
        # Always away on six of ten: low, but no lower than before.
        low = all_of((place for place in range(50) if place % 10 < 6), Status.JUSTIFIED)
        assert attendance_drop(observed(50, low), DROP) is None

    def test_without_enough_to_compare_with_there_is_no_drop(self) -> None:
        away = all_of(range(19, 40), Status.PROBLEMATIC)
        assert attendance_drop(observed(29, away), DROP) is None
        assert attendance_drop(observed(30, away), DROP) is not None
        unknown = all_of(range(5), Status.UNKNOWN)
        assert attendance_drop(observed(30, away | unknown), DROP) is None
        assert attendance_drop(observed(0), DROP) is None

    def test_r5_an_unknown_half_day_is_no_absence(self) -> None:
        assert attendance_drop(observed(50, all_of(range(40, 50), Status.UNKNOWN)), DROP) is None
        half = all_of(range(40, 48), Status.UNKNOWN) | all_of((48,), Status.PROBLEMATIC)
        found = attendance_drop(observed(50, half), DROP)
        assert found is not None
        assert (found.looked_at.rate, found.looked_at.unknown) == (0.5, 8)

    def test_r4_a_late_half_day_is_no_absence(self) -> None:
        assert attendance_drop(observed(50, all_of(range(40, 50), Status.LATE)), DROP) is None


class TestSameHalfDay:
    mondays = places_of(0, HalfDay.AM, 6)
    until = mondays[5] + 1

    def test_absences_on_one_half_day_of_the_week_are_a_cluster(self) -> None:
        assert same_half_day(observed(self.until, all_of(self.mondays[2:4], Status.PROBLEMATIC)), CLUSTER) is None
        found = same_half_day(observed(self.until, all_of(self.mondays[2:5], Status.PROBLEMATIC)), CLUSTER)
        assert found is not None
        assert [(day.date.weekday(), day.half_day) for day in found.half_days] == [(0, HalfDay.AM)] * 3
        assert (found.looked_at.planned, found.looked_at.rate) == (4, 0.25)
        assert found.compared_with is not None
        assert found.compared_with.rate == 1.0

    def test_only_the_last_occurrences_are_looked_at(self) -> None:
        # The first, second and third Monday: of the last four (the third on) only one.
        assert same_half_day(observed(self.until, all_of(self.mondays[:3], Status.PROBLEMATIC)), CLUSTER) is None

    def test_absences_all_over_the_week_are_no_cluster(self) -> None:
        mondays = all_of(self.mondays[2:5], Status.PROBLEMATIC)
        with_two = mondays | all_of((self.mondays[2] + 2, self.mondays[3] + 2), Status.PROBLEMATIC)
        with_three = with_two | all_of((self.mondays[4] + 3,), Status.PROBLEMATIC)
        assert same_half_day(observed(self.until, with_two), CLUSTER) is not None  # three of five: 60 %
        assert same_half_day(observed(self.until, with_three), CLUSTER) is None  # three of six

    def test_justified_absences_are_no_cluster(self) -> None:
        assert same_half_day(observed(self.until, all_of(self.mondays, Status.JUSTIFIED)), CLUSTER) is None

    def test_of_two_clusters_the_larger_one_and_of_equal_ones_the_first_in_the_week(self) -> None:
        either = {**CLUSTER, "share_percent": 1}
        fridays = places_of(4, HalfDay.PM, 6)
        three_each = all_of([*self.mondays[3:6], *fridays[3:6]], Status.PROBLEMATIC)
        found = same_half_day(observed(60, three_each), either)
        assert found is not None
        assert found.half_days[0].date.weekday() == 0
        found = same_half_day(observed(60, three_each | all_of((fridays[2],), Status.PROBLEMATIC)), either)
        assert found is not None
        assert (found.half_days[0].date.weekday(), len(found.half_days)) == (4, 4)


class TestUnresolvedMarks:
    def test_r5_an_unknown_half_day_is_too_old_after_that_many_days(self) -> None:
        day = PLANNED[10][0]
        unknown = all_of((10,), Status.UNKNOWN)
        assert unresolved_marks(observed(20, unknown, today=day + timedelta(days=7)), {"days": 7}) is None
        found = unresolved_marks(observed(20, unknown, today=day + timedelta(days=8)), {"days": 7})
        assert found is not None
        assert [(each.date, each.status) for each in found.half_days] == [(day, "unknown")]

    def test_resolved_half_days_are_not_unknown(self) -> None:
        resolved = all_of((1,), Status.PROBLEMATIC) | all_of((2,), Status.LATE)
        assert unresolved_marks(observed(20, resolved, today=date(2026, 12, 1)), {"days": 0}) is None
        assert unresolved_marks(observed(0), {"days": 0}) is None


class TestRepeatedLateness:
    @pytest.mark.parametrize(("places", "found"), [((40, 45, 49), True), ((39, 45, 49), False), ((45, 49), False)])
    def test_so_many_late_half_days_among_the_last(self, places: tuple[int, ...], found: bool) -> None:
        finding = repeated_lateness(observed(50, all_of(places, Status.LATE)), LATENESS)
        assert (finding is not None) == found

    def test_r4_late_half_days_are_attended(self) -> None:
        finding = repeated_lateness(observed(5, all_of((0, 1, 2), Status.LATE)), LATENESS)
        assert finding is not None
        assert (finding.looked_at.rate, len(finding.half_days)) == (1.0, 3)

    def test_nothing_else_is_lateness(self) -> None:
        away = all_of((1, 2), Status.PROBLEMATIC) | all_of((3, 4), Status.UNKNOWN)
        assert repeated_lateness(observed(10, away), LATENESS) is None


class TestToddlerAtRisk:
    @pytest.mark.parametrize(("minimum", "absent"), [(100, 30), (150, 23), (185, 19), (290, 6)])
    def test_r25_the_present_pace_is_held_against_the_minimum(self, minimum: int, absent: int) -> None:
        # 320 half days in the year, 40 so far: each half day away so far is eight in the year.
        toddler = Toddler(320, minimum)
        at_risk = all_of(range(absent), Status.JUSTIFIED)
        found = toddler_at_risk(observed(40, at_risk, toddler=toddler), TODDLER)
        projected = 8 * (40 - absent)
        assert projected < minimum
        assert found is not None
        assert (found.projected, found.minimum, found.looked_at.absent) == (projected, minimum, absent)

    @pytest.mark.parametrize(("minimum", "absent"), [(100, 27), (150, 21), (185, 16), (290, 3)])
    def test_r25_a_pace_that_reaches_the_minimum_is_no_risk(self, minimum: int, absent: int) -> None:
        pace = all_of(range(absent), Status.JUSTIFIED)
        assert 8 * (40 - absent) >= minimum
        assert toddler_at_risk(observed(40, pace, toddler=Toddler(320, minimum)), TODDLER) is None

    def test_r25_the_minimum_itself_is_enough(self) -> None:
        pace = all_of(range(20), Status.JUSTIFIED)
        assert toddler_at_risk(observed(40, pace, toddler=Toddler(300, 150)), TODDLER) is None
        found = toddler_at_risk(observed(40, pace, toddler=Toddler(299, 150)), TODDLER)
        assert found is not None
        assert found.projected == 149

    def test_a_pace_takes_time_to_tell(self) -> None:
        away = all_of(range(40), Status.JUSTIFIED)
        assert toddler_at_risk(observed(39, away, toddler=Toddler(320, 150)), TODDLER) is None
        assert toddler_at_risk(observed(40, away, toddler=Toddler(320, 150)), TODDLER) is not None

    def test_r5_unknown_half_days_say_nothing_about_the_pace(self) -> None:
        half = all_of(range(20), Status.UNKNOWN) | all_of(range(20, 30), Status.JUSTIFIED)
        found = toddler_at_risk(observed(40, half, toddler=Toddler(320, 185)), TODDLER)
        assert found is not None
        assert found.projected == 160
        unknown = all_of(range(40), Status.UNKNOWN)
        assert toddler_at_risk(observed(40, unknown, toddler=Toddler(320, 185)), TODDLER) is None

    def test_who_comes_too_late_in_the_year_is_not_at_risk_by_its_attendance(self) -> None:
        away = all_of(range(40), Status.JUSTIFIED)
        assert toddler_at_risk(observed(40, away, toddler=Toddler(149, 150)), TODDLER) is None

    def test_who_is_no_toddler_has_no_minimum(self) -> None:
        assert toddler_at_risk(observed(40, all_of(range(40), Status.JUSTIFIED)), TODDLER) is None
