"""The servers that are tried, one after another."""

from typing import Protocol

from notifications.domain.handover import Refused

from .mailbox import MailboxPart
from .reports import MailServerPart


class Part(Protocol):
    """A server with what it has to show."""

    @property
    def name(self) -> str:
        """Its folder here."""

    async def check(self) -> str:
        """Try it; the version that was tried. Raises ClientFailedError, and NotHereError where it can't be run."""


PARTS: tuple[Part, ...] = (
    MailServerPart("postfix", ["postfix"], of_nobody="5.1.1"),
    MailServerPart("exim", ["exim4-daemon-light"], of_nobody="5.0.0"),
    MailServerPart("opensmtpd", ["opensmtpd"], of_nobody=Refused("smtp-550")),
    MailboxPart("dovecot", ["dovecot-imapd"]),
)
