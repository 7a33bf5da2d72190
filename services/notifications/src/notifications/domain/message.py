"""The message: the notices that go to one receiver together, over one channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready, Receiver


@dataclass(frozen=True, slots=True)
class Section:
    """A notice of a message, with what it says."""

    notice: Notice
    ready: Ready


@dataclass(frozen=True, slots=True)
class Message:
    """One notice, or the several notices of a bundle, the oldest in front. They arrive together, or not at all."""

    sections: tuple[Section, ...]

    @classmethod
    def of(cls, notice: Notice, ready: Ready) -> "Message":
        """The message that says one notice."""
        return cls((Section(notice, ready),))

    @property
    def first(self) -> Section:
        """The only section, or the oldest."""
        return self.sections[0]

    @property
    def is_single(self) -> bool:
        """Whether it says one notice, as most messages do."""
        return len(self.sections) == 1

    @property
    def receiver(self) -> Receiver:
        """Who gets it."""
        return self.first.ready.receiver

    @property
    def id(self) -> UUID:
        """What its repeats are known by: the same however often it is offered."""
        return self.first.notice.message_id


def messages_of(sections: Iterable[Section]) -> list[Message]:
    """A message for each notice that goes alone, and one for each bundle; in the order of their first notices."""
    together: dict[UUID, list[Section]] = {}
    for section in sections:
        together.setdefault(section.notice.message_id, []).append(section)
    return [Message(tuple(of_message)) for of_message in together.values()]
