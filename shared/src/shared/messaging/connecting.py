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

    The cause is the answer of the first bootstrap server that fails:

    1. SaslAuthenticationFailed for a wrong password;
    2. ssl.SSLCertVerificationError for an unknown authority;
    3. ConnectionRefusedError for a closed port.


    """
    try:
        yield
    except KafkaConnectionError:
        failure = await _first_failure(settings)
        if failure is None:
            raise
        server, reason = failure
        raise KafkaConnectionError(f"{server}: {reason or type(reason).__name__}") from reason


async def _first_failure(settings: KafkaSettings) -> tuple[str, Exception] | None:
    """The first server that refuses a connection, and why; None if all servers accept by now."""
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
