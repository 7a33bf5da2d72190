"""Settings that every service has, read once from the environment and passed in."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.domain.patterns import worded

SecurityProtocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
SaslMechanism = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]


class UnusableSetting(ValueError):
    """A setting names something that can't be used; its text says what and why, for whoever starts the service."""


class KafkaSettings(BaseSettings):
    """How to reach the broker. ``KAFKA_SECURITY_PROTOCOL`` and the SASL and SSL settings are passed through to it."""

    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True, populate_by_name=True)

    kafka_bootstrap_servers: str = Field("127.0.0.1:9092", description="host:port of one or more brokers, by comma")
    kafka_topic_prefix: str = Field("", description="Put before every topic and group, for a broker shared with others")
    kafka_replication_factor: int = Field(1, ge=1, description="Copies of each topic that is created")
    kafka_security_protocol: SecurityProtocol = Field("PLAINTEXT", description="How the connection is secured")
    kafka_sasl_mechanism: SaslMechanism = Field("PLAIN", description="How the client says who it is")
    kafka_sasl_username: str | None = Field(None, description="Required with SASL")
    kafka_sasl_password: SecretStr | None = Field(None, description="Required with SASL")
    kafka_ssl_cafile: Path | None = Field(None, description="Authorities to trust; the system's when absent")
    kafka_ssl_certfile: Path | None = Field(None, description="The client's own certificate")
    kafka_ssl_keyfile: Path | None = Field(None, description="The key of that certificate")

    @model_validator(mode="after")
    def _sasl_needs_credentials(self) -> "KafkaSettings":
        if self.kafka_security_protocol.startswith("SASL") and not (
            self.kafka_sasl_username and self.kafka_sasl_password
        ):
            raise ValueError("SASL needs KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD")
        return self


class DatabaseSettings(BaseSettings):
    """How to reach the service's own database."""

    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True, populate_by_name=True)

    database_url: str = Field(description="PostgreSQL 18 or newer: postgresql://role:password@host:port/database")
    database_pool_size: int = Field(10, ge=2, le=100, description="Connections the service may hold")

    @field_validator("database_url")
    @classmethod
    def _use_asyncpg(cls, url: str) -> str:
        scheme, separator, address = url.partition("://")
        if not separator or scheme.split("+")[0] not in {"postgresql", "postgres"}:
            raise ValueError("expected postgresql://role:password@host:port/database")
        return f"postgresql+asyncpg://{address}"


class ServiceSettings(KafkaSettings, DatabaseSettings):
    """One service's settings; each service adds its own fields, named ``FLANKEREND_…`` in the environment."""

    http_host: str = Field("127.0.0.1", description="Address to listen on")
    http_port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one")

    token_secret: SecretStr | None = Field(
        None, alias="FLANKEREND_TOKEN_SECRET", min_length=32, description="Key of HS256 tokens (the local stack)"
    )
    oidc_jwks_url: str | None = Field(None, alias="FLANKEREND_OIDC_JWKS_URL", description="Keys of the token issuer")
    oidc_issuer: str | None = Field(None, alias="FLANKEREND_OIDC_ISSUER", description="Required `iss` of a token")
    oidc_audience: str | None = Field(None, alias="FLANKEREND_OIDC_AUDIENCE", description="Required `aud` of a token")

    web_url: str = Field(
        "http://127.0.0.1:8000",
        alias="FLANKEREND_WEB_URL",
        pattern=worded(r"^https?://[^/?#@\s]+$", "a scheme and a host, such as https://leerplicht.example.be"),
        description="The one address of the pages for people; mails link there",
    )
    sign_in_issuer: str | None = Field(
        None,
        alias="FLANKEREND_SIGN_IN_ISSUER",
        description="The OIDC issuer where people sign in to pages; without it nobody can",
    )
    sign_in_client_id: str | None = Field(
        None,
        alias="FLANKEREND_SIGN_IN_CLIENT_ID",
        description="What the issuer calls this service; `flankerend-` and the service's name when absent",
    )
    sign_in_client_secret: SecretStr | None = Field(
        None, alias="FLANKEREND_SIGN_IN_CLIENT_SECRET", min_length=32, description="Required with an issuer to sign in"
    )
    session_idle_min: int = Field(
        30, ge=1, le=1440, alias="FLANKEREND_SESSION_IDLE_MIN", description="Minutes until an unused session ends"
    )
    session_longest_h: int = Field(
        10, ge=1, le=24, alias="FLANKEREND_SESSION_LONGEST_H", description="Hours until any session ends"
    )

    handle_events: bool = Field(
        True,
        alias="FLANKEREND_HANDLE_EVENTS",
        description="`false` for a process that answers requests and leaves events to the others of its service",
    )
    texts: Path | None = Field(
        None,
        alias="FLANKEREND_TEXTS",
        description="Folder with the municipality's own texts: name, logo, footer, texts and languages of mails, and "
        "words on the pages; checked at the start; without it all are ours",
    )
    clock_file: Path | None = Field(None, alias="FLANKEREND_CLOCK_FILE", description="Offset of the set clock (local)")
    log_folder: Path | None = Field(
        None,
        alias="FLANKEREND_LOG_FOLDER",
        description="Folder of the logs of all services, `<service>.log` each (local); `/beheer/verloop` reads it",
    )
    heartbeat_interval_s: float = Field(
        60.0, gt=0, alias="FLANKEREND_HEARTBEAT_S", description="Seconds between two heartbeats"
    )
    drain_timeout_s: float = Field(
        15.0, gt=0, alias="FLANKEREND_DRAIN_S", description="Seconds to finish work at a stop"
    )

    @property
    def is_behind_tls(self) -> bool:
        """Whether people reach the pages over TLS alone."""
        return self.web_url.startswith("https://")

    @model_validator(mode="after")
    def _sign_in_has_a_secret(self) -> "ServiceSettings":
        if self.sign_in_issuer and not self.sign_in_client_secret:
            raise ValueError("FLANKEREND_SIGN_IN_ISSUER needs FLANKEREND_SIGN_IN_CLIENT_SECRET")
        return self

    @model_validator(mode="after")
    def _tokens_can_be_checked(self) -> "ServiceSettings":
        if not (self.token_secret or self.oidc_jwks_url):
            raise ValueError("set FLANKEREND_OIDC_JWKS_URL, or FLANKEREND_TOKEN_SECRET for a local stack")
        return self
