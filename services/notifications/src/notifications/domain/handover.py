"""What the next hop, such as the mail server, said to a notice."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Accepted:
    """It took the notice."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never take this notice for this receiver; ``reason`` such as `smtp-550`.

    ``is_gone``: nor any other notice, as there is nobody at the receiver's webhook any more.
    ``of_address``: nothing at all will ever reach that address of mail.
    """

    reason: str
    is_gone: bool = False
    of_address: bool = False


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
    retry_after: timedelta | None = None
    """How long it asks to wait."""


HandOver = Accepted | Refused | Unable


@dataclass(frozen=True, slots=True)
class NotOffered:
    """The worker did not come to it, so the next hop has not heard of it."""
