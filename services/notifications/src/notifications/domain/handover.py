"""What the next hop, such as the mail server, said to a notice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Accepted:
    """It took the notice."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never take this notice for this receiver; ``reason`` such as `smtp-550`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unable:
    """It can't take it for now.

    ``in_doubt``: the answer did not come, so that the notice may have gone. ``server_away``: it concerns every notice.
    ``unheard``: it has not heard of this notice yet, so that the time after which it is given up does not run.
    """

    reason: str
    in_doubt: bool = False
    server_away: bool = False
    unheard: bool = False


HandOver = Accepted | Refused | Unable


@dataclass(frozen=True, slots=True)
class NotOffered:
    """The worker did not come to it, so the next hop has not heard of it."""
