"""Where the local stack keeps what it has."""

import os
from dataclasses import dataclass
from pathlib import Path

SERVICES = ("attendance", "casework", "consultation", "notifications")


@dataclass(frozen=True)
class Home:
    """The data folder of one stack: ``./var``, or ``FLANKEREND_HOME``."""

    folder: Path

    @classmethod
    def default(cls) -> "Home":
        """The data folder of a command that is given no other folder."""
        return cls(Path(os.environ.get("FLANKEREND_HOME") or "var").absolute())

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def kafka(self) -> Path:
        return self.folder / "kafka"

    @property
    def mail(self) -> Path:
        return self.folder / "mail"

    @property
    def maildir(self) -> Path:
        """What comes back by mail."""
        return self.folder / "maildir"

    @property
    def front(self) -> Path:
        return self.folder / "front"

    @property
    def clock(self) -> Path:
        return self.folder / "clock.json"

    @property
    def was_used(self) -> bool:
        """Whether a clock was set or a stack was started here."""
        return self.clock.exists() or self.secrets.exists()

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets.json"

    @property
    def state(self) -> Path:
        return self.folder / "stack.json"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def logs(self) -> Path:
        """The folder of the logs of all services and parts."""
        return self.folder / "log"

    def log(self, name: str) -> Path:
        """The log of a service or part."""
        return self.logs / f"{name}.log"


def cache_folder() -> Path:
    """Where downloads are kept for all the user's runs: ``FLANKEREND_CACHE``, else the system's place for caches."""
    if folder := os.environ.get("FLANKEREND_CACHE"):
        return Path(folder).absolute()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache").absolute() / "flankerend"
