"""What a log line may say about an error: its type, its code and where it came from, never its message."""

import errno
import sys
from types import TracebackType

from structlog.typing import EventDict, WrappedLogger

_DEEPEST = 30
_MOST_CAUSES = 5


def describe_error(_: WrappedLogger, __: str, event_dict: EventDict) -> EventDict:
    """A structlog processor: ``exc_info=`` or ``error=`` becomes ``error.type``, ``error.code``, ``error.stack`` …"""
    value = event_dict.pop("exc_info", None) or event_dict.pop("error", None)
    error = _error_in(value)
    if error is not None:
        event_dict.update(error_fields(error))
    return event_dict


def error_fields(error: BaseException) -> dict[str, object]:
    """The fields that tell of ``error`` without its message, which may hold data."""
    fields: dict[str, object] = {"error.type": _type_name(error), "error.stack": frames(error.__traceback__)}
    if code := _code(error):
        fields["error.code"] = code
    if causes := [_type_name(cause) for cause in _causes(error)]:
        fields["error.causes"] = causes
    return fields


def frames(traceback: TracebackType | None) -> list[str]:
    """The innermost frames as ``file:line:function``, without values."""
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(place(code.co_filename, traceback.tb_lineno, code.co_qualname))
        traceback = traceback.tb_next
    return places[-_DEEPEST:]


def place(filename: str, line: int, function: str) -> str:
    """One place in the code; the file as it is imported, not where it is installed."""
    for marker in ("/site-packages/", "/src/", "/lib/"):
        filename = filename.rpartition(marker)[2]
    return f"{filename}:{line}:{function}"


def _error_in(value: object) -> BaseException | None:
    if value is True:
        return sys.exception()
    if isinstance(value, tuple):
        value = value[1]
    return value if isinstance(value, BaseException) else None


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _code(error: BaseException) -> str | None:
    origin = getattr(error, "orig", None) or error
    if state := getattr(origin, "sqlstate", None):
        return str(state)
    if isinstance(origin, OSError) and origin.errno is not None:
        return errno.errorcode.get(origin.errno, str(origin.errno))
    return None


def _causes(error: BaseException) -> list[BaseException]:
    causes: list[BaseException] = []
    waiting = [error]
    while waiting and len(causes) < _MOST_CAUSES:
        current = waiting.pop(0)
        inner = list(current.exceptions) if isinstance(current, BaseExceptionGroup) else []
        cause = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        inner += [cause] if cause is not None else []
        new = [deeper for deeper in inner if deeper not in causes]
        causes += new
        waiting += new
    return causes[:_MOST_CAUSES]
