"""The domain's time: today, limits, deadlines and every ``…_at``. Tokens, logs and retries keep real time."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


class Clock(Protocol):
    """Where the domain asks what time it is."""

    def now(self) -> datetime:
        """The present moment, aware, in Europe/Brussels."""
        ...

    def today(self) -> date:
        """The present day in Europe/Brussels."""
        ...


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        return datetime.now(BRUSSELS)

    def today(self) -> date:
        return self.now().date()


class FileClock:
    """Real time moved by the offset in a file, which may change while services run.

    The file holds ``{"offset_seconds": <float>}``; where it is absent the offset is 0.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at: tuple[int, int] | None = None
        self._offset = timedelta()

    def now(self) -> datetime:
        # Added in UTC: an offset may lead over a change to or from summer time.
        return (datetime.now(UTC) + self._current_offset()).astimezone(BRUSSELS)

    def today(self) -> date:
        return self.now().date()

    def _current_offset(self) -> timedelta:
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return timedelta()
        version = (stat.st_mtime_ns, stat.st_ino)
        if version != self._read_at:
            self._offset = timedelta(seconds=json.loads(self._path.read_text())["offset_seconds"])
            self._read_at = version
        return self._offset


def clock_from(path: Path | None) -> Clock:
    """The clock a service runs by: the set clock of a local stack where there is a file, else real time."""
    return FileClock(path) if path else SystemClock()
