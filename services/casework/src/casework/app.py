"""The composition root of casework: the only place where its parts are put together."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from casework.api.acting import acting_routes
from casework.api.callers import noting_callers
from casework.api.case_files import case_file_routes
from casework.api.reading import reading_routes
from casework.api.tags import TAGS
from casework.application.act_on_case import ActOnCase
from casework.application.keep_file import KeepFile
from casework.application.watch_deadlines import watch_deadlines
from casework.domain.case_type import CaseTypes
from casework.messaging.subscribers import subscriptions
from casework.outgoing import to_outgoing
from casework.settings import CaseworkSettings
from casework.types.definition import RegisteredType
from casework.types.registry import REGISTRY
from casework.unit_of_work import CaseworkUnitOfWork
from casework.words.nl import WORDS, Dutch
from shared.contracts import casework_cases
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.clock import Clock
from shared.runtime.database import create_engine
from shared.runtime.ids import new_id
from shared.runtime.ticker import Ticker
from shared.service.service import Service

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
    dutch = Dutch(WORDS, *(table for registered in registry for table in registered.words))
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
        routers=(
            noting_callers(
                units,
                clock,
                reading_routes(units, clock, heavy_from=settings.caseload_warning, dutch=dutch, case_types=case_types),
                acting_routes(units, ActOnCase(clock, lengths), case_types=case_types, clock=clock, lengths=lengths),
                case_file_routes(units, KeepFile(clock, new_id)),
            ),
        ),
    )
