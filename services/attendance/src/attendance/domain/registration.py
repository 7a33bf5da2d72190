"""One pupil's registration at one school: from reports in any order to the periods of enrolment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from attendance.domain.enrolment import EducationLevel, Enrolment, ImplicitEnrolment, Transferred, Withdrawal
from attendance.domain.period import Period, union


class Outcome(StrEnum):
    """What became of something a school reported."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"
    PENDING = "pending"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class EnrolledPeriod:
    """A stretch of days at a school. All but `site`, which stays here, is told to others."""

    school: str
    pupil: str
    valid_from: date
    valid_until: date | None
    level: EducationLevel
    class_name: str | None = None
    structure: str | None = None
    site: str | None = field(default=None, repr=False)


@dataclass
class Registration:
    """Everything a school reported about the enrolment of one pupil. The order of the reports makes no difference."""

    school: str
    pupil: str
    enrolments: dict[date, Enrolment] = field(default_factory=dict)
    withdrawals: dict[tuple[datetime, str], Withdrawal] = field(default_factory=dict)
    implicit: dict[date, ImplicitEnrolment] = field(default_factory=dict)

    def enrol(self, enrolment: Enrolment) -> Outcome:
        """Take in an enrolment; of two with the same `valid_from` the newest recorded one holds."""
        known = self.enrolments.get(enrolment.valid_from)
        if known is not None and known.recorded >= enrolment.recorded:
            return Outcome.UNCHANGED if known.says_the_same_as(enrolment) else Outcome.SUPERSEDED
        self.enrolments[enrolment.valid_from] = enrolment
        if known is not None and known.says_the_same_as(enrolment):
            return Outcome.UNCHANGED
        return Outcome.ACCEPTED

    def withdraw(self, withdrawal: Withdrawal) -> Outcome:
        """Take in a withdrawal; pending when no enrolment contains its day yet."""
        known = self.withdrawals.get(withdrawal.recorded)
        if known is not None and known.last >= withdrawal.last:
            return Outcome.UNCHANGED if known == withdrawal else Outcome.SUPERSEDED
        before = self._ends()
        self.withdrawals[withdrawal.recorded] = withdrawal
        after = self._ends()
        if withdrawal.valid_until is not None and self._period_of(withdrawal.valid_until) is None:
            return Outcome.PENDING
        if withdrawal not in after.values():
            return Outcome.UNCHANGED if withdrawal.valid_until is None else Outcome.SUPERSEDED
        return Outcome.UNCHANGED if _last_days(before) == _last_days(after) else Outcome.ACCEPTED

    def assume(self, enrolment: ImplicitEnrolment) -> Outcome:
        """Take in an implicit enrolment; it fills gaps and never replaces what the school reported."""
        known = self.implicit.get(enrolment.first)
        if known is not None and (known.recorded_at, known.last, known.level) >= (
            enrolment.recorded_at,
            enrolment.last,
            enrolment.level,
        ):
            return Outcome.UNCHANGED
        self.implicit[enrolment.first] = enrolment
        return Outcome.ACCEPTED

    @property
    def is_enrolled_ever(self) -> bool:
        """Whether there is any enrolment; a withdrawal alone makes no pupil."""
        return bool(self.enrolments or self.implicit)

    @property
    def reported_periods(self) -> tuple[EnrolledPeriod, ...]:
        """The periods the school reported: a later one ends the earlier the day before, a withdrawal ends one."""
        ends = self._ends()
        return tuple(
            EnrolledPeriod(
                self.school,
                self.pupil,
                first,
                ends[first].valid_until if first in ends and ends[first].valid_until else natural.last,
                self.enrolments[first].level,
                self.enrolments[first].class_name,
                self.enrolments[first].structure,
                self.enrolments[first].site,
            )
            for first, natural in self._natural_periods().items()
        )

    @property
    def periods(self) -> tuple[EnrolledPeriod, ...]:
        """The reported periods, and the assumed ones that none of them overlaps, in order."""
        reported = self.reported_periods
        assumed = (
            EnrolledPeriod(self.school, self.pupil, item.first, item.last, item.level)
            for item in self.implicit.values()
            if not any(_overlap(period, item) for period in reported)
        )
        return tuple(sorted((*reported, *assumed), key=lambda period: period.valid_from))

    @property
    def enrolled(self) -> tuple[Period, ...]:
        """The days on which the pupil is enrolled, reported or assumed."""
        reported = (Period(period.valid_from, period.valid_until) for period in self.reported_periods)
        return union([*reported, *(Period(item.first, item.last) for item in self.implicit.values())])

    @property
    def sites(self) -> tuple[tuple[Period, str | None], ...]:
        """The days of enrolment with the pupil's site on them; a day that is only assumed has none."""
        return tuple((Period(each.valid_from, each.valid_until), each.site) for each in self.reported_periods)

    @property
    def insz_key(self) -> bytes | None:
        """The keyed hash of the INSZ in the newest enrolment that has one."""
        with_insz = (item for item in self.enrolments.values() if item.person.insz_key is not None)
        newest = max(with_insz, key=lambda item: (item.valid_from, *item.recorded), default=None)
        return newest.person.insz_key if newest else None

    @property
    def transferred(self) -> Mapping[date, Transferred]:
        """The transferred counts, by their last day; a count that a later enrolment repeats is there once."""
        in_order = sorted(self.enrolments.values(), key=lambda item: item.valid_from)
        return {item.transferred.until: item.transferred for item in in_order if item.transferred}

    def _natural_periods(self) -> dict[date, Period]:
        """The periods before any withdrawal, by their first day."""
        starts = sorted(self.enrolments)
        periods = {one: Period(one, following - timedelta(days=1)) for one, following in pairwise(starts)}
        return periods | ({starts[-1]: Period(starts[-1], None)} if starts else {})

    def _period_of(self, day: date) -> date | None:
        return next((first for first, period in self._natural_periods().items() if day in period), None)

    def _ends(self) -> dict[date, Withdrawal]:
        """The withdrawal that decides on each period, by the period's first day.

        The newest of those whose day lies in the period; one without a day takes back the withdrawal before it, and
        so belongs to the same period.
        """
        ends: dict[date, Withdrawal] = {}
        latest: date | None = None
        for recorded in sorted(self.withdrawals):
            withdrawal = self.withdrawals[recorded]
            if withdrawal.valid_until is not None:
                latest = self._period_of(withdrawal.valid_until)
            if latest is not None:
                ends[latest] = withdrawal
        return ends


def _last_days(ends: Mapping[date, Withdrawal]) -> dict[date, date]:
    return {first: end.valid_until for first, end in ends.items() if end.valid_until is not None}


def _overlap(period: EnrolledPeriod, assumed: ImplicitEnrolment) -> bool:
    return period.valid_from <= assumed.last and (period.valid_until is None or period.valid_until >= assumed.first)
