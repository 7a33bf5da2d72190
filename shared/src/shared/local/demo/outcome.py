"""What came of it, asked from the services' APIs and read from their logs."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from shared.local.demo.lag import Lag
from shared.local.demo.services import Services
from shared.service.log_lines import LogLine

_STILL_S = 1.5
_POLL_S = 0.25
_UNDER_WAY = frozenset({"queued", "sending", "deferred"})


@dataclass
class Outcome:
    """The four services' lists at one moment."""

    signals: list[dict[str, Any]] = field(default_factory=list)
    cases: list[dict[str, Any]] = field(default_factory=list)
    meetings: list[dict[str, Any]] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)

    def by_status(self, name: str) -> dict[str, int]:
        """How many of ``signals``, ``cases``, ``meetings`` or ``notices`` have each status."""
        return dict(sorted(Counter(item["status"] for item in getattr(self, name)).items()))

    @property
    def under_way(self) -> int:
        """Notices that are still to be sent."""
        return sum(notice["status"] in _UNDER_WAY for notice in self.notices)


async def ask(services: Services) -> Outcome:
    """The present outcome."""
    lists = await asyncio.gather(
        services.all("attendance", "/signals"),
        services.all("casework", "/cases"),
        services.all("consultation", "/meetings"),
        services.all("notifications", "/notifications"),
    )
    return Outcome(*lists)


async def settled(services: Services, lag: Lag, limit_s: float) -> Outcome:
    """The outcome once every record is handled, every notice sent and nothing has changed for a second and a half.

    At the limit the outcome as it then is.
    """
    began = still_since = monotonic()
    outcome = Outcome()
    while monotonic() - began < limit_s and monotonic() - still_since < _STILL_S:
        await asyncio.sleep(_POLL_S)
        if await lag.records_left() != 0:
            still_since = monotonic()
            continue
        newer = await ask(services)
        if newer != outcome or newer.under_way:
            outcome, still_since = newer, monotonic()
    return outcome


def mark_to_mail_s(lines: Sequence[LogLine]) -> list[float]:
    """Seconds from a mark being accepted to each mail that it led to being handed to the mail server, sorted."""
    accepted: dict[str, LogLine] = {}
    for line in lines:
        if line.service == "attendance" and line.event == "attendance.level_reached" and line.correlation_id:
            accepted.setdefault(line.correlation_id, line)
    return sorted(
        (line.at - accepted[story].at).total_seconds()
        for line in lines
        if line.event == "notification.sent" and (story := line.correlation_id) in accepted
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of the sorted values lie, by nearest rank; 0 without values."""
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0.0
