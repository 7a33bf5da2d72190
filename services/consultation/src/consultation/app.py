"""Consultation, put together: the only place that knows all its parts."""

from functools import partial
from pathlib import Path

from consultation.directory.adapters.contacts_file import ContactsFileError, read_contacts
from consultation.directory.api.contacts import contacts_router
from consultation.directory.application.load_directory import load_directory
from consultation.directory.domain.file_row import FileRow
from consultation.meetings.api.answering import links
from consultation.meetings.api.meeting_steps import meeting_steps_router
from consultation.meetings.api.meetings import meetings_router
from consultation.meetings.api.minutes import minutes_router
from consultation.meetings.application.follow_contact import follow_contact
from consultation.meetings.application.watch_meetings import watch_meetings
from consultation.meetings.storage.planners import Memory
from consultation.outgoing import to_outgoing
from consultation.settings import ConsultationSettings
from consultation.subscriptions import subscriptions
from consultation.tags import TAGS
from consultation.unit_of_work import ConsultationUnitOfWork
from consultation.web.meeting_pages import meeting_pages_router
from consultation.web.move_pages import move_pages_router
from shared.contracts import consultation_directory, consultation_meetings
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.clock import Clock
from shared.runtime.database import create_engine
from shared.runtime.ticker import Ticker
from shared.service.service import Service
from shared.web.pages import Pages

MIGRATIONS = Path(__file__).parent / "migrations"


def build(settings: ConsultationSettings, clock: Clock) -> Service[ConsultationUnitOfWork]:
    """The service, not yet started. Ends the process when the directory's file can't be loaded."""
    engine = create_engine(settings.database_url, pool_size=settings.database_pool_size)
    units = UnitOfWorkFactory(
        partial(ConsultationUnitOfWork, memory=Memory()),
        engine,
        source="/consultation",
        clock=clock,
        to_outgoing=to_outgoing,
    )
    rules = settings.meeting_rules()
    rows = _contacts(settings.contacts_file)

    async def load() -> None:
        async with units() as uow:
            await load_directory(uow, rows)

    watch = partial(watch_meetings, units, rules=rules, clock=clock)
    followed = partial(follow_contact, rules=rules, clock=clock)
    link_to = links(settings.link_base, settings.web_url)
    pages = Pages("consultation", settings, package="consultation.web")
    return Service(
        name="consultation",
        settings=settings,
        clock=clock,
        engine=engine,
        units=units,
        migrations=MIGRATIONS,
        publishes=(consultation_meetings.TOPIC, consultation_directory.TOPIC),
        subscriptions=subscriptions(rules, clock),
        tags=TAGS,
        pages=pages,
        routers=(
            contacts_router(units, clock=clock, followed=followed),
            meetings_router(units, rules=rules, clock=clock, link_to=link_to, organiser=settings.mail_from),
            meeting_steps_router(units, rules=rules, clock=clock, link_to=link_to),
            minutes_router(units, clock=clock),
            meeting_pages_router(units, pages, rules=rules, clock=clock, link_to=link_to),
            move_pages_router(units, pages, rules=rules, clock=clock, link_to=link_to),
        ),
        prepare=load,
        tickers=(Ticker("meetings", settings.meeting_scan_s, watch),),
    )


def _contacts(file: str | None) -> list[FileRow]:
    if file is None:
        return []
    try:
        return read_contacts(file)
    except ContactsFileError as error:
        raise SystemExit(f"FLANKEREND_CONTACTS_FILE: {error}") from None
