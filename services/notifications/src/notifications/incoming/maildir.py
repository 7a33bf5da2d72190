"""A Maildir: a folder with each mail as a file, new ones in `new`, those that were seen in `cur`.

Any mail server or fetching program fills one. A mail stays there, with its text, for whoever looks into the mailbox.
"""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

from notifications.incoming.reading import LARGEST_MAIL

_SEEN = ":2,S"


class Maildir:
    """Raises OSError while the folder can't be read."""

    def __init__(self, folder: Path) -> None:
        self._new, self._seen = folder / "new", folder / "cur"

    async def unread(self) -> AsyncGenerator[tuple[str, bytes]]:
        """The mails that nobody has seen, the oldest first: name and content, up to the most that is looked at."""
        for name in await asyncio.to_thread(self._names):
            try:
                content = await asyncio.to_thread(self._content, name)
            except FileNotFoundError:  # somebody else has seen it by now
                continue
            yield name, content

    async def mark_seen(self, name: str) -> None:
        """Put it with those that were seen."""
        await asyncio.to_thread(self._mark_seen, name)

    def _names(self) -> list[str]:
        return sorted(file.name for file in self._new.iterdir() if file.is_file() and not file.name.startswith("."))

    def _content(self, name: str) -> bytes:
        with (self._new / name).open("rb") as file:
            return file.read(LARGEST_MAIL)

    def _mark_seen(self, name: str) -> None:
        self._seen.mkdir(exist_ok=True)
        try:
            (self._new / name).rename(self._seen / f"{name.partition(':')[0]}{_SEEN}")
        except FileNotFoundError:  # two processes read the same mailbox
            return
