"""The composition root of casework: the only place where its parts are put together."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from casework.api.acting import acting_router
from casework.api.callers import noting_router
from casework.api.case_files import case_files_router
from casework.api.reading import reading_router
from casework.api.work import work_router
from casework.application.watch_deadlines import watch_deadlines
from casework.domain.case_type import CaseTypes
from casework.outgoing import to_outgoing
from casework.settings import CaseworkSettings
from casework.subscriptions import subscriptions
from casework.tags import TAGS
from casework.types.definition import RegisteredType
from casework.types.registry import REGISTRY
from casework.unit_of_work import CaseworkUnitOfWork
from casework.web.routers import page_routers
from casework.web.worded import WEB_WORDS, WordedPages
from casework.words.nl import WORDS, Dutch
from shared.contracts import casework_cases
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.clock import Clock
from shared.runtime.database import create_engine
from shared.runtime.ticker import Ticker
from shared.service.service import Service
from shared.web.pages import Pages

MIGRATIONS = Path(__file__).parent / "migrations"


def build(
    settings: CaseworkSettings, clock: Clock, registry: Sequence[RegisteredType] = REGISTRY
) -> Service[CaseworkUnitOfWork]:
    """Casework as these settings, this clock and these types of case make it."""
    engine = create_engine(settings.database_url, pool_size=settings.database_pool_size)
    case_types = CaseTypes(registered.case_type for registered in registry)
    lengths = settings.term_lengths(case_types)
    unit_of_work = partial(CaseworkUnitOfWork, case_types=case_types)
    units = UnitOfWorkFactory(unit_of_work, engine, source="/casework", clock=clock, to_outgoing=to_outgoing)
    of_types = [on for item in registry for on in item.events_in(item.case_type, clock, lengths)]
    pages = Pages("casework", settings, package="casework.web")
    dutch = Dutch(WORDS, WEB_WORDS, *(table for registered in registry for table in registered.words))
    return Service(
        name="casework",
        settings=settings,
        clock=clock,
        engine=engine,
        units=units,
        migrations=MIGRATIONS,
        publishes=(casework_cases.TOPIC,),
        subscriptions=subscriptions(of_types, clock, lengths),
        tickers=(Ticker("deadlines", settings.deadline_scan_s, partial(watch_deadlines, units, clock=clock)),),
        tags=TAGS,
        pages=pages,
        routers=(
            noting_router(
                units,
                reading_router(units, clock=clock, dutch=dutch, case_types=case_types),
                work_router(units, clock=clock, heavy_from=settings.caseload_warning, case_types=case_types),
                acting_router(units, clock=clock, lengths=lengths, case_types=case_types),
                case_files_router(units, clock=clock),
                *page_routers(units, WordedPages(pages, dutch), clock=clock, lengths=lengths, case_types=case_types),
                clock=clock,
            ),
        ),
    )
