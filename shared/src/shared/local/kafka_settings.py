"""The configuration of the one-node broker."""

from collections.abc import Mapping
from pathlib import Path

from shared.local.ports import LOCALHOST

_LOGGING = """\
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d %p %m (%c)%n
rootLogger.level = info
rootLogger.appenderRef.out.ref = out
"""


def write_settings(
    folder: Path, *, data: Path, port: int, controller_port: int, others: Mapping[str, str]
) -> tuple[Path, Path]:
    """Write ``server.properties`` and ``log4j2.properties``; where they are. ``others`` replace or add properties."""
    server, logging = folder / "server.properties", folder / "log4j2.properties"
    settings = {**_settings(data, port, controller_port), **others}
    server.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    logging.write_text(_LOGGING)
    return server, logging


def _settings(data: Path, port: int, controller_port: int) -> dict[str, str]:
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        "controller.quorum.voters": f"1@{LOCALHOST}:{controller_port}",
        "listeners": f"PLAINTEXT://{LOCALHOST}:{port},CONTROLLER://{LOCALHOST}:{controller_port}",
        "advertised.listeners": f"PLAINTEXT://{LOCALHOST}:{port}",
        "controller.listener.names": "CONTROLLER",
        "inter.broker.listener.name": "PLAINTEXT",
        "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
        "log.dirs": str(data),
        # A misspelt topic fails loudly.
        "auto.create.topics.enable": "false",
        "group.initial.rebalance.delay.ms": "0",
        # One broker can't hold two copies, and fifty partitions of offsets only cost it start time.
        "offsets.topic.replication.factor": "1",
        "offsets.topic.num.partitions": "5",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1",
        "transaction.state.log.num.partitions": "5",
        "share.coordinator.state.topic.replication.factor": "1",
        "share.coordinator.state.topic.min.isr": "1",
        # A broker that was killed comes back only when its own controller has stopped waiting for the broker before it.
        "broker.heartbeat.interval.ms": "500",
        "broker.session.timeout.ms": "4000",
        # A program of ours that was killed is missed soon, if it asks for that.
        "group.min.session.timeout.ms": "1000",
    }
