"""What delivery needs of a channel."""

from datetime import datetime
from typing import Protocol

from notifications.domain.handover import HandOver
from notifications.domain.message import Message


class Conversation(Protocol):
    """A connection to the next hop, used for one message after the other."""

    async def hand_over(self, message: Message, now: datetime) -> HandOver:
        """Offer a message; what the next hop said to it. Never raises for what a next hop can do."""
        ...

    async def end(self) -> None:
        """Leave; the conversation is not used any more."""
        ...


class Channel(Protocol):
    """A way notices go."""

    @property
    def name(self) -> str:
        """Name of the channel, as notices have it."""
        ...

    @property
    def lanes(self) -> int:
        """How many messages are handed over at once."""
        ...

    def conversation(self) -> Conversation:
        """A conversation; it connects when the first message is there."""
        ...
