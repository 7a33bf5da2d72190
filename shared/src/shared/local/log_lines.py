"""What the four services said, read from their logs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from shared.local.home import SERVICES, Home


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a service's log. ``at`` is real time."""

    at: datetime
    service: str
    event: str
    fields: Mapping[str, Any]

    @property
    def correlation_id(self) -> str | None:
        return self.fields.get("correlation_id")


def log_lines(home: Home) -> list[LogLine]:
    """Every line of the four services, in the order of time."""
    lines = [line for service in SERVICES for line in _lines_of(home, service)]
    return sorted(lines, key=lambda line: line.at)


def _lines_of(home: Home, service: str) -> Iterator[LogLine]:
    current = home.log(service)
    for path in (current.with_name(f"{current.name}.1"), current):
        if not path.exists():
            continue
        with path.open("rb") as log:
            for text in log:
                if line := _read(service, text):
                    yield line


def _read(service: str, text: bytes) -> LogLine | None:
    """A line; None for other text, such as the last words of a crash or a line that is being written."""
    try:
        fields = orjson.loads(text)
        at = datetime.fromisoformat(fields["timestamp"])
        return LogLine(at, service, fields["event"], fields)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return None
