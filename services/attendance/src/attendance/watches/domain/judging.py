"""Judge a watch by what is stored now. The order in which marks came in makes no difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from attendance.register.domain.status import Status
from attendance.rules.domain.person_days import HalfDayOfSchool, PersonDays
from attendance.watches.domain.criterion import Criterion, CriterionKind
from attendance.watches.domain.term import last_day_of_term
from attendance.watches.domain.watch import Watch

_DAY = timedelta(days=1)
_AS_FAR_AS_MARKS_GO = date(9999, 12, 31)


class Break(NamedTuple):
    """A criterion that does not hold, and the day of the half day that broke it."""

    criterion: Criterion
    since: date


@dataclass(frozen=True, slots=True)
class Term:
    """The term of one criterion; `last` is None while there are not so many school weeks ahead.

    `half_days` are those on which the pupil is expected in the term, in order.
    """

    criterion: Criterion
    last: date | None
    half_days: Sequence[HalfDayOfSchool]


def terms_of(watch: Watch, days: PersonDays) -> list[Term]:
    """The term of each criterion, by the calendars as they are now."""
    return [_term(watch, criterion, days) for criterion in watch.criteria]


def first_break(watch: Watch, terms: Sequence[Term], days: PersonDays) -> Break | None:
    """The earliest break that stands; None if every criterion holds or may still hold.

    A rate breaks when it could not be reached any more, though the pupil attended all that is left of the term. Half
    days that a question about a mass cause holds break nothing.
    """
    broken_since = [(term.criterion, _broken_since(watch, term, days)) for term in terms]
    breaks = [Break(criterion, since) for criterion, since in broken_since if since is not None]
    return min(breaks, key=lambda broken: broken.since, default=None)


def waits_for_school(terms: Sequence[Term], days: PersonDays) -> bool:
    """Whether a half day of the terms is unknown or held by an open question: the school or a person still decides."""
    marks = (days.marks.get(half_day) for term in terms for half_day in term.half_days)
    return any(mark is not None and (mark.status is Status.UNKNOWN or mark.waits) for mark in marks)


def longest(terms: Sequence[Term]) -> Term | None:
    """The term that ends last; None while the end of a term is not known."""
    if any(term.last is None for term in terms):
        return None
    return max(terms, key=lambda term: term.last or date.min)


def _term(watch: Watch, criterion: Criterion, days: PersonDays) -> Term:
    last = last_day_of_term(watch.asked_on, criterion.school_weeks, days.is_expected)
    half_days = [] if last is None else days.half_days(watch.asked_on + _DAY, last)
    return Term(criterion, last, half_days)


def _broken_since(watch: Watch, term: Term, days: PersonDays) -> date | None:
    if term.criterion.kind == CriterionKind.NO_NEW_PROBLEMATIC:
        last = term.last or _AS_FAR_AS_MARKS_GO
        problematic = (day for (day, _, _), mark in days.marks.items() if mark.counts and watch.asked_on < day <= last)
        return min(problematic, default=None)
    absent = 0
    for half_day in term.half_days:
        mark = days.marks.get(half_day)
        if mark is not None and mark.is_absence and not mark.held:
            absent += 1
            if not term.criterion.allows(absent, len(term.half_days)):
                return half_day[0]
    return None
