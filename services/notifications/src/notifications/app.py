"""The composition root: from settings to a running service."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from uuid import UUID

from notifications.api.acknowledgements import acknowledgements_router
from notifications.api.contents import contents_router
from notifications.api.incoming import incoming_router
from notifications.api.letters import letters_router
from notifications.api.notifications import notifications_router
from notifications.api.parents import parents_router
from notifications.api.preferences import preferences_router
from notifications.api.suppressions import suppressions_router
from notifications.api.templates import templates_router
from notifications.api.webhooks import webhooks_router
from notifications.application.acknowledge_notice import AcknowledgeNotice
from notifications.application.clocks import Clocks
from notifications.application.forget_erased import forget_erased
from notifications.application.note_bounce import BounceRules
from notifications.application.note_silence import note_silence
from notifications.application.purge_parent_mails import purge_parent_mails
from notifications.application.purge_receivers import purge_receivers
from notifications.application.subject import Subjects
from notifications.application.tell_parents import ParentsDesk
from notifications.bundling.application.close_digests import close_digests
from notifications.bundling.domain.turns import Timing
from notifications.channels.email.channel import server_of, writer_by
from notifications.channels.email.own_texts.checking import check_own_texts
from notifications.channels.email.parents import ParentMailer
from notifications.channels.email.previews import Previews
from notifications.channels.email.writer import Writer
from notifications.channels.registry import CHANNELS, OpenChannel
from notifications.channels.webhook.desk import WebhookDesk
from notifications.delivery.application.purge_letters import purge_letters
from notifications.delivery.application.take_notices import TakingRules
from notifications.delivery.backlog import Backlog
from notifications.delivery.channel import Channel
from notifications.delivery.desk import Desk
from notifications.delivery.domain.retries import RetryPolicy
from notifications.delivery.lanes import Lanes
from notifications.delivery.metrics import count
from notifications.delivery.sweep import Sweep
from notifications.domain.acknowledgement import AcknowledgementLinks, AcknowledgementTokens
from notifications.incoming.application.purge_incoming import purge_incoming
from notifications.incoming.application.read_mailbox import read_mailbox
from notifications.incoming.application.take_mail import Consequences
from notifications.incoming.mailbox import Mailbox
from notifications.incoming.maildir import Maildir
from notifications.incoming.reading import read_mail
from notifications.outgoing import to_outgoing
from notifications.settings import NotificationsSettings
from notifications.storage.print_queue import PrintQueue
from notifications.subjects.case.application.case_for_parents import case_for_parents
from notifications.subjects.registry import SUBJECTS, Registered, by_kind
from notifications.subscriptions import subscriptions
from notifications.tags import TAGS
from notifications.unit_of_work import NotificationsUnitOfWork, NotificationsUnits
from notifications.web.audience_pages import audience_pages_router
from notifications.web.incoming_pages import ReadFrom, incoming_pages_router
from notifications.web.letter_pages import letter_pages_router
from notifications.web.notice_pages import notice_pages_router
from notifications.web.own_pages import own_pages_router
from notifications.web.parent_pages import parent_pages_router
from notifications.web.preference_pages import preference_pages_router
from notifications.web.setup.looking import setup_of
from notifications.web.suppression_pages import suppression_pages_router
from shared.contracts import notifications_deliveries
from shared.runtime.clock import Clock
from shared.runtime.database import create_engine
from shared.runtime.ticker import Ticker
from shared.service.service import Service
from shared.web.pages import Pages

MIGRATIONS = Path(__file__).parent / "migrations"

_ERASED_S = 3600.0
_SWEEP_S = 1.0
_BACKLOG_S = 10.0
_DIGESTS_S = 30.0
_SILENCE_S = 60.0
_DAILY_S = 86_400.0


def build(
    settings: NotificationsSettings,
    clock: Clock,
    *,
    registered: Sequence[Registered] = SUBJECTS,
    channels: Sequence[OpenChannel] = CHANNELS,
) -> Service[NotificationsUnitOfWork]:
    """The service, not yet started; ``registered`` and ``channels`` are the kinds it knows."""
    clocks, subjects, tokens = Clocks(clock), by_kind(registered), _tokens(settings)
    if settings.texts:
        check_own_texts(settings.texts, list(subjects.values()))
    pages = Pages("notifications", settings, package="notifications.web")
    kept_for = timedelta(days=settings.keep_erased_days)
    all_lanes: list[Lanes] = []
    engine = create_engine(settings.database_url, pool_size=settings.database_pool_size)
    units = NotificationsUnits(
        partial(
            NotificationsUnitOfWork,
            notices_due=partial(_wake, all_lanes),
            count=count,
            subjects={kind: subject.stories for kind, subject in subjects.items()},
            agreed=settings.agreed,
            by_letter=settings.print_queue is not None,
        ),
        engine,
        source="/notifications",
        clock=clock,
        to_outgoing=to_outgoing,
    )
    opened = _opened(channels, settings, subjects, link_of=_link_of(settings, tokens))
    writer = cache(partial(_writer, settings, subjects))
    previews = Previews(subjects, writer)
    mailer = ParentMailer(writer, server_of(settings))
    parents = ParentsDesk(units, case_for_parents, mailer.said, mailer.hand_over, clocks)
    ways = tuple(channel.name for channel in opened)
    queue = PrintQueue(settings.print_queue) if settings.print_queue else None
    taking, bounces = _taking(settings, ways), _bounces(settings)
    desk = Desk(units, subjects, taking, _retries(settings), clocks, settings.silence, bounces)
    all_lanes += [Lanes(channel, desk) for channel in opened]
    return Service(
        name="notifications",
        settings=settings,
        clock=clock,
        engine=engine,
        units=units,
        migrations=MIGRATIONS,
        publishes=[notifications_deliveries.TOPIC],
        subscriptions=subscriptions(
            registered, subjects, clocks, agreed=settings.agreed, with_calendars=_timing(settings).count_days
        ),
        tickers=[
            *(ticker for lanes in all_lanes for ticker in lanes.tickers),
            Ticker("delivery-sweep", _SWEEP_S, Sweep(units, subjects, clocks, all_lanes=all_lanes).look),
            Ticker("digests", _DIGESTS_S, partial(close_digests, units, clocks=clocks)),
            Ticker("delivery-backlog", _BACKLOG_S, Backlog(units).measure),
            Ticker(
                "silence",
                _SILENCE_S,
                partial(note_silence, units, subjects=subjects, rules=settings.silence, clocks=clocks),
            ),
            *_purging(registered, settings, units, clock=clock),
            *_reading(settings, units, Consequences(subjects, bounces, clocks, ways)),
            *_printing(settings, queue, purge=partial(purge_letters, units, subjects=subjects, clock=clock)),
            Ticker(
                "erased-persons",
                _ERASED_S,
                partial(forget_erased, units, subjects=subjects, clocks=clocks, kept_for=kept_for),
            ),
        ],
        tags=TAGS,
        pages=pages,
        setup=setup_of(settings),
        routers=[
            notifications_router(units, subjects, clocks),
            contents_router(units, subjects, clocks, links=settings.links, writer=writer),
            templates_router(previews, subjects),
            incoming_router(units),
            incoming_pages_router(units, pages, _read_from(settings)),
            preferences_router(units, clocks=clocks, channels=[channel.name for channel in opened]),
            suppressions_router(units, clock=clock),
            webhooks_router(
                units, WebhookDesk.of(settings), clock=clock, overlap=timedelta(hours=settings.webhook_overlap_h)
            ),
            acknowledgements_router(units, tokens, pages, acknowledge=AcknowledgeNotice(subjects, clocks)),
            notice_pages_router(units, pages),
            own_pages_router(units, pages, AcknowledgeNotice(subjects, clocks), clock=clock),
            letters_router(units, queue, clock=clock),
            letter_pages_router(units, queue, pages, clock=clock),
            audience_pages_router(pages, subjects, previews),
            preference_pages_router(
                units, pages, clocks=clocks, channels=[channel.name for channel in opened], timing=_timing(settings)
            ),
            suppression_pages_router(units, pages, clock=clock),
            parents_router(parents),
            parent_pages_router(parents, pages),
        ],
    )


def _purging(
    registered: Sequence[Registered], settings: NotificationsSettings, units: NotificationsUnits, *, clock: Clock
) -> list[Ticker]:
    kept_for = timedelta(days=settings.replies_kept_days)
    of_receivers = partial(purge_receivers, units, clock=clock, kept_for=timedelta(days=settings.receivers_kept_days))
    answers = [
        Ticker(f"{entry.subject.kind}-term", _DAILY_S, partial(entry.purge, units, clock=clock, kept_for=kept_for))
        for entry in registered
        if entry.purge
    ]
    for_parents = timedelta(days=settings.parent_mails_kept_days)
    of_parents = partial(purge_parent_mails, units, clock=clock, kept_for=for_parents)
    return [Ticker("receivers", _DAILY_S, of_receivers), Ticker("parents", _DAILY_S, of_parents), *answers]


def _reading(settings: NotificationsSettings, units: NotificationsUnits, consequences: Consequences) -> list[Ticker]:
    """The mailbox, where there is one; what is kept of its mails goes after its term in any case."""
    kept_for = timedelta(days=settings.incoming_kept_days)
    purge = partial(purge_incoming, units, clock=consequences.clocks.clock, kept_for=kept_for)
    read = partial(read_mail, domain=settings.mail_from.rpartition("@")[2])
    look = partial(read_mailbox, units, read=read, consequences=consequences)
    tickers = [Ticker("incoming", _DAILY_S, purge)]
    if settings.maildir:
        tickers.append(Ticker("mailbox", settings.mailbox_scan_s, partial(look, Maildir(settings.maildir))))
    if server := _server_mailbox(settings, units, kept_for=kept_for):
        tickers.append(Ticker("imap-mailbox", settings.imap_scan_s, partial(look, server)))
    return tickers


def _read_from(settings: NotificationsSettings) -> ReadFrom:
    return ReadFrom(bool(settings.maildir or settings.imap_host), settings.incoming_kept_days)


def _printing(
    settings: NotificationsSettings, queue: PrintQueue | None, *, purge: Callable[..., Awaitable[None]]
) -> list[Ticker]:
    """Where letters are printed they leave the queue after their term."""
    kept_for = timedelta(days=settings.printed_kept_days)
    return [Ticker("letters", _ERASED_S, partial(purge, queue=queue, kept_for=kept_for))] if queue else []


def _server_mailbox(
    settings: NotificationsSettings, units: NotificationsUnits, *, kept_for: timedelta
) -> Mailbox | None:
    """The mailbox on a server; None if there is no such mailbox."""
    if not (settings.imap_host and settings.imap_username and settings.imap_password):
        return None
    from notifications.incoming.imap import ImapAccount, ImapMailbox  # an import that few need

    account = ImapAccount(
        host=settings.imap_host,
        port=settings.imap_port,
        security=settings.imap_security,
        username=settings.imap_username,
        password=settings.imap_password.get_secret_value(),
        folder=settings.imap_folder,
    )
    return ImapMailbox(account, units, since=(datetime.now(UTC) - kept_for).date)


def _writer(settings: NotificationsSettings, subjects: Subjects) -> Writer:
    """Who writes mails to look at; made when it is first needed, as it takes a moment."""
    return writer_by(settings, templates=[subject.templates for subject in subjects.values()], link_of=None)


def _opened(
    channels: Sequence[OpenChannel],
    settings: NotificationsSettings,
    subjects: Subjects,
    *,
    link_of: Callable[[UUID], str] | None,
) -> list[Channel]:
    templates = [subject.templates for subject in subjects.values()]
    opened = (open_channel(settings, templates=templates, link_of=link_of) for open_channel in channels)
    return [channel for channel in opened if channel]


def _link_of(settings: NotificationsSettings, tokens: AcknowledgementTokens | None) -> Callable[[UUID], str] | None:
    return AcknowledgementLinks(settings.links.address, tokens).link if tokens else None


def _taking(settings: NotificationsSettings, ways: tuple[str, ...]) -> TakingRules:
    return TakingRules(
        links=settings.links,
        lease=settings.lease,
        wait_for_facts=timedelta(hours=settings.wait_for_facts_h),
        wait_for_role=timedelta(seconds=settings.wait_for_role_s),
        timing=_timing(settings),
        ways=ways,
    )


def _timing(settings: NotificationsSettings) -> Timing:
    return Timing(settings.hours, settings.digest, settings.digest_at, settings.closed_days)


def _retries(settings: NotificationsSettings) -> RetryPolicy:
    return RetryPolicy(
        longest_pause=timedelta(seconds=settings.retry_longest_s),
        give_up_after=timedelta(hours=settings.give_up_after_h),
    )


def _bounces(settings: NotificationsSettings) -> BounceRules:
    return BounceRules(settings.bounce_tells_coordinator)


def _tokens(settings: NotificationsSettings) -> AcknowledgementTokens | None:
    secret = settings.signing_secret
    life = timedelta(days=settings.acknowledgement_days)
    return AcknowledgementTokens(secret, lambda: datetime.now(UTC), life) if secret else None


def _wake(all_lanes: list[Lanes], channels: Collection[str]) -> None:
    for lanes in all_lanes:
        if lanes.channel.name in channels:
            lanes.wake()
