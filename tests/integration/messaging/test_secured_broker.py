"""A broker behind SASL and TLS is reached by settings alone; what is wrong with them is said."""

import asyncio
from dataclasses import dataclass
from ssl import SSLCertVerificationError

import pytest
import pytest_asyncio
import sqlalchemy as sa
from aiokafka.errors import KafkaConnectionError, SaslAuthenticationFailed

from shared.local.home import cache_folder
from shared.local.kafka import KafkaBroker
from shared.local.kafka_jars import kafka_jars
from shared.local.ports import free_port
from shared.messaging import topics
from shared.messaging.consumers import Consumers
from shared.messaging.relay import Relay
from shared.messaging.tables import outbox
from shared.runtime.database import create_engine
from shared.runtime.settings import KafkaSettings

from . import tally as toy
from .authority import Authority

USER, PASSWORD = "flankerend", "een-lang-geheim"
PLAIN = f'org.apache.kafka.common.security.plain.PlainLoginModule required user_{USER}="{PASSWORD}";'
SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required;"


@dataclass(frozen=True)
class Secured:
    """Where the broker's two secured listeners are, and the files a client needs."""

    sasl: str
    mutual: str
    authority: str
    unknown_authority: str
    client: str

    def settings(self, **others) -> KafkaSettings:
        """As a service reads them; SASL_SSL unless ``others`` say otherwise."""
        values = {
            "kafka_bootstrap_servers": self.sasl,
            "kafka_security_protocol": "SASL_SSL",
            "kafka_sasl_username": USER,
            "kafka_sasl_password": PASSWORD,
            "kafka_ssl_cafile": self.authority,
        }
        return KafkaSettings(**{**values, **others})

    def mutual_settings(self, **others) -> KafkaSettings:
        return self.settings(kafka_bootstrap_servers=self.mutual, kafka_security_protocol="SSL", **others)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def secured(tmp_path_factory):
    folder = tmp_path_factory.mktemp("secured")
    authority, stranger = Authority(folder, "authority"), Authority(folder, "stranger")
    port, sasl, mutual = free_port(), free_port(), free_port()
    ours = f"PLAINTEXT://127.0.0.1:{port},SASL_SSL://127.0.0.1:{sasl},SSL://127.0.0.1:{mutual}"
    controller = free_port()
    properties = {
        "listeners": f"{ours},CONTROLLER://127.0.0.1:{controller}",
        "advertised.listeners": ours,
        "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,SSL:SSL",
        "sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
        "listener.name.sasl_ssl.plain.sasl.jaas.config": PLAIN,
        "listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config": SCRAM,
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config": SCRAM,
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(authority.issue("broker")),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(authority.certificate),
        "listener.name.ssl.ssl.client.auth": "required",
    }
    broker = KafkaBroker(
        folder / "kafka",
        port=port,
        controller_port=controller,
        jars=await asyncio.to_thread(kafka_jars),
        archives=cache_folder(),
        log=folder / "kafka.log",
        properties=properties,
        format_options=[option for bits in (256, 512) for option in ("--add-scram", _scram_user(bits))],
    )
    await broker.start()
    yield Secured(
        f"127.0.0.1:{sasl}",
        f"127.0.0.1:{mutual}",
        str(authority.certificate),
        str(stranger.certificate),
        str(authority.issue("client")),
    )
    await broker.stop()


@pytest.fixture
async def engine(create_database):
    engine = create_engine(await create_database())
    await toy.create_tables(engine)
    yield engine
    await engine.dispose()


@pytest.mark.parametrize("mechanism", [pytest.param("PLAIN", marks=pytest.mark.soak), "SCRAM-SHA-256", "SCRAM-SHA-512"])
async def test_events_go_out_and_in_by_name_and_password_over_tls(secured, engine, topic_prefix, mechanism):
    settings = secured.settings(kafka_sasl_mechanism=mechanism, kafka_topic_prefix=topic_prefix)
    await _there_and_back(settings, engine)


async def test_events_go_out_and_in_by_the_clients_own_certificate(secured, engine, topic_prefix):
    settings = secured.mutual_settings(kafka_ssl_certfile=secured.client, kafka_topic_prefix=topic_prefix)
    await _there_and_back(settings, engine)


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-512"])
async def test_a_wrong_password_is_said_and_not_repeated(secured, engine, mechanism):
    settings = secured.settings(kafka_sasl_mechanism=mechanism, kafka_sasl_password="verkeerd-geheim")
    for error in await _refusals(settings, engine):
        assert "Authentication failed" in str(error)
        assert secured.sasl in str(error)
        assert isinstance(error.__cause__, SaslAuthenticationFailed)
        assert "geheim" not in str(error)


async def test_an_unknown_authority_is_said(secured, engine):
    for error in await _refusals(secured.settings(kafka_ssl_cafile=secured.unknown_authority), engine):
        assert "certificate verify failed" in str(error)
        assert isinstance(error.__cause__, SSLCertVerificationError)


async def test_a_missing_certificate_of_our_own_is_refused(secured, engine):
    for error in await _refusals(secured.mutual_settings(), engine):
        assert secured.mutual in str(error)


def _scram_user(bits: int) -> str:
    return f"SCRAM-SHA-{bits}=[name={USER},password={PASSWORD}]"


async def _there_and_back(settings: KafkaSettings, engine) -> None:
    """An event is sent by the relay, counted by the consumer, and its answer sent."""
    await topics.create_missing(settings, [toy.topic(toy.TOPIC), toy.topic(toy.ANSWERS)])
    units, relay = toy.units_on(engine), Relay(engine, settings)
    consumers = Consumers("tally", settings, subscriptions=[toy.counting()], units=units)
    await consumers.start()
    try:
        async with units() as uow:
            uow.add(toy.Added(key="a"))
        await relay.run_once()
        await toy.until(lambda: _counted(engine))
        await relay.run_once()
        async with engine.connect() as connection:
            sent = await connection.execute(sa.select(outbox.c.topic).where(outbox.c.sent_at.is_not(None)))
            assert {row.topic for row in sent} == {toy.TOPIC, toy.ANSWERS}
    finally:
        await consumers.stop()
        await relay.stop()


async def _counted(engine) -> bool:
    async with engine.connect() as connection:
        return await connection.scalar(sa.select(toy.tally.c.total)) == 1


async def _refusals(settings: KafkaSettings, engine) -> list[KafkaConnectionError]:
    """What topics, relay and consumers say; an event that waits stays unsent."""
    units, relay = toy.units_on(engine), Relay(engine, settings)
    async with units() as uow:
        uow.add(toy.Added(key="a"))
    starts = (
        lambda: topics.create_missing(settings, [toy.topic(toy.TOPIC)]),
        relay.run_once,
        Consumers("tally", settings, subscriptions=[toy.counting()], units=units).start,
    )
    said = []
    for start in starts:
        with pytest.raises(KafkaConnectionError) as caught:
            await start()
        said.append(caught.value)
    await relay.stop()
    async with engine.connect() as connection:
        assert await connection.scalar(sa.select(outbox.c.sent_at)) is None
    return said
