"""Logs: one JSON object a line on stdout, from a closed list of events with a closed list of fields.

``get_logger().info("case.opened", aggregate_id=case_id, ...)``. Correlation, cause and trace come from the context of
the present work. An error goes in as ``error=error`` (or ``exc_info=``); only its type and place come out.
"""

import json
import logging
import os
import sys
from typing import Literal, TextIO, cast

import orjson
import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from shared.runtime import context, library_logs
from shared.runtime.log_errors import describe_error
from shared.runtime.log_events import EVENTS
from shared.runtime.redaction import only_known_fields

Format = Literal["json", "console"]


class UnlistedEventError(ValueError):
    """A log event that is missing from the closed list (raised in development and tests only)."""


# It looks up how logs are set up at each line, so it can be made before they are.
_LOGGER = cast("FilteringBoundLogger", structlog.get_logger())


def get_logger() -> FilteringBoundLogger:
    """The service's logger."""
    return _LOGGER


def configure(
    service: str,
    *,
    log_format: Format | None = None,
    level: str | None = None,
    strict: bool | None = None,
    output: TextIO | None = None,
) -> None:
    """Set up the logs of this process; call it once, before anything else.

    ``log_format`` (``FLANKEREND_LOG_FORMAT``) is JSON unless stdout is a terminal. ``level`` (``FLANKEREND_LOG_LEVEL``)
    is INFO, where libraries are heard from WARNING on. ``strict`` (``FLANKEREND_ENVIRONMENT=development``) makes an
    event outside the closed list an error. ``output`` takes the place of stdout. Run uvicorn with ``log_config=None``
    and typer without pretty exceptions, or they undo it.
    """
    if strict is None:
        strict = os.environ.get("FLANKEREND_ENVIRONMENT") == "development"
    threshold = logging.getLevelNamesMapping()[(level or os.environ.get("FLANKEREND_LOG_LEVEL") or "INFO").upper()]
    structlog.configure(
        processors=[*_processors(service, strict=strict), _renderer(log_format, output or sys.stdout)],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=lambda *_: _LineLogger(output),
        cache_logger_on_first_use=False,
    )
    library_logs.capture(threshold if threshold < logging.INFO else max(threshold, logging.WARNING))
    library_logs.report_crashes()


def _processors(service: str, *, strict: bool) -> list[Processor]:
    def name_service(_: WrappedLogger, __: str, event_dict: EventDict) -> EventDict:
        event_dict["service.name"] = service
        return event_dict

    return [
        _only_listed_events if strict else _mark_unlisted_events,
        structlog.contextvars.merge_contextvars,
        _add_context,
        _add_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="timestamp"),
        name_service,
        describe_error,
        only_known_fields,
    ]


def _add_level(_: WrappedLogger, method: str, event_dict: EventDict) -> EventDict:
    event_dict["level"] = {"exception": "error", "warn": "warning", "fatal": "critical"}.get(method, method)
    return event_dict


def _only_listed_events(_: WrappedLogger, __: str, event_dict: EventDict) -> EventDict:
    if event_dict["event"] not in EVENTS:
        raise UnlistedEventError(f"{event_dict['event']} is not in shared.runtime.log_events")
    return event_dict


def _mark_unlisted_events(_: WrappedLogger, __: str, event_dict: EventDict) -> EventDict:
    if event_dict["event"] not in EVENTS:
        event_dict["event.unlisted"] = True
    return event_dict


def _add_context(_: WrappedLogger, __: str, event_dict: EventDict) -> EventDict:
    present = context.current()
    for name in ("correlation_id", "causation_id", "trace_id", "span_id"):
        value = getattr(present, name)
        if value is not None:
            event_dict.setdefault(name, value)
    return event_dict


def _renderer(log_format: Format | None, output: TextIO) -> Processor:
    chosen = log_format or os.environ.get("FLANKEREND_LOG_FORMAT") or ("console" if output.isatty() else "json")
    if chosen == "console":
        return structlog.dev.ConsoleRenderer(timestamp_key="timestamp", event_key="event", sort_keys=False)
    return _as_json


def _as_json(_: WrappedLogger, __: str, event_dict: EventDict) -> str:
    try:
        return orjson.dumps(event_dict, default=str).decode()
    except (TypeError, ValueError):  # a number beyond 64 bits, half a surrogate pair
        return json.dumps(event_dict, default=str)


class _LineLogger:
    """Writes lines, to whatever stdout is at that moment; a stdout that is gone must not stop the service."""

    def __init__(self, output: TextIO | None) -> None:
        self._output = output

    def msg(self, line: str) -> None:
        output = self._output or sys.stdout
        try:
            output.write(f"{line}\n")
            output.flush()
        except (OSError, ValueError):
            pass

    log = debug = info = warn = warning = error = exception = critical = fatal = msg
