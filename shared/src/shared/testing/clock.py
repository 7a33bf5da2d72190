"""A clock that a test holds still."""

from datetime import date, datetime, timedelta

from shared.runtime.clock import BRUSSELS


class FixedClock:
    """A clock that stands where the test puts it. ``now`` without a zone is Europe/Brussels."""

    def __init__(self, now: datetime) -> None:
        self._now = _aware(now)

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.date()

    def advance(self, step: timedelta) -> None:
        """Move by elapsed time, as a real clock does over a change to or from summer time."""
        self._now = datetime.fromtimestamp(self._now.timestamp() + step.total_seconds(), BRUSSELS)

    def set(self, now: datetime) -> None:
        """Put the clock at another moment, earlier or later."""
        self._now = _aware(now)


def _aware(now: datetime) -> datetime:
    return now.astimezone(BRUSSELS) if now.tzinfo else now.replace(tzinfo=BRUSSELS)
