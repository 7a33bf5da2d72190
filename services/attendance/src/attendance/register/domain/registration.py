"""One pupil's registration at one school: from reports in any order to the periods of enrolment."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from attendance.register.domain.enrolment import EducationLevel, Enrolment, ImplicitEnrolment, Transferred, Withdrawal
from attendance.register.domain.period import Period, union

_DAY = timedelta(days=1)


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
        before = self.enrolments.get(enrolment.valid_from)
        if before is not None and before.recorded >= enrolment.recorded:
            return Outcome.UNCHANGED if before.says_the_same_as(enrolment) else Outcome.SUPERSEDED
        self.enrolments[enrolment.valid_from] = enrolment
        if before is not None and before.says_the_same_as(enrolment):
            return Outcome.UNCHANGED
        return Outcome.ACCEPTED

    def withdraw(self, withdrawal: Withdrawal) -> Outcome:
        """Take in a withdrawal; pending while there is no enrolment that it could end or annul."""
        present = self.withdrawals.get(withdrawal.recorded)
        if present is not None and present.last >= withdrawal.last:
            return Outcome.UNCHANGED if present == withdrawal else Outcome.SUPERSEDED
        before = self._ends().by_first_day
        self.withdrawals[withdrawal.recorded] = withdrawal
        after = self._ends()
        if withdrawal in after.pending:
            return Outcome.PENDING
        if withdrawal not in after.by_first_day.values():
            return Outcome.UNCHANGED if withdrawal.valid_until is None else Outcome.SUPERSEDED
        return Outcome.UNCHANGED if _last_days(before) == _last_days(after.by_first_day) else Outcome.ACCEPTED

    def assume(self, enrolment: ImplicitEnrolment) -> Outcome:
        """Take in an implicit enrolment; it fills gaps and never replaces what the school reported."""
        before = self.implicit.get(enrolment.first)
        if before is not None and (before.recorded_at, before.last, before.level) >= (
            enrolment.recorded_at,
            enrolment.last,
            enrolment.level,
        ):
            return Outcome.UNCHANGED
        self.implicit[enrolment.first] = enrolment
        return Outcome.ACCEPTED

    @property
    def is_enrolled_ever(self) -> bool:
        """Whether there is any enrolment, also an annulled enrolment; a withdrawal alone makes no pupil."""
        return bool(self.enrolments or self.implicit)

    @property
    def last_days(self) -> Mapping[date, date | None]:
        """The last day of each enrolment, by its first day. None is open; the day before the first: it was annulled.

        A later enrolment ends the earlier the day before, unless it was annulled; a withdrawal ends or annuls an
        enrolment.
        """
        ends = _last_days(self._ends().by_first_day)
        annulled = {first: last for first, last in ends.items() if last < first}
        standing = sorted(self.enrolments.keys() - annulled.keys())
        lasts: dict[date, date | None] = dict.fromkeys(standing)
        lasts |= {first: following - _DAY for first, following in pairwise(standing)}
        return (
            lasts | annulled | {first: min(ends[first], lasts[first] or date.max) for first in ends.keys() - annulled}
        )

    @property
    def reported_periods(self) -> tuple[EnrolledPeriod, ...]:
        """The periods the school reported, in order, without annulled enrolments."""
        return tuple(
            EnrolledPeriod(
                self.school,
                self.pupil,
                first,
                last,
                self.enrolments[first].level,
                self.enrolments[first].class_name,
                self.enrolments[first].structure,
                self.enrolments[first].site,
            )
            for first, last in sorted(self.last_days.items())
            if last is None or last >= first
        )

    @property
    def periods(self) -> tuple[EnrolledPeriod, ...]:
        """The reported periods, and the assumed periods that no reported period overlaps, in order."""
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
        """The days of enrolment with the pupil's site on them; a day that is only assumed has no site."""
        return tuple((Period(period.valid_from, period.valid_until), period.site) for period in self.reported_periods)

    @property
    def insz_key(self) -> bytes | None:
        """The keyed hash of the INSZ in the newest enrolment that has an INSZ."""
        with_insz = (item for item in self.enrolments.values() if item.person.insz_key is not None)
        newest = max(with_insz, key=lambda item: (item.valid_from, *item.recorded), default=None)
        return newest.person.insz_key if newest else None

    @property
    def transferred(self) -> Mapping[date, Transferred]:
        """The transferred counts, by their last day; a count that a later enrolment repeats is there once.

        An annulled enrolment transfers no count.
        """
        in_order = (self.enrolments[period.valid_from] for period in self.reported_periods)
        return {item.transferred.until: item.transferred for item in in_order if item.transferred}

    def _ends(self) -> "_Ends":
        """What the withdrawals come to, in the order in which they were recorded.

        A withdrawal with a day is about the first of these enrolments that exists:

        1. the enrolment whose period contains this day, as far as earlier withdrawals left it: the withdrawal ends the
           period;
        2. the enrolment that begins the day after: the withdrawal annuls it;
        3. the enrolment that began last by then.

        Of the withdrawals of one enrolment the newest holds. A withdrawal without a day takes back the withdrawal
        before it, and so is about the same enrolment.
        """
        first_days = sorted(self.enrolments)
        ends: dict[date, Withdrawal] = {}
        pending: set[Withdrawal] = set()
        concerned: date | None = None
        for recorded in sorted(self.withdrawals):
            withdrawal = self.withdrawals[recorded]
            if withdrawal.valid_until is not None:
                concerned = _concerned(withdrawal.valid_until, first_days, _last_days(ends))
                if concerned is None:
                    pending.add(withdrawal)
            if concerned is not None:
                ends[concerned] = withdrawal
        return _Ends(ends, pending)


class _Ends(NamedTuple):
    """The withdrawal that decides on each enrolment, by its first day, and those that wait for an enrolment."""

    by_first_day: Mapping[date, Withdrawal]
    pending: Collection[Withdrawal]


def _concerned(day: date, first_days: Sequence[date], lasts: Mapping[date, date]) -> date | None:
    """The first day of the enrolment that a withdrawal with this day is about; `lasts` are their last days so far."""
    begun = first_days[: bisect_right(first_days, day)]
    holding = next((first for first in reversed(begun) if lasts.get(first, first) >= first), None)
    if holding is not None and lasts.get(holding, day) >= day:
        return holding
    if day < date.max and day + _DAY in first_days:
        return day + _DAY
    return begun[-1] if begun else None


def _last_days(ends: Mapping[date, Withdrawal]) -> dict[date, date]:
    return {first: end.valid_until for first, end in ends.items() if end.valid_until is not None}


def _overlap(period: EnrolledPeriod, assumed: ImplicitEnrolment) -> bool:
    return period.valid_from <= assumed.last and (period.valid_until is None or period.valid_until >= assumed.first)
