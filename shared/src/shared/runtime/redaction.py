"""The last gate before a log line is written: only known fields, and no value that looks like personal data."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

from structlog.typing import EventDict, WrappedLogger

from shared.runtime.log_fields import FIELDS

REDACTED = "[redacted]"

_LONGEST_TEXT = 500
_LONGEST_LIST = 60
_FIRST = ("timestamp", "level", "event", "service.name")
_NAMES = {name.replace(".", "_"): name for name in FIELDS} | {name: name for name in FIELDS}
_INSZ = re.compile(r"(?<![0-9A-Za-z])(\d{2})[-. ]?(\d{2})[-. ]?(\d{2})[-. ]?(\d{3})[-. ]?(\d{2})(?![0-9A-Za-z])")
_SCHOOL_KEY = re.compile(r"^(\d{6}):(?!\d{4}-\d{4}$)")

# Ids of ours and of traces: between their ends and hyphens are 4, 8, 12, 16 or 32 characters, and an INSZ has 11.
_OWN_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:[0-9a-f]{16}){1,2}")
_REMEMBERED = 1024

_Scalar = str | int | float | bool | None
_NUMBERS = (int, float, bool)
_LENGTHS_OF_IDS = (36, 32, 16)


def only_known_fields(_: WrappedLogger, __: str, event_dict: EventDict) -> EventDict:
    """A structlog processor: drop every field that is not in ``FIELDS`` and name it in ``fields.dropped``.

    Fields without a value are left out.
    """
    kept: EventDict = dict.fromkeys(_FIRST)
    dropped: list[str] = []
    for key, value in event_dict.items():
        if value is None:
            continue
        name, kind = _NAMES.get(key), type(value)
        if name is None:
            dropped.append(str(key))
        elif kind is str:
            kept[name] = _safe_text(name, value)
        elif kind in _NUMBERS:
            kept[name] = value
        elif _is_plain(value):
            kept[name] = _safe(name, value)
        else:
            dropped.append(str(key))
    if dropped:
        kept["fields.dropped"] = sorted(dropped)
    for name in _FIRST:
        if kept[name] is None:
            del kept[name]
    return kept


def holds_insz(text: str) -> bool:
    """Whether there is an INSZ in ``text``, with or without its dots and dashes."""
    return any(_is_insz(match) for match in _INSZ.finditer(text))


def _is_plain(value: object) -> bool:
    if isinstance(value, list | tuple | set | frozenset):
        return all(_is_scalar(item) for item in value)
    return _is_scalar(value)


def _is_scalar(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | UUID | date)


def _safe(name: str, value: object) -> _Scalar | list[_Scalar]:
    if isinstance(value, list | tuple):
        return _safe_list(name, value)
    if isinstance(value, set | frozenset):
        return _safe_list(name, sorted(value, key=str))
    return _safe_scalar(name, value)


def _safe_list(name: str, values: Iterable[object]) -> list[_Scalar]:
    return [_safe_scalar(name, value) for value in list(values)[:_LONGEST_LIST]]


def _safe_scalar(name: str, value: object) -> _Scalar:
    if value is None or isinstance(value, _NUMBERS):
        return value
    if isinstance(value, UUID):
        return str(value)
    return _safe_text(name, value.isoformat() if isinstance(value, date) else str(value))


def _safe_text(name: str, text: str) -> str:
    if name == "aggregate_id" and (key := _SCHOOL_KEY.match(text)):
        # The keys of the schools' topics are <school>:<register number>; only the school may be seen.
        return f"{key[1]}:{REDACTED}"
    if len(text) in _LENGTHS_OF_IDS and _OWN_ID.fullmatch(text):
        return text
    return _blotted(text[:_LONGEST_TEXT])


@lru_cache(maxsize=_REMEMBERED)
def _blotted(text: str) -> str:
    """Remembered, because what is no id is mostly a word of some vocabulary: looking took half the time of a line."""
    return _INSZ.sub(_without_insz, text)


def _without_insz(match: re.Match[str]) -> str:
    return REDACTED if _is_insz(match) else match[0]


def _is_insz(match: re.Match[str]) -> bool:
    digits = "".join(match.groups())
    number, check = int(digits[:9]), int(digits[9:])
    return check in (97 - number % 97, 97 - (2_000_000_000 + number) % 97)
