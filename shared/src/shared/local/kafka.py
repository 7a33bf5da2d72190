"""Apache Kafka itself: one node (KRaft) on the wheel's Java, its topics on disk, without auto-created topics."""

import asyncio
import subprocess
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

from shared.local.child import Child, Launch
from shared.local.errors import PartFailedError
from shared.local.java import ClassArchive, java_command
from shared.local.kafka_settings import write_settings
from shared.local.knock import listens
from shared.local.ports import LOCALHOST, free_port

_SERVER = (
    "-Xms256m",
    "-Xmx512m",
    "-XX:+UseG1GC",
    "-XX:MaxGCPauseMillis=20",
    "-XX:TieredStopAtLevel=1",
    "-Djava.awt.headless=true",
)
_FORMAT = ("-Xmx256m", "-XX:+UseG1GC", "-XX:TieredStopAtLevel=1")


class KafkaBroker:
    """One broker. Its data folder is formatted on the first start and continued on every later start.

    ``properties`` of Kafka replace ours or are added to them; the listener PLAINTEXT on ``port`` has to stay.
    ``format_options`` go to Kafka's storage tool at the first start.
    """

    name = "kafka"

    def __init__(
        self,
        folder: Path,
        *,
        port: int,
        jars: Sequence[Path],
        archives: Path,
        log: Path,
        controller_port: int = 0,
        properties: Mapping[str, str] | None = None,
        format_options: Sequence[str] = (),
    ) -> None:
        self._folder = folder.absolute()
        self._data = self._folder / "data"
        self._port = port
        self._controller_port = controller_port
        self._properties = properties or {}
        self._format_options = format_options
        self._jars = jars
        self._archive = ClassArchive(jars, archives)
        self._log = log
        self.child = Child(self)

    @property
    def bootstrap_servers(self) -> str:
        """Where clients begin."""
        return f"{LOCALHOST}:{self._port}"

    async def start(self) -> None:
        """Start and wait until it answers an administrator's question. Raises `PartFailedError`."""
        await self.child.start()

    async def stop(self) -> None:
        """Stop in good order."""
        await self.child.stop()

    async def prepare(self) -> Launch:
        self._folder.mkdir(parents=True, exist_ok=True)
        await asyncio.to_thread(self._archive.prepare)
        controller_port = self._controller_port or free_port()
        settings, logging = write_settings(
            self._folder, data=self._data, port=self._port, controller_port=controller_port, others=self._properties
        )
        if not (self._data / "meta.properties").exists():
            await asyncio.to_thread(self._format, settings, logging)
        options = (*_SERVER, *self._archive.options(record=True), f"-Dlog4j2.configurationFile={logging}")
        return Launch(
            command=java_command(self._jars, options, "kafka.Kafka", str(settings)),
            log=self._log,
            stopped=self._archive.keep,
        )

    async def is_ready(self) -> bool:
        # Not at the top: this way it is imported while Java starts.
        from aiokafka.admin import AIOKafkaAdminClient
        from aiokafka.errors import KafkaError

        # aiokafka writes an error line for every connection that is refused.
        if not await listens(self._port):
            return False
        admin = AIOKafkaAdminClient(bootstrap_servers=self.bootstrap_servers, request_timeout_ms=5000)
        try:
            await admin.start()
            return len((await admin.describe_cluster())["brokers"]) == 1
        except (KafkaError, OSError):
            return False
        finally:
            await admin.close()

    def _format(self, settings: Path, logging: Path) -> None:
        options = (*_FORMAT, *self._archive.options(), f"-Dlog4j2.configurationFile={logging}")
        cluster = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        cluster = cluster.replace("-", "A")  # one in 64 would begin with a dash, which reads as an option
        arguments = ("format", "--cluster-id", cluster, "--config", str(settings), *self._format_options)
        done = subprocess.run(
            java_command(self._jars, options, "kafka.tools.StorageTool", *arguments),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise PartFailedError(f"Kafka could not format {self._data}:\n{done.stdout}{done.stderr}")
