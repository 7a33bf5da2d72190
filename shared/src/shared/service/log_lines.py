"""What the four services said, read from their logs, where these lie together in a folder."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from shared.web.places import PLACES


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


def log_lines(folder: Path, *, with_any: Collection[str] = ()) -> list[LogLine]:
    """Every line of the four services, in the order of time; those alone that hold any of these words, if some are."""
    words = [word.encode() for word in with_any]
    lines = [line for service in PLACES for line in _lines_of(folder, service, words)]
    return sorted(lines, key=lambda line: line.at)


def _lines_of(folder: Path, service: str, words: Collection[bytes]) -> Iterator[LogLine]:
    current = folder / f"{service}.log"
    for path in (current.with_name(f"{current.name}.1"), current):
        if not path.exists():
            continue
        with path.open("rb") as log:
            for text in log:
                if words and not any(word in text for word in words):
                    continue
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
