"""What the environment says about the local stack: which parts are elsewhere, and which ports to take."""

from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.domain.patterns import worded
from shared.local.home import SERVICES
from shared.local.ports import LOCALHOST, free_port


class LocalSettings(BaseSettings):
    """Each part that is given by an address is not started here."""

    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True, populate_by_name=True)

    database_url: str | None = Field(None, alias="DATABASE_URL", description="A server where databases may be created")
    database_prefix: str = Field(
        "flankerend_",
        alias="FLANKEREND_DATABASE_PREFIX",
        pattern=worded("^[a-z][a-z0-9_]{0,40}$", "a lower case letter and up to 40 letters, digits and underscores"),
        description="Put before the services' databases and roles",
    )
    kafka_bootstrap_servers: str | None = Field(None, alias="KAFKA_BOOTSTRAP_SERVERS", description="A running Kafka")
    smtp_host: str | None = Field(None, alias="FLANKEREND_SMTP_HOST", description="A mail server that delivers")
    reply_address: str = Field(
        "antwoord@localhost",
        alias="FLANKEREND_REPLY_ADDRESS",
        description="Address that mails are answered to; mails to it come back where the mail catcher is started here",
    )
    maildir: Path | None = Field(
        None, alias="FLANKEREND_MAILDIR", description="Maildir in which they come back; the stack's own when absent"
    )
    mail_from: str = Field(
        "flankerend@localhost", alias="FLANKEREND_MAIL_FROM", description="Address mails come from; likewise"
    )

    sign_in_issuer: str | None = Field(
        None, alias="FLANKEREND_SIGN_IN_ISSUER", description="An OIDC issuer where people sign in to the pages"
    )

    web_address: str | None = Field(
        None,
        alias="FLANKEREND_WEB_URL",
        description="The one address as browsers and mails know it; the local port when absent",
    )
    web_port: int = Field(8000, alias="FLANKEREND_WEB_PORT", description="The pages', the one address of all services")
    issuer_port: int = Field(8005, alias="FLANKEREND_ISSUER_PORT", description="The issuer's, started here")
    postgres_port: int = Field(5439, alias="FLANKEREND_POSTGRES_PORT", description="PostgreSQL's, started here")
    kafka_port: int = Field(9092, alias="FLANKEREND_KAFKA_PORT", description="Kafka's, started here")
    smtp_port: int = Field(1025, alias="FLANKEREND_SMTP_PORT", description="The mail server's, or the mail catcher's")
    attendance_port: int = Field(8001, alias="FLANKEREND_ATTENDANCE_PORT", description="HTTP of attendance")
    casework_port: int = Field(8002, alias="FLANKEREND_CASEWORK_PORT", description="HTTP of casework")
    consultation_port: int = Field(8003, alias="FLANKEREND_CONSULTATION_PORT", description="HTTP of consultation")
    notifications_port: int = Field(8004, alias="FLANKEREND_NOTIFICATIONS_PORT", description="HTTP of notifications")

    @field_validator("database_url")
    @classmethod
    def _plain_scheme(cls, url: str | None) -> str | None:
        return f"postgresql://{url.partition('://')[2]}" if url else None

    def on_free_ports(self) -> "LocalSettings":
        """The same settings, with a free port for every part that is started here."""
        ours = [f"{service}_port" for service in SERVICES] + ["postgres_port", "kafka_port", "web_port", "issuer_port"]
        if self.smtp_host is None:
            ours.append("smtp_port")
        chosen: set[int] = set()
        while len(chosen) < len(ours):
            chosen.add(free_port())
        return self.model_copy(update=dict(zip(ours, chosen, strict=True)))

    @property
    def web_url(self) -> str:
        """The one address of the pages."""
        return (self.web_address or f"http://{LOCALHOST}:{self.web_port}").rstrip("/")

    def port_of(self, service: str) -> int:
        """The HTTP port of a service."""
        return int(getattr(self, f"{service}_port"))
