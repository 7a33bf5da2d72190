"""A toy channel: a board in memory that notices are pinned on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from notifications.domain.handover import Accepted, HandOver
from notifications.domain.message import Message
from notifications.domain.preparation import Ready
from notifications.settings import NotificationsSettings


@dataclass
class Noticeboard:
    """The channel, and its only conversation. ``answers`` are what it says first; then it takes everything."""

    name: str = "noticeboard"
    lanes: int = 1
    pinned: list[Ready] = field(default_factory=list)
    answers: list[HandOver] = field(default_factory=list)

    def __call__(
        self, settings: NotificationsSettings, *, templates: Sequence[Path], link_of: Callable[[UUID], str] | None
    ) -> "Noticeboard":
        """Its line in the registry: opened by the settings, it is itself."""
        return self

    def conversation(self) -> "Noticeboard":
        return self

    async def hand_over(self, message: Message, now: datetime) -> HandOver:
        answer = self.answers.pop(0) if self.answers else Accepted()
        if isinstance(answer, Accepted):
            self.pinned += [section.ready for section in message.sections]
        return answer

    async def end(self) -> None:
        pass
