"""What an import of the municipality's list comes to."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from attendance.residents.domain.resident import Resident

MOST_LINES = 1000


class ResidentLine(NamedTuple):
    """One line of the list: the child, or the reason why there is no child. `line` counts from 1, header included.

    `completed`: the day, or day and month, of birth was not known and is the first there could be.
    """

    line: int
    resident: Resident | None = None
    refused: str | None = None
    completed: bool = False


class LineStatus(StrEnum):
    """What became of a line."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"


class LineOutcome(NamedTuple):
    """What became of a line that was neither accepted nor known already."""

    line: int
    status: LineStatus
    reason: str


@dataclass
class ListOutcome:
    """Grows as chunks of the list are taken in; the numbers but `counts` are of children of this control.

    `not_of_age` are not of compulsory age on the reference date. Of the other children `enrolled` are known to be
    enrolled on that date or later in the school year; `not_enrolled` are not. `lines` are the first 1,000 superseded or
    rejected lines. `completed_lines` are the first 1,000 lines whose date of birth was completed.
    """

    counts: Counter[LineStatus] = field(default_factory=Counter)
    not_of_age: int = 0
    enrolled: int = 0
    not_enrolled: int = 0
    lines: list[LineOutcome] = field(default_factory=list)
    completed_lines: list[int] = field(default_factory=list)

    def complete(self, line: int) -> None:
        """Note a line whose date of birth was completed."""
        if len(self.completed_lines) < MOST_LINES:
            self.completed_lines.append(line)

    def add(self, line: int, status: LineStatus, reason: str | None = None) -> None:
        """Count what became of a line; a reason is listed."""
        self.counts[status] += 1
        if reason is not None and len(self.lines) < MOST_LINES:
            self.lines.append(LineOutcome(line, status, reason))
