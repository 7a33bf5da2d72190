"""The last gate before a log line is written: only known fields, and no value that looks like personal data."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from structlog.typing import EventDict, WrappedLogger

from shared.runtime.log_fields import FIELDS

REDACTED = "[redacted]"

_LONGEST_TEXT = 500
_LONGEST_LIST = 60
_FIRST = ("timestamp", "level", "event", "service.name")
_BY_KEYWORD = {name.replace(".", "_"): name for name in FIELDS}
_INSZ = re.compile(r"(?<![0-9A-Za-z])(\d{2})[-. ]?(\d{2})[-. ]?(\d{2})[-. ]?(\d{3})[-. ]?(\d{2})(?![0-9A-Za-z])")
_SCHOOL_KEY = re.compile(r"^(\d{6}):(?!\d{4}-\d{4}$)")

_Scalar = str | int | float | bool | None


def only_known_fields(_: WrappedLogger, __: str, event_dict: EventDict) -> EventDict:
    """A structlog processor: drop every field that is not in ``FIELDS`` and name it in ``fields.dropped``.

    Fields without a value are left out.
    """
    kept: EventDict = {}
    dropped: list[str] = []
    for key, value in event_dict.items():
        name = _BY_KEYWORD.get(key, key)
        if value is None:
            continue
        if name in FIELDS and _is_plain(value):
            kept[name] = _safe(name, value)
        else:
            dropped.append(str(key))
    if dropped:
        kept["fields.dropped"] = sorted(dropped)
    return {name: kept[name] for name in (*_FIRST, *kept) if name in kept}


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
    if value is None or isinstance(value, bool | int | float):
        return value
    text = value.isoformat() if isinstance(value, date) else str(value)
    if name == "aggregate_id" and (key := _SCHOOL_KEY.match(text)):
        # The keys of the schools' topics are <school>:<register number>; only the school may be seen.
        return f"{key[1]}:{REDACTED}"
    return _INSZ.sub(_without_insz, text[:_LONGEST_TEXT])


def _without_insz(match: re.Match[str]) -> str:
    return REDACTED if _is_insz(match) else match[0]


def _is_insz(match: re.Match[str]) -> bool:
    digits = "".join(match.groups())
    number, check = int(digits[:9]), int(digits[9:])
    return check in (97 - number % 97, 97 - (2_000_000_000 + number) % 97)
