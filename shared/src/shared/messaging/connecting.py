"""Says why a broker could not be reached: aiokafka only logs it, and raises the same error for whatever was wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka.conn import collect_hosts, create_conn
from aiokafka.errors import KafkaConnectionError, KafkaError

from shared.messaging.security import client_options, servers
from shared.runtime.settings import KafkaSettings

_LIMIT_MS = 5_000


@asynccontextmanager
async def saying_why(settings: KafkaSettings) -> AsyncIterator[None]:
    """Around the start of a client: its KafkaConnectionError then has a cause and names it.

    The cause is what the first of the bootstrap servers that fails answers: SaslAuthenticationFailed for a wrong
    password, ssl.SSLCertVerificationError for an unknown authority, ConnectionRefusedError where nobody listens.
    """
    try:
        yield
    except KafkaConnectionError:
        found = await _first_reason(settings)
        if found is None:
            raise
        server, reason = found
        raise KafkaConnectionError(f"{server}: {reason or type(reason).__name__}") from reason


async def _first_reason(settings: KafkaSettings) -> tuple[str, Exception] | None:
    """The first server that can't be connected to, and why; None when all can by now."""
    options = client_options(settings)
    del options["bootstrap_servers"]
    for server in servers(settings):
        ((host, port, _),) = collect_hosts([server])
        try:
            connection = await create_conn(host, port, request_timeout_ms=_LIMIT_MS, **options)
        except (KafkaError, OSError, TimeoutError) as reason:
            return server, reason
        connection.close()
    return None
