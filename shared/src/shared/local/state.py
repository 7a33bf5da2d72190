"""What a running stack tells other commands: where everything is, and which processes it consists of."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from shared.local.errors import LocalStackError
from shared.local.files import write_json


@dataclass(frozen=True)
class RunningProcess:
    """A process. Its beginning, in seconds since 1970, tells it from a later process with the same number."""

    pid: int
    began: float

    @classmethod
    def of(cls, pid: int) -> "RunningProcess":
        return cls(pid, psutil.Process(pid).create_time())

    def find(self) -> psutil.Process | None:
        """The process, when it still runs."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.began) < 1 and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return None
        return process if same else None


@dataclass
class StackState:
    """The content of ``stack.json``. Passwords are not in it: database addresses are without, `secrets` says where."""

    home: str
    secrets: str
    web: str = ""
    services: dict[str, str] = field(default_factory=dict)
    databases: dict[str, str] = field(default_factory=dict)
    kafka: str = ""
    smtp: str = ""
    mail: str | None = None
    processes: dict[str, RunningProcess] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        write_json(path, asdict(self))

    @classmethod
    def read(cls, path: Path) -> "StackState":
        """Raises `LocalStackError` when no stack ever ran there."""
        try:
            content = json.loads(path.read_text())
        except FileNotFoundError:
            raise LocalStackError(
                f"No stack has run with its data in {path.parent}. Start one: flankerend up"
            ) from None
        processes = {name: RunningProcess(**process) for name, process in content.pop("processes").items()}
        return cls(**content, processes=processes)
