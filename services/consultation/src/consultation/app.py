"""Consultation, put together: the only place that knows all its parts."""

from pathlib import Path

from consultation.adapters.contacts_file import ContactsFileError, read_contacts
from consultation.api.contacts import contacts_router
from consultation.api.meeting_steps import meeting_steps_router
from consultation.api.meetings import meetings_router
from consultation.api.minutes import minutes_router
from consultation.api.tags import TAGS
from consultation.application.load_directory import FileRow, load_directory
from consultation.application.planning import Planning
from consultation.application.review_meetings import WatchMeetings
from consultation.messaging.outgoing import to_outgoing
from consultation.messaging.subscribers import subscriptions
from consultation.settings import ConsultationSettings
from consultation.storage.unit_of_work import ConsultationUnitOfWork
from shared.contracts import consultation_directory, consultation_meetings
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.clock import Clock, clock_from
from shared.runtime.database import create_engine
from shared.runtime.ticker import Ticker
from shared.service.service import Service

MIGRATIONS = Path(__file__).parent / "migrations"


def build(settings: ConsultationSettings, clock: Clock | None = None) -> Service[ConsultationUnitOfWork]:
    """The service, not yet started. Ends the process when the directory's file can't be loaded."""
    clock = clock or clock_from(settings.clock_file)
    engine = create_engine(settings.database_url, pool_size=settings.database_pool_size)
    units = UnitOfWorkFactory(
        ConsultationUnitOfWork, engine, source="/consultation", clock=clock, to_outgoing=to_outgoing
    )
    planning = Planning(settings.meeting_rules(), clock)
    contacts = _contacts(settings.contacts_file)

    async def load() -> None:
        async with units() as uow:
            await load_directory(uow, contacts)

    return Service(
        name="consultation",
        settings=settings,
        clock=clock,
        engine=engine,
        units=units,
        migrations=MIGRATIONS,
        publishes=(consultation_meetings.TOPIC, consultation_directory.TOPIC),
        subscriptions=subscriptions(planning),
        tags=TAGS,
        routers=(
            contacts_router(units, planning),
            meetings_router(units, planning, settings.link_base, settings.mail_from),
            meeting_steps_router(units, planning, settings.link_base),
            minutes_router(units, clock),
        ),
        prepare=load,
        tickers=(Ticker("meetings", settings.meeting_scan_s, WatchMeetings(units, planning).run),),
    )


def _contacts(file: str | None) -> list[FileRow]:
    if file is None:
        return []
    try:
        return read_contacts(file)
    except ContactsFileError as error:
        raise SystemExit(f"FLANKEREND_CONTACTS_FILE: {error}") from None
