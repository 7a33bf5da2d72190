"""Reads the entries of a large JSON object in constant memory, and never trusts the file.

The text is parsed as it streams by; a value, an entry and the nesting each have a limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NoReturn

import ijson

from attendance.files.text_lines import text_pieces
from shared.domain.errors import InvalidField

_LONGEST_TOKEN = 1024 * 1024
_LONGEST_TEXT = 1000
_MOST_VALUES = 100
_DEEPEST = 8

_Event = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class JsonEntry:
    """A name in the outermost object with its value; `number` is its place in the file, from 1 on.

    A text is cut after 1,000 characters. `repeats` is whether an object in the value has a name more than once; the
    last value counts.
    """

    number: int
    name: str
    value: object
    repeats: bool


def json_entries(stream: BinaryIO) -> Iterator[JsonEntry]:
    """The entries of the object that the file is, in their order, also those with the same name.

    An empty list is taken for an empty object, as some software writes it. Raises InvalidField (of `body`) for what is
    no such JSON or goes over a limit; the entries before that point have been given by then.
    """
    entries = _Entries()
    for events in _events(stream, entries):
        for event in events:
            entry = entries.take(event)
            if entry is not None:
                yield entry


def _events(stream: BinaryIO, entries: "_Entries") -> Iterator[list[_Event]]:
    """The parser's events, those of a piece of the file at a time."""
    events = ijson.sendable_list()
    # Numbers as float: a whole number of thousands of digits would end in an error nobody can catch.
    parser = ijson.basic_parse_coro(events, use_float=True)
    silent = 0
    for piece in text_pieces(stream):
        broken = not _parsed(parser.send, piece.encode())
        silent = 0 if events else silent + len(piece)
        yield events
        if broken:
            entries.refuse("is not JSON")
        if silent > _LONGEST_TOKEN:
            entries.refuse("has a value above 1 MiB")
        del events[:]
    broken = not _parsed(parser.close)
    yield events
    if broken:
        entries.refuse("is not JSON, or ends too early")


def _parsed(feed: Any, *piece: bytes) -> bool:
    """Whether the parser took it. What it says of an error quotes the file, so it goes no further."""
    try:
        feed(*piece)
    except (ijson.JSONError, ValueError):
        return False
    return True


class _Entries:
    """Puts the parser's events together to entries, one at a time."""

    def __init__(self) -> None:
        self._number = 0
        self._root: str | None = None
        self._open: _Open | None = None

    def take(self, event: _Event) -> JsonEntry | None:
        """The entry that this event completes, if it does."""
        entry = self._open
        if entry is None:
            self._outside(*event)
            return None
        if not entry.take(*event):
            if entry.values > _MOST_VALUES or len(entry.within) > _DEEPEST:
                self.refuse("has an entry that is nested too deep or has too many values")
            return None
        self._open = None
        return JsonEntry(self._number, entry.name, entry.value, entry.repeats)

    def refuse(self, reason: str) -> NoReturn:
        raise InvalidField("body", f"{reason} (after {self._number} entries)")

    def _outside(self, event: str, value: Any) -> None:
        if event == "map_key":
            self._number += 1
            self._open = _Open(value[:_LONGEST_TEXT])
        elif self._root is None and event in {"start_map", "start_array"}:
            self._root = event
        elif event not in {"end_map", "end_array"}:
            self.refuse("is not a JSON object")


@dataclass(slots=True)
class _Open:
    """The entry that is being read."""

    name: str
    value: object = None
    repeats: bool = False
    values: int = 0
    within: list[Any] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)

    def take(self, event: str, value: Any) -> bool:
        """Whether the entry ends with this event."""
        if event == "map_key":
            self._names[-1] = value[:_LONGEST_TEXT]
        elif event in {"end_map", "end_array"}:
            self.within.pop()
            self._names.pop()
        else:
            self._put(event, value)
        return not self.within and event != "map_key"

    def _put(self, event: str, value: Any) -> None:
        new: Any = {} if event == "start_map" else [] if event == "start_array" else None
        self._place(value[:_LONGEST_TEXT] if event == "string" else value if new is None else new)
        if new is not None:
            self.within.append(new)
            self._names.append("")

    def _place(self, value: Any) -> None:
        self.values += 1
        if not self.within:
            self.value = value
        elif isinstance(self.within[-1], list):
            self.within[-1].append(value)
        else:
            self.repeats |= self._names[-1] in self.within[-1]
            self.within[-1][self._names[-1]] = value
