"""What follows from answers to invitations, and from silence: local agreements."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class ReplyRules:
    """`replan`: a meeting that can't do without who declined gets somebody else, or another time, by itself.

    Who has to be there and does not answer is reminded `remind_after` school days after the invitation. A deputy is
    asked instead `deputy_after` school days after the reminder. None is never. Nobody is reminded longer than
    `ask_ahead` before the meeting.
    """

    replan: bool = True
    remind_after: int | None = None
    deputy_after: int | None = None
    ask_ahead: timedelta = timedelta(days=28)
