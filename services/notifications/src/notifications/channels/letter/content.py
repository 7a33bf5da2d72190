"""What a letter holds: plain data. Its template makes pages of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from notifications.domain.message import Section
from notifications.domain.preparation import Receiver
from shared.papers.letterhead import Content, Letterhead


@dataclass(frozen=True, slots=True)
class Words:
    """What a notice says: the subject, which names nobody, and the blocks of its text."""

    subject: str
    blocks: tuple[Mapping[str, object], ...]


def content_of(section: Section, words: Words, now: datetime, *, letterhead: Letterhead) -> Content:
    """The letter of a notice. Raises ValueError for a receiver whose address is not known."""
    shown = section.ready.shown
    return {
        "title": words.subject,
        "blocks": words.blocks,
        "to": _address(section.ready.receiver),
        "made_on": now.date().isoformat(),
        "reference": shown.get("reference"),
        "letter": str(section.notice.id),
        "municipality": letterhead.content,
        "made_by": None,
    }


def _address(receiver: Receiver) -> Content:
    post = receiver.post
    if post is None:
        raise ValueError("a receiver without a postal address gets no letter")
    return {
        "organisation": post.organisation,
        "name": receiver.name,
        "street": post.street,
        "town": f"{post.postcode} {post.municipality}",
    }
