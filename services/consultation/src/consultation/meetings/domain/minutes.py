"""The minutes of a meeting (*verslag*): what was decided and who does what."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.domain.errors import InvalidField

LONGEST_TEXT = 20_000
LONGEST_ACTION = 500


@dataclass(frozen=True, slots=True)
class Action:
    """What a contact does by a day; `who` is None while nobody has taken it."""

    what: str
    who: str | None = None
    by: date | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.what) <= LONGEST_ACTION:
            raise InvalidField("what", f"is 1 to {LONGEST_ACTION} characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What was said and decided, without medical content; only those who were invited read it.

    `version` is the meeting's version with which they were written: later changes of the meeting leave it as it is.
    """

    text: str
    actions: tuple[Action, ...]
    written_by: str
    written_at: datetime
    version: int = 0

    def __post_init__(self) -> None:
        check_text(self.text)


def check_text(text: str) -> None:
    """Raises InvalidField for a text that is empty or too long."""
    if not 0 < len(text) <= LONGEST_TEXT:
        raise InvalidField("text", f"is 1 to {LONGEST_TEXT} characters")
