"""What the mail server said to a mail."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Accepted:
    """It took the mail."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never take this mail for this receiver; ``reason`` such as `smtp-550`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unable:
    """It can't take it for now.

    ``in_doubt``: the answer did not come, so that the mail may have gone. ``server_away``: it concerns every mail.
    """

    reason: str
    in_doubt: bool = False
    server_away: bool = False


HandOver = Accepted | Refused | Unable
