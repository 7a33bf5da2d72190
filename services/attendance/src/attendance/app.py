"""Wires attendance: from settings to a service that runs. Nothing else puts parts together."""

from functools import partial
from pathlib import Path

from attendance.case_days.application.tidy_case_days import tidy_case_days
from attendance.early_signals.application.watch_early_signals import watch_early_signals
from attendance.feeds.application.watch_feeds import Listening, watch_feeds
from attendance.figures.application.publish_figures import publish_figures
from attendance.mass_causes.application.settle_open_questions import settle_open_questions
from attendance.outgoing import to_outgoing
from attendance.register.application.settle_withdrawals import settle_withdrawals
from attendance.register.domain.insz import insz_key
from attendance.register.messaging.enrolment_batches import EnrolmentBatches
from attendance.register.messaging.mark_batches import MarkBatches
from attendance.routers import routers
from attendance.rules.application.warn_of_silent_rules import warn_of_silent_rules
from attendance.settings import AttendanceSettings
from attendance.subscriptions import subscriptions
from attendance.tags import TAGS
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from attendance.use_cases import UseCases, use_cases_of
from attendance.watches.application.settle_watches import Settling, settle_watches
from attendance.web.setup.looking import setup_of
from shared.contracts import attendance_calendars, attendance_persons, attendance_signals, figures, school_attendance
from shared.messaging.progress import caught_up
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.clock import Clock
from shared.runtime.database import create_engine
from shared.runtime.ids import new_id
from shared.runtime.ticker import Ticker
from shared.service.service import Service
from shared.web.pages import Pages

_TIDY_S = 3600.0
MIGRATIONS = Path(__file__).parent / "migrations"


def build(settings: AttendanceSettings, clock: Clock) -> Service[AttendanceUnitOfWork]:
    """The attendance service, not yet running."""
    engine = create_engine(settings.database_url, pool_size=settings.database_pool_size)
    units = UnitOfWorkFactory(AttendanceUnitOfWork, engine, source="/attendance", clock=clock, to_outgoing=to_outgoing)
    codes, hash_insz = settings.codes, partial(insz_key, settings.insz_key)
    use_cases = use_cases_of(
        clock=clock,
        new_id=new_id,
        codes=codes,
        keep_school_years=settings.keep_school_years,
        mass_cause=settings.mass_cause,
    )
    marks = MarkBatches(
        clock=clock,
        codes=codes,
        record_marks=use_cases.record_marks,
        confirm_half_days=use_cases.confirm_half_days,
    )
    enrolments = EnrolmentBatches(hash_insz=hash_insz, apply_enrolments=use_cases.apply_enrolments)
    pages = Pages("attendance", settings, package="attendance.web")
    service = Service(
        name="attendance",
        settings=settings,
        clock=clock,
        engine=engine,
        units=units,
        migrations=MIGRATIONS,
        publishes=(
            attendance_signals.TOPIC,
            attendance_persons.TOPIC,
            attendance_calendars.TOPIC,
            figures.OF_ATTENDANCE,
        ),
        subscriptions=subscriptions(marks, enrolments, clock),
        tags=TAGS,
        pages=pages,
        setup=setup_of(units, clock),
        routers=routers(units, use_cases, settings, pages=pages, clock=clock, new_id=new_id, hash_insz=hash_insz),
        prepare=partial(_prepare, units, use_cases, settings, clock=clock),
    )
    service.tickers = _tickers(service, units, settings, clock=clock)
    return service


async def _prepare(units: Units, use_cases: UseCases, settings: AttendanceSettings, *, clock: Clock) -> None:
    """What has to be settled anew, for the settings or the version of the service may have changed."""
    async with units() as uow:
        await settle_open_questions(
            uow,
            mass_cause=settings.mass_cause,
            clock=clock,
            new_id=new_id,
            consequences=use_cases.consequences,
        )
        await warn_of_silent_rules(uow, codes_retained=settings.retain_official_codes)
    await settle_withdrawals(units, apply_enrolments=use_cases.apply_enrolments)


def _tickers(
    service: Service[AttendanceUnitOfWork], units: Units, settings: AttendanceSettings, *, clock: Clock
) -> tuple[Ticker, ...]:
    listening = Listening(clock, new_id, settings.feed_grace, keeps_last_year=settings.keep_school_years > 0)
    watch_silence = partial(
        watch_feeds,
        units,
        caught_up=lambda: caught_up(service.consumers, school_attendance.TOPIC),
        listening=listening,
    )
    settle = partial(
        settle_watches,
        units,
        caught_up=lambda: caught_up(service.consumers, school_attendance.TOPIC),
        settling=Settling(clock, settings.feed_grace, settings.keep_watches_days),
    )
    tidy = partial(tidy_case_days, units, clock=clock, keep_school_years=settings.keep_school_years)
    publish = partial(publish_figures, units, clock=clock, smallest=settings.smallest_cell)
    return (
        Ticker(
            "early-signals",
            settings.early_signal_scan_s,
            partial(watch_early_signals, units, clock=clock, new_id=new_id),
        ),
        Ticker("feeds", settings.feed_scan_s, watch_silence),
        Ticker("watches", settings.watch_scan_s, settle),
        Ticker("case-days", _TIDY_S, tidy),
        Ticker("figures", settings.figures_s, publish, can_wait=True),
    )
