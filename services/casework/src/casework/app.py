"""The composition root of casework: the only place where its parts are put together."""

from pathlib import Path

from casework.api.acting import acting_routes
from casework.api.callers import noting_callers
from casework.api.case_files import case_file_routes
from casework.api.reading import reading_routes
from casework.api.tags import TAGS
from casework.application.act_on_case import ActOnCase
from casework.application.follow_gaps import FollowGaps
from casework.application.follow_levels import FollowLevels
from casework.application.follow_persons import FollowPersons
from casework.application.keep_file import KeepFile
from casework.application.open_by_gap import OpenByGap
from casework.application.open_by_hand import OpenByHand
from casework.application.open_by_level import OpenByLevel
from casework.application.rehouse_cases import RehouseCases
from casework.application.watch_deadlines import WatchDeadlines
from casework.messaging.outgoing import to_outgoing
from casework.messaging.subscribers import subscriptions
from casework.settings import CaseworkSettings
from casework.storage.unit_of_work import CaseworkUnitOfWork
from casework.words.nl import WORDS, Dutch
from shared.contracts import casework_cases
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.clock import Clock
from shared.runtime.database import create_engine
from shared.runtime.ids import new_id
from shared.runtime.ticker import Ticker
from shared.service.service import Service

MIGRATIONS = Path(__file__).parent / "migrations"


def build(settings: CaseworkSettings, clock: Clock) -> Service[CaseworkUnitOfWork]:
    """Casework as these settings and this clock make it."""
    engine = create_engine(settings.database_url, pool_size=settings.database_pool_size)
    units = UnitOfWorkFactory(CaseworkUnitOfWork, engine, source="/casework", clock=clock, to_outgoing=to_outgoing)
    lengths = settings.term_lengths
    by_level = OpenByLevel(clock, lengths, new_id)
    rehouse = RehouseCases(by_level)
    levels, gaps = FollowLevels(by_level, rehouse), FollowGaps(OpenByGap(clock, lengths, new_id))
    deadlines = WatchDeadlines(units, clock)
    return Service(
        name="casework",
        settings=settings,
        clock=clock,
        engine=engine,
        units=units,
        migrations=MIGRATIONS,
        publishes=(casework_cases.TOPIC,),
        subscriptions=subscriptions(levels, gaps, FollowPersons(rehouse), clock),
        tickers=(Ticker("deadlines", settings.deadline_scan_s, deadlines.run),),
        tags=TAGS,
        routers=(
            noting_callers(
                units,
                clock,
                reading_routes(units, clock, heavy_from=settings.caseload_warning, dutch=Dutch(WORDS)),
                acting_routes(units, ActOnCase(clock, lengths), OpenByHand(clock, lengths, new_id)),
                case_file_routes(units, KeepFile(clock, new_id)),
            ),
        ),
    )
