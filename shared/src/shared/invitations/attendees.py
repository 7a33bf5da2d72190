"""Who answers in a reply, and what: read from the ATTENDEE lines, also where a library garbled them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shared.domain.answers import Answer

_ANSWERS = {
    "ACCEPTED": Answer.ACCEPTED,
    "DECLINED": Answer.DECLINED,
    "TENTATIVE": Answer.TENTATIVE,
    "DELEGATED": Answer.DELEGATED,
}
_STATUS = re.compile(r';PARTSTAT="?([A-Z-]+)', re.IGNORECASE)
# A line whose DELEGATED-TO was written without quotes: the rest of the line is the value to whoever reads it by the
# rules, with the delegate before the next parameter and the attendee behind the last colon.
_GARBLED = re.compile(r"([^;:]+)(;.*):(?:mailto:)?([^:]+)", re.IGNORECASE)
_MAILTO = re.compile(r"\s*mailto:", re.IGNORECASE)
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")


@dataclass(frozen=True, slots=True)
class RepliedBy:
    """An attendee of a reply. ``answer`` is None for an attendee who did not answer."""

    address: str
    answer: Answer | None
    delegate: str | None = None


def attendees_of(event: Any) -> Iterator[RepliedBy]:
    """The attendees of an event (of icalendar's) that have an address."""
    lines = event.get("ATTENDEE", ())
    for attendee in lines if isinstance(lines, list) else [lines]:
        replied = _replied(str(attendee), getattr(attendee, "params", {}))
        if replied:
            yield replied


def same_address(first: str, second: str) -> bool:
    """Whether two addresses are one, however they are written: `mailto:An@x.example` and `an@X.example`."""
    return plain_address(first).casefold() == plain_address(second).casefold()


def plain_address(value: str) -> str:
    """The address alone, without `mailto:`, quotes and what follows a question mark."""
    return _MAILTO.sub("", value, count=1).partition("?")[0].strip(" \t\"'<>")


def _replied(value: str, params: Any) -> RepliedBy | None:
    status, delegate = str(params.get("PARTSTAT", "")), _first(params.get("DELEGATED-TO"))
    garbled = _GARBLED.fullmatch(_MAILTO.sub("", value, count=1))
    if garbled and (inside := _STATUS.search(garbled[2])):
        delegate, status, value = plain_address(garbled[1]), inside[1], garbled[3]
    address = plain_address(value)
    if not _ADDRESS.fullmatch(address):
        # A calendar server's own name for a person; the address stands beside it.
        address = plain_address(str(params.get("EMAIL", "")))
    if not _ADDRESS.fullmatch(address):
        return None
    answer = _ANSWERS.get(status.strip('"').upper())
    return RepliedBy(address, answer, delegate if delegate and _ADDRESS.fullmatch(delegate) else None)


def _first(value: Any) -> str | None:
    """The first delegate: a seat is given to one person."""
    first = value[0] if isinstance(value, list) and value else value
    return plain_address(str(first)) if first else None
