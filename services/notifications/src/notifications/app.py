"""The composition root: from settings to a running service."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from notifications.api.acknowledgements import acknowledgements_router
from notifications.api.routes import notifications_router
from notifications.api.tags import TAGS
from notifications.application.take_notice import TakingRules
from notifications.domain.links import Links
from notifications.domain.retries import RetryPolicy
from notifications.mail.backlog import Backlog
from notifications.mail.lane import Lane
from notifications.mail.links import AcknowledgementLinks, AcknowledgementTokens
from notifications.mail.server import MailServer
from notifications.mail.writer import Sender, Writer
from notifications.messaging.outgoing import to_outgoing
from notifications.messaging.subscribers import subscriptions
from notifications.settings import NotificationsSettings
from notifications.storage.unit_of_work import NotificationsUnitOfWork, NotificationsUnits
from shared.contracts import notifications_deliveries
from shared.runtime.clock import Clock
from shared.runtime.database import create_engine
from shared.runtime.ticker import Ticker
from shared.service.service import Service

MIGRATIONS = Path(__file__).parent / "migrations"

_SWEEP_S = 1.0
_BACKLOG_S = 10.0


def build(settings: NotificationsSettings, clock: Clock) -> Service[NotificationsUnitOfWork]:
    """The service, not yet started."""
    engine = create_engine(settings.database_url, pool_size=settings.database_pool_size)
    units = NotificationsUnits(
        NotificationsUnitOfWork, engine, source="/notifications", clock=clock, to_outgoing=to_outgoing
    )
    tokens = _tokens(settings)
    writer = _writer(settings, tokens)
    lanes = [_lane(settings, units, writer) for _ in range(settings.mail_lanes)]
    handing_over = [Ticker(f"mail-{number}", _SWEEP_S, lane.drain) for number, lane in enumerate(lanes, start=1)]
    units.notices_due = lambda: _wake(handing_over)
    return Service(
        name="notifications",
        settings=settings,
        clock=clock,
        engine=engine,
        units=units,
        migrations=MIGRATIONS,
        publishes=[notifications_deliveries.TOPIC],
        subscriptions=subscriptions(),
        tickers=[
            *handing_over,
            Ticker("mail-recovery", _SWEEP_S, lanes[0].recover),
            Ticker("mail-backlog", _BACKLOG_S, Backlog(units).measure),
        ],
        tags=TAGS,
        routers=[notifications_router(units), acknowledgements_router(units, tokens)],
    )


def _writer(settings: NotificationsSettings, tokens: AcknowledgementTokens | None) -> Writer:
    links = AcknowledgementLinks(settings.address_of(settings.http_port), tokens) if tokens else None
    return Writer(Sender(settings.mail_from, settings.mail_signature), links)


def _lane(settings: NotificationsSettings, units: NotificationsUnits, writer: Writer) -> Lane:
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
    server = MailServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_security,
        settings.smtp_username,
        password,
        settings.smtp_timeout_s,
    )
    return Lane(units, writer, server, _taking(settings), _retries(settings))


def _taking(settings: NotificationsSettings) -> TakingRules:
    return TakingRules(
        links=Links(settings.address_of(settings.casework_port), settings.address_of(settings.consultation_port)),
        lease=settings.lease,
        wait_for_facts=timedelta(hours=settings.wait_for_facts_h),
        wait_for_role=timedelta(seconds=settings.wait_for_role_s),
    )


def _retries(settings: NotificationsSettings) -> RetryPolicy:
    return RetryPolicy(
        longest_pause=timedelta(seconds=settings.retry_longest_s),
        give_up_after=timedelta(hours=settings.give_up_after_h),
    )


def _tokens(settings: NotificationsSettings) -> AcknowledgementTokens | None:
    secret = settings.signing_secret
    life = timedelta(days=settings.acknowledgement_days)
    return AcknowledgementTokens(secret, lambda: datetime.now(UTC), life) if secret else None


def _wake(tickers: list[Ticker]) -> None:
    for ticker in tickers:
        ticker.wake()
