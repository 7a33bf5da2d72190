"""What an early signal rests on, as JSON in the database."""

from datetime import date
from typing import Any

from attendance.early_signals.domain.finding import Finding, NotedHalfDay
from attendance.early_signals.domain.observed import Stretch
from shared.domain.half_days import HalfDay


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """The finding as it is kept."""
    return {
        "looked_at": _stretch_to_json(finding.looked_at),
        "compared_with": _stretch_to_json(finding.compared_with) if finding.compared_with else None,
        "half_days": [[day.date.isoformat(), day.half_day, day.status] for day in finding.half_days],
        "projected": finding.projected,
        "minimum": finding.minimum,
        "planned_in_year": finding.planned_in_year,
    }


def finding_from_json(kept: Any) -> Finding:
    """The finding as it was kept."""
    return Finding(
        looked_at=_stretch_from_json(kept["looked_at"]),
        compared_with=_stretch_from_json(kept["compared_with"]) if kept["compared_with"] else None,
        half_days=tuple(
            NotedHalfDay(date.fromisoformat(day), HalfDay(half_day), status)
            for day, half_day, status in kept["half_days"]
        ),
        projected=kept["projected"],
        minimum=kept["minimum"],
        planned_in_year=kept["planned_in_year"],
    )


def _stretch_to_json(stretch: Stretch) -> list[Any]:
    return [stretch.first.isoformat(), stretch.last.isoformat(), stretch.planned, stretch.absent, stretch.unknown]


def _stretch_from_json(kept: Any) -> Stretch:
    first, last, planned, absent, unknown = kept
    return Stretch(date.fromisoformat(first), date.fromisoformat(last), planned, absent, unknown)
