"""The composition root of casework: the only place where its parts are put together."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from casework.api.absences import absences_router
from casework.api.acting import acting_router
from casework.api.assignment import assignment_router
from casework.api.callers import CallersNoted
from casework.api.case_files import case_files_router
from casework.api.case_types import case_types_router
from casework.api.caseloads import caseloads_router
from casework.api.closing import closing_router
from casework.api.consents import consents_router
from casework.api.early_signals import early_signals_router
from casework.api.figures import figures_router
from casework.api.guests import guests_router
from casework.api.links import links_router
from casework.api.merging import merging_router
from casework.api.monitoring import monitoring_router
from casework.api.notes import notes_router
from casework.api.own_caseload import own_caseload_router
from casework.api.plans import plans_router
from casework.api.reading import reading_router
from casework.api.reassigning import reassigning_router
from casework.api.referral_steps import referral_steps_router
from casework.api.referrals import referrals_router
from casework.api.reporting import reporting_router
from casework.api.stuck import stuck_router
from casework.api.tasks import tasks_router
from casework.api.teams import teams_router
from casework.api.timelines import timelines_router
from casework.api.trajectories import trajectories_router
from casework.api.transferring import transferring_router
from casework.api.work import work_router
from casework.application.decline_signal import purge_signals
from casework.application.end_consents import watch_consents
from casework.application.forget_erased import forget_erased
from casework.application.keep_absence import purge_absences
from casework.application.keep_guests import purge_guests
from casework.application.make_paper import purge_letters
from casework.application.publish_figures import publish_figures
from casework.application.purge_referrals import purge_referrals
from casework.application.purge_trajectories import purge_trajectories
from casework.application.watch_deadlines import watch_deadlines
from casework.application.watch_schools import SchoolWatch
from casework.domain.case_type import CaseTypes
from casework.outgoing import to_outgoing
from casework.papers.api.papers import papers_router
from casework.papers.definition import RegisteredPaper
from casework.papers.making import PAPER_WORDS, PaperMaker
from casework.papers.registry import PAPERS
from casework.settings import CaseworkSettings
from casework.subscriptions import subscriptions
from casework.tags import TAGS
from casework.types.definition import RegisteredType
from casework.types.registry import REGISTRY
from casework.unit_of_work import CaseworkUnitOfWork
from casework.web.figures import figures_page_router
from casework.web.papers import papers_page_router
from casework.web.routers import page_routers
from casework.web.school_status import school_status_page_router
from casework.web.setup.looking import setup_of
from casework.web.stuck import stuck_page_router
from casework.web.team_board import team_board_page_router
from casework.web.worded import WEB_WORDS, WordedPages
from casework.words.nl import REFERRAL_WORDS, WORDS, Dutch
from shared.contracts import casework_cases, figures
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.papers.typesetting import Typesetter
from shared.runtime.clock import Clock
from shared.runtime.database import create_engine
from shared.runtime.ticker import Ticker
from shared.service.service import Service
from shared.web.help_pages import help_router
from shared.web.pages import Pages

_DAILY_S = 86_400.0
MIGRATIONS = Path(__file__).parent / "migrations"


def build(
    settings: CaseworkSettings,
    clock: Clock,
    registry: Sequence[RegisteredType] = REGISTRY,
    *,
    papers: Sequence[RegisteredPaper] = PAPERS,
) -> Service[CaseworkUnitOfWork]:
    """Casework as these settings, this clock, these types of case and these kinds of paper make it."""
    engine = create_engine(settings.database_url, pool_size=settings.database_pool_size)
    case_types = CaseTypes(registered.case_type for registered in registry)
    lengths = settings.term_lengths(case_types)
    unit_of_work = partial(CaseworkUnitOfWork, case_types=case_types, lengths=lengths)
    units = UnitOfWorkFactory(unit_of_work, engine, source="/casework", clock=clock, to_outgoing=to_outgoing)
    of_types = [on for item in registry for on in item.events_in(item.case_type, clock, lengths)]
    kept_for = timedelta(days=settings.keep_erased_days)
    guests_kept_for = timedelta(days=settings.guest_kept_days)
    absences_kept_for = timedelta(days=settings.absence_kept_days)
    kept_days = settings.referrals_kept_days
    signals_kept_for = timedelta(days=settings.early_signal_kept_days)
    pages = Pages("casework", settings, package="casework.web")
    of_papers = (PAPER_WORDS, *(registered.words for registered in papers))
    dutch = Dutch(
        WORDS, REFERRAL_WORDS, WEB_WORDS, *of_papers, *(table for registered in registry for table in registered.words)
    )
    maker = PaperMaker(papers, settings.letterhead, dutch, clock, settings.letter_kept_days)
    typesetter = Typesetter(settings.letterhead, timeout_s=settings.paper_timeout_s)
    return Service(
        name="casework",
        settings=settings,
        clock=clock,
        engine=engine,
        units=units,
        migrations=MIGRATIONS,
        publishes=(casework_cases.TOPIC, figures.OF_CASEWORK),
        subscriptions=subscriptions(of_types, clock, lengths),
        tickers=(
            Ticker("deadlines", settings.deadline_scan_s, partial(watch_deadlines, units, clock=clock)),
            Ticker("consents", settings.deadline_scan_s, partial(watch_consents, units, clock=clock)),
            Ticker("referrals", _DAILY_S, partial(purge_referrals, units, clock=clock, kept_days=kept_days)),
            Ticker(
                "trajectories",
                _DAILY_S,
                partial(purge_trajectories, units, clock=clock, kept_days=settings.trajectories_kept_days),
            ),
            Ticker("letters", settings.letter_purge_s, partial(purge_letters, units, clock=clock)),
            Ticker("schools", settings.deadline_scan_s, SchoolWatch(units, clock=clock, lengths=lengths)),
            Ticker("guests", _DAILY_S, partial(purge_guests, units, clock=clock, kept_for=guests_kept_for)),
            Ticker("absences", _DAILY_S, partial(purge_absences, units, clock=clock, kept_for=absences_kept_for)),
            Ticker("early-signals", _DAILY_S, partial(purge_signals, units, clock=clock, kept_for=signals_kept_for)),
            Ticker(
                "figures",
                settings.figures_s,
                partial(publish_figures, units, clock=clock, smallest=settings.smallest_cell),
                can_wait=True,
            ),
            Ticker("erased-persons", _DAILY_S, partial(forget_erased, units, clock=clock, kept_for=kept_for)),
        ),
        tags=TAGS,
        pages=pages,
        setup=setup_of(units, settings),
        before_routes=CallersNoted(units, clock),
        routers=(
            stuck_router(
                units, clock=clock, case_types=case_types, quiet_school_days=settings.stuck_school_days
            ),  # before any id of a case
            help_router(pages),
            reading_router(units, clock=clock, case_types=case_types),
            timelines_router(units, clock=clock, dutch=dutch),
            work_router(units, clock=clock, case_types=case_types),
            caseloads_router(units, clock=clock, heavy_from=settings.caseload_warning, case_types=case_types),
            own_caseload_router(units, clock=clock, heavy_from=settings.caseload_warning),
            acting_router(units, clock=clock, lengths=lengths, case_types=case_types),
            transferring_router(units, clock=clock, lengths=lengths),
            closing_router(units, clock=clock),
            monitoring_router(units, clock=clock),
            referrals_router(units, clock=clock),
            referral_steps_router(units, clock=clock, lengths=lengths),
            consents_router(units, clock=clock),
            case_files_router(units, clock=clock, dutch=dutch),
            tasks_router(units, clock=clock, dutch=dutch),
            links_router(units, clock=clock),
            merging_router(units, clock=clock),
            early_signals_router(units, clock=clock),
            guests_router(units, clock=clock),
            notes_router(units, clock=clock),
            plans_router(units, clock=clock),
            trajectories_router(units, clock=clock),
            papers_router(units, maker, typesetter),
            papers_page_router(units, WordedPages(pages, dutch), maker, typesetter=typesetter),
            reporting_router(units, case_types=case_types, clock=clock, lengths=lengths),
            figures_router(units, clock=clock, smallest_cell=settings.smallest_cell, case_types=case_types),
            school_status_page_router(
                units,
                WordedPages(pages, dutch),
                clock=clock,
                case_types=case_types,
                is_agreed=settings.tell_school_status,
            ),
            figures_page_router(
                units,
                WordedPages(pages, dutch),
                clock=clock,
                smallest_cell=settings.smallest_cell,
                case_types=case_types,
            ),
            team_board_page_router(
                units,
                WordedPages(pages, dutch),
                clock=clock,
                heavy_from=settings.caseload_warning,
                case_types=case_types,
            ),
            reassigning_router(units, clock=clock),
            teams_router(units, clock=clock),
            assignment_router(units, clock=clock, case_types=case_types),
            absences_router(units, clock=clock),
            case_types_router(case_types, lengths=lengths, dutch=dutch),
            stuck_page_router(
                units,
                WordedPages(pages, dutch),
                clock=clock,
                case_types=case_types,
                quiet_school_days=settings.stuck_school_days,
            ),
            *page_routers(
                units,
                WordedPages(pages, dutch),
                clock=clock,
                lengths=lengths,
                heavy_from=settings.caseload_warning,
                case_types=case_types,
            ),
        ),
    )
