"""The set clock of a local stack: its file, and the words in which people give times and steps."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shared.local.files import write_json
from shared.runtime.clock import BRUSSELS, FileClock

SHOWN = "%Y-%m-%d %H:%M:%S"
"""How a time is shown to people."""

_STEP = re.compile(r"(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?")
_LONGEST_STEP = timedelta(days=36_500)


class SetClock(FileClock):
    """The clock that the services of a stack run by, and that may be moved while they run."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._file = path

    def set(self, time: datetime) -> None:
        """Put the clock at a moment (aware); it goes on from there at the pace of real time."""
        self._write(time - datetime.now(UTC))

    def advance(self, step: timedelta) -> None:
        """Move the clock by a step."""
        self._write(self.now() + step - datetime.now(UTC))

    def _write(self, offset: timedelta) -> None:
        write_json(self._file, {"offset_seconds": offset.total_seconds()})


def parse_time(text: str) -> datetime:
    """ISO 8601, in Europe/Brussels unless it says otherwise; a date alone is its midnight. Raises ValueError."""
    time = datetime.fromisoformat(text.strip())
    return time if time.tzinfo else time.replace(tzinfo=BRUSSELS)


def parse_step(text: str) -> timedelta:
    """``3d``, ``2h``, ``90m`` or together, ``1d12h``; up to 36,500 days. Raises ValueError."""
    written = _STEP.fullmatch(text.strip())
    if not written or not any(written.groups()):
        raise ValueError(f"{text!r} is no step in time; one looks like 3d, 2h, 90m or 1d12h")
    days, hours, minutes = (int(number or 0) for number in written.groups())
    step = timedelta(days=days, hours=hours, minutes=minutes)
    if step > _LONGEST_STEP:
        raise ValueError(f"a step in time is at most {_LONGEST_STEP.days} days")
    return step
