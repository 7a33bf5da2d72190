"""Days pass: schools that fell silent are told of once each, and so is it when they are heard again."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from uuid import UUID

from attendance.circumstances import Circumstances
from attendance.feeds.domain.events import FeedHeard, FeedSilent
from attendance.feeds.domain.feed import FeedHalfDay, Silence, SilenceFilter, due_half_days, ended_lately, listened
from attendance.register.domain.school_days import SchoolDays
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.school_year import SchoolYear


class WatchFeeds:
    """Listens to every school, each in a transaction of its own.

    Nothing is concluded while marks wait to be read: then it is not the school that is late.
    """

    def __init__(
        self,
        units: Callable[[], AbstractAsyncContextManager[AttendanceUnitOfWork]],
        circumstances: Circumstances,
        caught_up: Callable[[], Awaitable[bool]],
    ) -> None:
        self._units = units
        self._circumstances = circumstances
        self._caught_up = caught_up

    async def run(self) -> None:
        """Conclude what there is to conclude now."""
        if not await self._caught_up():
            return
        async with self._units() as uow:
            schools = await uow.feeds.schools()
        for school in schools:
            async with self._units() as uow:
                await watch_feed(uow, school, self._circumstances)


async def list_silences(
    uow: AttendanceUnitOfWork, wanted: SilenceFilter, *, after: UUID | None = None, limit: int = 50
) -> Sequence[Silence]:
    """At most `limit` silences, oldest first, from the one after `after`."""
    return await uow.feeds.list(wanted, after, limit)


async def watch_feed(uow: AttendanceUnitOfWork, school: str, circumstances: Circumstances) -> None:
    """Find of which half days this school is silent: of the running school year, of the end of the one before, and of
    one with an open silence.
    """
    if not await uow.feeds.take(school):
        return
    days = SchoolDays(await uow.calendars.own({school}))
    years = {*_years_to_watch(school, days, circumstances), *await uow.feeds.years_with_silences(school)}
    for school_year in sorted(years):
        await _watch_year(uow, school, school_year, days, circumstances)
    for silence_id, school_year in await uow.feeds.end(school, circumstances.clock.now()):
        uow.add(FeedHeard(silence_id, school, school_year, circumstances.clock.now()))
        uow.log("attendance.feed_heard", aggregate_id=silence_id, school=school, school_year=str(school_year))


def _years_to_watch(school: str, days: SchoolDays, circumstances: Circumstances) -> list[SchoolYear]:
    today, grace = circumstances.clock.today(), circumstances.feed_grace
    running = SchoolYear.of(today)
    before = days.calendar(school, running.previous)
    is_kept = circumstances.keep_school_years > 0
    if is_kept and ended_lately(before, today, grace, lambda asked: days.calendar(school, asked)):
        return [running.previous, running]
    return [running]


async def _watch_year(
    uow: AttendanceUnitOfWork, school: str, school_year: SchoolYear, days: SchoolDays, circumstances: Circumstances
) -> None:
    expected, silent = await _find_silent(uow, school, school_year, days, circumstances)
    known = await uow.feeds.silent(school, school_year)
    if silent == known.keys():
        return
    found = listened(expected, silent, known)
    begun: dict[FeedHalfDay, UUID] = {}
    last_recorded_at = await uow.feeds.last_recorded_at(school) if found.new else None
    for run in found.new:
        silence = await _begin(uow, school, school_year, run, last_recorded_at, circumstances)
        begun |= dict.fromkeys(run, silence.silence_id)
    joined = {one: silence_id for one, silence_id in found.silent.items() if silence_id is not None}
    new = {one: silence_id for one, silence_id in (joined | begun).items() if one not in known}
    await uow.feeds.keep_silent(school, school_year, new, known.keys() - silent, circumstances.clock.now())


async def _find_silent(
    uow: AttendanceUnitOfWork, school: str, school_year: SchoolYear, days: SchoolDays, circumstances: Circumstances
) -> tuple[list[FeedHalfDay], set[FeedHalfDay]]:
    """The half days of which something should be known by now, in order, and those of which nothing is."""
    calendar = days.calendar(school, school_year)
    since = await uow.feeds.reports_since(school, calendar)
    if since is None:
        return [], set()
    due = due_half_days(
        calendar,
        since,
        circumstances.clock.today(),
        circumstances.feed_grace,
        lambda asked: days.calendar(school, asked),
    )
    unheard = await uow.feeds.unheard(school, due) if due else []
    silent = await uow.feeds.expected(school, unheard)
    nobody = set(unheard) - silent
    return [one for one in due if one not in nobody], silent


async def _begin(
    uow: AttendanceUnitOfWork,
    school: str,
    school_year: SchoolYear,
    run: Sequence[FeedHalfDay],
    last_recorded_at: datetime | None,
    circumstances: Circumstances,
) -> Silence:
    silence = Silence(
        silence_id=circumstances.new_id(),
        school=school,
        school_year=school_year,
        half_days=tuple(run),
        school_days=len({day for day, _ in run}),
        last_recorded_at=last_recorded_at,
        concluded_at=circumstances.clock.now(),
    )
    await uow.feeds.begin(silence)
    uow.add(FeedSilent(silence))
    uow.log("attendance.feed_silent", aggregate_id=silence.silence_id, school=school, school_year=str(school_year))
    return silence
