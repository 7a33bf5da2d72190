"""What the services stand on (a broker, a database server, a mail server) and what stands before them.

Each is started here unless it is given.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.local.child import Begin, Program
from shared.local.home import Home, cache_folder
from shared.local.kafka import KafkaBroker
from shared.local.kafka_jars import Progress, kafka_jars
from shared.local.ports import LOCALHOST
from shared.local.postgres import ADMIN, PostgresServer
from shared.local.programs import FrontProgram, IssuerProgram, MailCatcherProgram
from shared.local.secret_file import Secrets
from shared.local.settings import LocalSettings
from shared.web.places import LOCAL_ISSUER

PARTS = ("mail-catcher", "kafka", "postgres")
DOORS = ("front", "issuer")
"""What people come in by; it ends with the services."""


@dataclass(frozen=True)
class Parts:
    """Where the parts of a stack are, and the programs of the parts that are started here; None for a given part."""

    home: Home
    settings: LocalSettings
    secrets: Secrets
    durable: bool

    @property
    def bootstrap_servers(self) -> str:
        return self.settings.kafka_bootstrap_servers or f"{LOCALHOST}:{self.settings.kafka_port}"

    @property
    def smtp(self) -> tuple[str, int]:
        return self.settings.smtp_host or LOCALHOST, self.settings.smtp_port

    @property
    def maildir(self) -> Path:
        """Where mails to the stack itself come back, if they are caught here."""
        return (self.settings.maildir or self.home.maildir).absolute()

    @property
    def administrator_url(self) -> str:
        """A database with a role that may make databases."""
        return self.settings.database_url or self._server().url(ADMIN)

    @property
    def issuer_url(self) -> str:
        """The issuer as browsers and services know it."""
        return self.settings.sign_in_issuer or f"{self.settings.web_url}{LOCAL_ISSUER}"

    def taken_ports(self) -> Iterator[tuple[int, str, str]]:
        """Port, part and setting of everything that is started here."""
        if not self.settings.kafka_bootstrap_servers:
            yield self.settings.kafka_port, "Kafka", "FLANKEREND_KAFKA_PORT"
        if not self.settings.database_url:
            yield self.settings.postgres_port, "PostgreSQL", "FLANKEREND_POSTGRES_PORT"
        if not self.settings.smtp_host:
            yield self.settings.smtp_port, "the mail catcher", "FLANKEREND_SMTP_PORT"
        yield self.settings.web_port, "the pages' one address", "FLANKEREND_WEB_PORT"
        if not self.settings.sign_in_issuer:
            yield self.settings.issuer_port, "the issuer", "FLANKEREND_ISSUER_PORT"

    def postgres(self) -> Program | None:
        return None if self.settings.database_url else self._server()

    def mail_catcher(self) -> Program | None:
        if self.settings.smtp_host:
            return None
        return MailCatcherProgram(
            self.home.mail,
            maildir=self.maildir,
            own_addresses=(self.settings.reply_address, self.settings.mail_from),
            port=self.settings.smtp_port,
            log=self.home.log("mail-catcher"),
        )

    async def kafka(self, downloading: Progress) -> Program | None:
        """Downloads Kafka where needed. Raises `DownloadError` or `TamperedJarError`."""
        if self.settings.kafka_bootstrap_servers:
            return None
        jars = await asyncio.to_thread(kafka_jars, progress=downloading)
        return KafkaBroker(
            self.home.kafka,
            port=self.settings.kafka_port,
            jars=jars,
            archives=cache_folder(),
            log=self.home.log("kafka"),
        )

    def front(self, services: Sequence[str], begin: Begin | None) -> Program:
        """The proxy before ``services``."""
        return FrontProgram(
            self.home.front,
            port=self.settings.web_port,
            services={service: f"{LOCALHOST}:{self.settings.port_of(service)}" for service in services},
            issuer=None if self.settings.sign_in_issuer else f"{LOCALHOST}:{self.settings.issuer_port}",
            sign_in_at=self.issuer_url,
            log=self.home.log("front"),
            begin=begin,
        )

    def issuer(
        self, services: Sequence[str], *, contacts: Path | None, organisations: Path | None, begin: Begin | None
    ) -> Program | None:
        """Where the people of the directory sign in."""
        if self.settings.sign_in_issuer:
            return None
        return IssuerProgram(
            port=self.settings.issuer_port,
            path=LOCAL_ISSUER,
            web_url=self.settings.web_url,
            secrets=self.home.secrets,
            contacts=contacts,
            organisations=organisations,
            services=services,
            log=self.home.log("issuer"),
            begin=begin,
        )

    def _server(self) -> PostgresServer:
        return PostgresServer(
            self.home.postgres,
            port=self.settings.postgres_port,
            password=self.secrets.postgres,
            log=self.home.log("postgres"),
            durable=self.durable,
        )
