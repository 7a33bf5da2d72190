"""Wires attendance: from settings to a service that runs. Nothing else puts parts together."""

from pathlib import Path

from attendance.api.routers import routers
from attendance.api.tags import TAGS
from attendance.application.circumstances import Circumstances
from attendance.application.hold_mass_causes import settle_open_questions
from attendance.application.settle_withdrawals import settle_withdrawals
from attendance.application.warn_of_silent_rules import warn_of_silent_rules
from attendance.application.watch_early_signals import WatchEarlySignals
from attendance.application.watch_feeds import WatchFeeds
from attendance.domain.allowance import AllowanceRule
from attendance.domain.code_table import CODE_TABLE
from attendance.messaging.outgoing import to_outgoing
from attendance.messaging.subscribers import subscriptions
from attendance.settings import AttendanceSettings
from attendance.storage.unit_of_work import AttendanceUnitOfWork
from shared.contracts import attendance_calendars, attendance_persons, attendance_signals, school_attendance
from shared.messaging.progress import caught_up
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.clock import Clock
from shared.runtime.database import create_engine
from shared.runtime.ids import new_id
from shared.runtime.ticker import Ticker
from shared.service.service import Service

MIGRATIONS = Path(__file__).parent / "migrations"


def build(settings: AttendanceSettings, clock: Clock) -> Service[AttendanceUnitOfWork]:
    """The attendance service, not yet running."""
    engine = create_engine(settings.database_url, pool_size=settings.database_pool_size)
    units = UnitOfWorkFactory(AttendanceUnitOfWork, engine, source="/attendance", clock=clock, to_outgoing=to_outgoing)
    circumstances = circumstances_of(settings, clock)

    async def prepare() -> None:
        async with units() as uow:
            await settle_open_questions(uow, circumstances)
            await warn_of_silent_rules(uow, circumstances)
        await settle_withdrawals(units, circumstances)

    early_signals = WatchEarlySignals(units, circumstances)
    service = Service(
        name="attendance",
        settings=settings,
        clock=clock,
        engine=engine,
        units=units,
        migrations=MIGRATIONS,
        publishes=(attendance_signals.TOPIC, attendance_persons.TOPIC, attendance_calendars.TOPIC),
        subscriptions=subscriptions(circumstances),
        tickers=(Ticker("early-signals", settings.early_signal_scan_s, early_signals.run),),
        tags=TAGS,
        routers=routers(units, circumstances),
        prepare=prepare,
    )
    feeds = WatchFeeds(units, circumstances, lambda: caught_up(service.consumers, school_attendance.TOPIC))
    service.tickers = (*service.tickers, Ticker("feeds", settings.feed_scan_s, feeds.run))
    return service


def circumstances_of(settings: AttendanceSettings, clock: Clock) -> Circumstances:
    """What the use cases need to know of the settings."""
    codes = CODE_TABLE.with_codes(settings.extra_codes)
    return Circumstances(
        clock=clock,
        new_id=new_id,
        codes=codes.retaining_official_codes() if settings.retain_official_codes else codes,
        insz_secret=settings.insz_key,
        keep_school_years=settings.keep_school_years,
        smallest_cell=settings.smallest_cell,
        allowance=AllowanceRule(settings.allowance_one_year_from),
        mass_cause=settings.mass_cause,
        feed_grace=settings.feed_grace,
        ed_fi_day_minutes=settings.ed_fi_day_minutes,
    )
