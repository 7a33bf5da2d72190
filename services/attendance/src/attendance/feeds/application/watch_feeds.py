"""Days pass: schools that fell silent are told of once each, and so is it when they are heard again."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from attendance.feeds.domain.events import FeedHeard, FeedSilent
from attendance.feeds.domain.feed import FeedHalfDay, Silence, due_half_days, ended_lately, listened
from attendance.register.domain.school_days import SchoolDays
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Listening:
    """How schools are listened to.

    Marks of a day are expected before `grace` whole school days have passed since, 0 or more. A school year before the
    running school year is listened to only if the municipality keeps it.
    """

    clock: Clock
    new_id: Callable[[], UUID]
    grace: int
    keeps_last_year: bool


async def watch_feeds(units: Units, *, caught_up: Callable[[], Awaitable[bool]], listening: Listening) -> None:
    """Listen to every school, each in a transaction of its own.

    Nothing is concluded while marks wait to be read: then it is not the school that is late.
    """
    if not await caught_up():
        return
    async with units() as uow:
        schools = await uow.feeds.schools()
    for school in schools:
        async with units() as uow:
            await watch_feed(uow, school, listening)


async def watch_feed(uow: AttendanceUnitOfWork, school: str, listening: Listening) -> None:
    """Find the half days about which this school is silent.

    The function looks at three periods:

    1. the running school year;
    2. the end of the school year before it;
    3. a school year with an open silence.
    """
    if not await uow.feeds.take(school):
        return
    days = SchoolDays(await uow.calendars.own({school}))
    feed = _Feed(uow, school, days, listening)
    years = {*feed.years_to_watch(), *await uow.feeds.years_with_silences(school)}
    for school_year in sorted(years):
        await feed.watch_year(school_year)
    now = listening.clock.now()
    for silence_id, school_year in await uow.feeds.end(school, now):
        uow.add(FeedHeard(silence_id, school, school_year, now))
        uow.log("attendance.feed_heard", aggregate_id=silence_id, school=school, school_year=str(school_year))


@dataclass(frozen=True, slots=True)
class _Feed:
    """The feed of one school, in one transaction."""

    uow: AttendanceUnitOfWork
    school: str
    days: SchoolDays
    listening: Listening

    def years_to_watch(self) -> list[SchoolYear]:
        today = self.listening.clock.today()
        running = SchoolYear.of(today)
        last = self._calendar(running.previous)
        if self.listening.keeps_last_year and ended_lately(
            last, today, self.listening.grace, calendar_of=self._calendar
        ):
            return [running.previous, running]
        return [running]

    async def watch_year(self, school_year: SchoolYear) -> None:
        feeds = self.uow.feeds
        expected, silent = await self._find_silent(school_year)
        silence_known_of = await feeds.silent(self.school, school_year)
        if silent == silence_known_of.keys():
            return
        now_silent = listened(expected, silent, silence_known_of)
        silence_of = {half_day: silence for half_day, silence in now_silent.silent.items() if silence is not None}
        silence_of |= await self._begin_silences(school_year, now_silent.new)
        new = {half_day: silence for half_day, silence in silence_of.items() if half_day not in silence_known_of}
        heard = silence_known_of.keys() - silent
        await feeds.keep_silent(self.school, school_year, new, heard=heard, at=self.listening.clock.now())

    async def _find_silent(self, school_year: SchoolYear) -> tuple[list[FeedHalfDay], set[FeedHalfDay]]:
        """The half days that are due by now, in order, and the due half days about which the school sent nothing."""
        calendar = self._calendar(school_year)
        since = await self.uow.feeds.reports_since(self.school, calendar)
        if since is None:
            return [], set()
        today = self.listening.clock.today()
        due = due_half_days(calendar, since, today, grace=self.listening.grace, calendar_of=self._calendar)
        unheard = await self.uow.feeds.unheard(self.school, due) if due else []
        silent = await self.uow.feeds.expected(self.school, unheard)
        nobody = set(unheard) - silent
        return [half_day for half_day in due if half_day not in nobody], silent

    async def _begin_silences(
        self, school_year: SchoolYear, runs: Sequence[Sequence[FeedHalfDay]]
    ) -> dict[FeedHalfDay, UUID]:
        last_recorded_at = await self.uow.feeds.last_recorded_at(self.school) if runs else None
        begun: dict[FeedHalfDay, UUID] = {}
        for run in runs:
            silence = Silence(
                silence_id=self.listening.new_id(),
                school=self.school,
                school_year=school_year,
                half_days=tuple(run),
                school_days=len({day for day, _ in run}),
                last_recorded_at=last_recorded_at,
                concluded_at=self.listening.clock.now(),
            )
            await self._begin(silence)
            begun |= dict.fromkeys(run, silence.silence_id)
        return begun

    async def _begin(self, silence: Silence) -> None:
        await self.uow.feeds.begin(silence)
        self.uow.add(FeedSilent(silence))
        self.uow.log(
            "attendance.feed_silent",
            aggregate_id=silence.silence_id,
            school=self.school,
            school_year=str(silence.school_year),
        )

    def _calendar(self, school_year: SchoolYear) -> SchoolCalendar:
        return self.days.calendar(self.school, school_year)
