"""Letters as a channel: a notice is taken as soon as its letter is in the print queue."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from notifications.channels.letter.content import Words, content_of
from notifications.domain.handover import Accepted, HandOver, Refused, Unable
from notifications.domain.message import Message, Section
from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready
from notifications.domain.vocabulary import Channel
from notifications.settings import NotificationsSettings
from notifications.storage.print_queue import PrintQueue
from shared.papers.letterhead import Letterhead
from shared.papers.typesetting import Typesetter
from shared.runtime.http.problems import Problem
from shared.runtime.logging import get_logger

_TEMPLATE = Path(__file__).parent / "v1.typ"
_MARK = "□"
"""Stands for a character that no font has: better a letter with a box in it than no letter."""

WordsOf = Callable[[Notice, Ready], Words]


class LetterReason(StrEnum):
    """Why a letter was deferred or refused."""

    UNWRITABLE = "letter-cannot-be-written"
    TOO_SLOW = "letter-takes-too-long"
    NO_QUEUE = "print-queue-unavailable"


@dataclass(frozen=True, slots=True)
class LetterChannel:
    """Letters in a folder, one after the other; also its own conversation, for there is nothing to keep open.

    A letter that is made again replaces the letter that is there: a repeat is not a second letter.
    """

    words_of: WordsOf
    queue: PrintQueue
    typesetter: Typesetter
    letterhead: Letterhead
    lanes: int = 1
    name: str = Channel.LETTER

    def conversation(self) -> "LetterChannel":
        """The channel itself."""
        return self

    async def hand_over(self, message: Message, now: datetime) -> HandOver:
        """Lay a letter of each notice in the print queue."""
        for section in message.sections:
            outcome = await self._laid(section, now)
            if not isinstance(outcome, Accepted):
                return outcome
        return Accepted()

    async def end(self) -> None:
        """Nothing is open."""

    async def _laid(self, section: Section, now: datetime) -> HandOver:
        notice = section.notice
        try:
            words = self.words_of(notice, section.ready)
            content = content_of(section, words, now, letterhead=self.letterhead)
            pdf = await self.typesetter.pdf(_TEMPLATE, content, mark=_MARK)
            await asyncio.to_thread(self.queue.put, notice.id, pdf)
        except Problem:
            return Unable(LetterReason.TOO_SLOW)
        except OSError as error:
            get_logger().warning("letter.unavailable", exc_info=error)
            return Unable(LetterReason.NO_QUEUE, server_away=True, unheard=True)
        except Exception as error:
            get_logger().error("notification.unwritable", aggregate_id=notice.id, exc_info=error)
            return Refused(LetterReason.UNWRITABLE)
        return Accepted()


def letter_channel(settings: NotificationsSettings, folder: Path, *, words_of: WordsOf) -> LetterChannel:
    """The channel by the settings, with the print queue in this folder."""
    return LetterChannel(
        words_of=words_of,
        queue=PrintQueue(folder),
        typesetter=Typesetter(settings.letterhead, timeout_s=settings.paper_timeout_s),
        letterhead=settings.letterhead,
    )
