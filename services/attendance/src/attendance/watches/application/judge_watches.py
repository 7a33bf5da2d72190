"""Judge watches by what is stored, and tell casework what is new."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from attendance.register.domain.causes import Cause
from attendance.rules.domain.person_days import PersonDays
from attendance.unit_of_work import AttendanceUnitOfWork
from attendance.watches.application.completeness import Completeness
from attendance.watches.domain.events import WatchBroken, WatchMet
from attendance.watches.domain.judging import Term, first_break, longest, terms_of, waits_for_school
from attendance.watches.domain.watch import Watch
from shared.runtime.clock import Clock

_LAST_DAY = date(9999, 12, 31)
_NO_CAUSES: Mapping[UUID, Cause] = {}


async def judge_watches(
    uow: AttendanceUnitOfWork,
    watches: Sequence[Watch],
    *,
    clock: Clock,
    caused: Mapping[UUID, Cause] = _NO_CAUSES,
    completeness: Completeness | None = None,
) -> None:
    """Tell of these locked watches which are broken and, with a `completeness` to go by, which are met.

    A watch is broken as soon as one of its criteria is, and met when all of them held for the whole of their terms. It
    is told at most once each. Broken is final: a correction afterwards takes nothing back, and casework, which was
    told, asks for a new watch if it wants one. Met is not: a mark that comes late still breaks what was met, while
    casework has not ended the watch. `caused` has the event behind the change of a person, where there was one.
    """
    wanted: dict[UUID, tuple[date, date]] = {}
    for watch in watches:
        first, _ = wanted.get(watch.person_id, (watch.asked_on, _LAST_DAY))
        wanted[watch.person_id] = (min(first, watch.asked_on), _LAST_DAY)
    days_of = await uow.days_of_persons.of(wanted)
    for watch in watches:
        days = days_of[watch.person_id]
        terms = terms_of(watch, days)
        broken = first_break(watch, terms, days)
        if broken is not None:
            uow.add(WatchBroken(watch, broken.criterion, broken.since), caused_by=caused.get(watch.person_id))
            await uow.watches.note_broken(watch.case_id, clock.now())
        elif completeness is not None and not watch.met:
            await _tell_if_met(uow, watch, terms, days=days, clock=clock, completeness=completeness)


async def _tell_if_met(
    uow: AttendanceUnitOfWork,
    watch: Watch,
    terms: Sequence[Term],
    *,
    days: PersonDays,
    clock: Clock,
    completeness: Completeness,
) -> None:
    term = longest(terms)
    if term is None or term.last is None or term.last + timedelta(days=1) > clock.today():
        return
    if waits_for_school(terms, days) or not await completeness.holds(term, days):
        return
    uow.add(WatchMet(watch, term.criterion, term.last))
    await uow.watches.note_met(watch.case_id, clock.now())
