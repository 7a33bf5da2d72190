"""A broker that could not be reached is named, with the reason."""

import pytest
from aiokafka.errors import KafkaConnectionError

from shared.local.ports import free_port
from shared.messaging.connecting import saying_why
from shared.runtime.settings import KafkaSettings


async def fail(servers: str) -> KafkaConnectionError:
    with pytest.raises(KafkaConnectionError) as caught:
        async with saying_why(KafkaSettings(kafka_bootstrap_servers=servers)):
            raise KafkaConnectionError("as the client said")
    return caught.value


async def test_where_nobody_listens_the_refused_connection_is_the_cause():
    port = free_port()
    error = await fail(f"127.0.0.1:{port}")
    assert str(error).startswith(f"KafkaConnectionError: 127.0.0.1:{port}: ")
    assert isinstance(error.__cause__, ConnectionRefusedError)


async def test_of_several_servers_the_one_that_fails_is_named(kafka):
    away = f"127.0.0.1:{free_port()}"
    assert away in str(await fail(f"{kafka},{away}"))


async def test_a_broker_that_is_back_by_now_leaves_the_error_as_it_was(kafka):
    assert "as the client said" in str(await fail(kafka))
