"""What is wrong with a file of the directory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a line, or with no line the whole file, can't be taken over; it repeats nothing of the file.

    `line` counts from 1, the header; `column` is the name of the column, or its number in a header.
    """

    reason: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        if self.line is None:
            return self.reason
        return f"line {self.line}{f', column {self.column}' if self.column else ''}: {self.reason}"
