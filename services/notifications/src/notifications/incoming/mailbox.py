"""Where mails come in, whatever holds them."""

from collections.abc import AsyncGenerator
from typing import Protocol


class Mailbox(Protocol):
    """A Maildir, or a mailbox on a server."""

    def unread(self) -> AsyncGenerator[tuple[str, bytes]]:
        """The mails that were not read here before, the oldest first: name and content, up to the most looked at."""

    async def mark_seen(self, name: str) -> None:
        """Remember that it was read. Raises OSError where that can't be."""
