"""How connections to the broker are secured, from settings, for FastStream and for aiokafka itself."""

import ssl
from typing import Any

from faststream.kafka.security import parse_security
from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

from shared.runtime.settings import KafkaSettings

_SASL = {"PLAIN": SASLPlaintext, "SCRAM-SHA-256": SASLScram256, "SCRAM-SHA-512": SASLScram512}


def broker_security(settings: KafkaSettings) -> BaseSecurity:
    """What FastStream needs. Raises OSError or ssl.SSLError when a certificate can't be read."""
    encrypted = settings.kafka_security_protocol.endswith("SSL")
    context = _ssl_context(settings) if encrypted else None
    if not settings.kafka_security_protocol.startswith("SASL"):
        return BaseSecurity(ssl_context=context, use_ssl=encrypted)
    password = settings.kafka_sasl_password
    return _SASL[settings.kafka_sasl_mechanism](
        username=settings.kafka_sasl_username or "",
        password=password.get_secret_value() if password else "",
        ssl_context=context,
        use_ssl=encrypted,
    )


def client_options(settings: KafkaSettings) -> dict[str, Any]:
    """What aiokafka's own clients need, bootstrap servers included."""
    return {"bootstrap_servers": servers(settings), **parse_security(broker_security(settings))}


def servers(settings: KafkaSettings) -> list[str]:
    """The bootstrap servers as a list."""
    return [server.strip() for server in settings.kafka_bootstrap_servers.split(",") if server.strip()]


def _ssl_context(settings: KafkaSettings) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=settings.kafka_ssl_cafile)
    if settings.kafka_ssl_certfile:
        context.load_cert_chain(settings.kafka_ssl_certfile, settings.kafka_ssl_keyfile)
    return context
