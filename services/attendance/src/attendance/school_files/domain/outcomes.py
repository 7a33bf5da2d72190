"""What an import comes to: how many half days (of a calendar: sessions), and which lines were not accepted."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from attendance.register.application.results import Result
from attendance.register.domain.registration import Outcome

MOST_LINES = 1000

_NEWLY_KEPT = (Outcome.ACCEPTED, Outcome.PENDING)


class LineOutcome(NamedTuple):
    """What became of (a part of) a line that was not accepted, or is to be looked at."""

    line: int
    outcome: Outcome
    reason: str | None


@dataclass
class ImportOutcome:
    """Grows as chunks of the file are recorded.

    `lines` are the first 1,000 not accepted or with a remark, `unknown_code_lines` the first 1,000 with a code that
    nobody knows. `left_out` counts entries about nobody in the register, `calendar_dates` those of a calendar file.
    """

    counts: Counter[Outcome] = field(default_factory=Counter)
    unknown_codes: int = 0
    lines: list[LineOutcome] = field(default_factory=list)
    unknown_code_lines: list[int] = field(default_factory=list)
    left_out: int = 0
    calendar_dates: int = 0

    def add(
        self, line: int, result: Result, number: int = 1, *, recognised: bool = True, remark: str | None = None
    ) -> None:
        """Count a result of this line `number` times; equal results of one line are listed once.

        `recognised` is whether anybody knows the line's code, whatever became of it. `remark` is what should be looked
        at in a line that was not rejected.
        """
        self.counts[result.outcome] += number
        if not recognised:
            self._note_unknown_code(line)
            self.unknown_codes += number * (result.outcome in _NEWLY_KEPT)
        is_remarked = remark is not None and result.outcome is not Outcome.REJECTED
        if is_remarked:
            self.name(line, result.outcome, remark)
        if result.outcome is not Outcome.ACCEPTED and not (is_remarked and result.reason is None):
            self.name(line, *result)

    def name(self, line: int, outcome: Outcome, reason: str | None) -> None:
        """List what became of a line, or of a part of it, without counting it."""
        named = LineOutcome(line, outcome, reason)
        if len(self.lines) < MOST_LINES and named not in self.lines[-2:]:
            self.lines.append(named)

    def refuse(self, line: int, reason: str, number: int = 1) -> None:
        """Count a line that holds nothing that could be recorded."""
        self.add(line, Result(Outcome.REJECTED, reason), number)

    def _note_unknown_code(self, line: int) -> None:
        if len(self.unknown_code_lines) < MOST_LINES and self.unknown_code_lines[-1:] != [line]:
            self.unknown_code_lines.append(line)
