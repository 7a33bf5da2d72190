"""One story out of all services' logs: what a school's event, or a case, led to."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.service.log_lines import LogLine, log_lines

_TOLD = (
    "outcome",
    "event_type",
    "reference",
    "reached_level",
    "from_state",
    "to_state",
    "template",
    "recipient_role",
    "http.route",
    "http.response.status_code",
    "error.type",
    "attempt",
    "duration_ms",
)


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a story: ``since_start_s`` seconds after its first line."""

    line: LogLine
    since_start_s: float

    @property
    def details(self) -> dict[str, str]:
        """What the line tells of the step, by field."""
        fields = self.line.fields
        return {name: str(fields[name]) for name in _TOLD if fields.get(name) is not None}


def find_story(lines: Sequence[LogLine], wanted: str) -> list[Hop]:
    """The story with this correlation id, or all that happened to the case with this reference; empty when unknown."""
    stories = _stories(lines, wanted)
    of_story = [line for line in lines if line.correlation_id in stories]
    return [Hop(line, (line.at - of_story[0].at).total_seconds()) for line in of_story]


def story_in(folder: Path, wanted: str) -> list[Hop]:
    """The same, out of the logs of a folder; only lines that may belong to it are taken apart."""
    stories = _stories(log_lines(folder, with_any=[wanted]), wanted)
    return find_story(log_lines(folder, with_any=stories), wanted) if stories else []


def _stories(lines: Sequence[LogLine], wanted: str) -> set[str]:
    return {line.correlation_id for line in lines if line.correlation_id and _speaks_of(line, wanted)}


def _speaks_of(line: LogLine, wanted: str) -> bool:
    return wanted in (line.correlation_id, line.fields.get("reference"), line.fields.get("case_id"))
