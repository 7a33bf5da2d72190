"""What libraries log, in the shape of our own lines and without their values.

A library's message may hold anything: a row, a body, an address. So a line keeps the logger and the place in the code.
It also keeps the template of the message if the template is a constant. While a client of Kafka waits and tries again,
our own line says once a minute what it waits for. The lines of the library are at level debug then.
"""

import logging
import sys
import threading
from collections.abc import Callable
from time import monotonic
from types import FrameType, TracebackType

import structlog

from shared.runtime.broker_waits import LEVELS, WaitsFor, waits_for
from shared.runtime.log_errors import place

# uvicorn's access lines hold paths; `http.request_handled` takes their place.
_SILENT = ("uvicorn.access",)
_SAID_AGAIN_S = 60.0
_STANDARD_LEVELS = (logging.CRITICAL, logging.ERROR, logging.WARNING, logging.INFO, logging.DEBUG)


class LibraryHandler(logging.Handler):
    """Logs a record of the standard library's logging as ``library.logged``."""

    def __init__(self) -> None:
        super().__init__()
        self._said_at: dict[WaitsFor, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        fields: dict[str, object] = {
            "logger": record.name,
            "code.place": place(record.pathname, record.lineno, record.funcName),
        }
        if template := _constant_template(record):
            fields["log.template"] = template
        if record.exc_info and record.exc_info[1]:
            fields["error"] = record.exc_info[1]
        level = next((step for step in _STANDARD_LEVELS if record.levelno >= step), logging.DEBUG)
        if awaited := waits_for(record):
            self._say_what_is_awaited(awaited)
            level = logging.DEBUG
        structlog.get_logger().log(level, "library.logged", **fields)

    def _say_what_is_awaited(self, awaited: WaitsFor) -> None:
        """Once a minute, unless something at least as grave was said within it."""
        now = monotonic()
        as_grave = [at for other, at in self._said_at.items() if LEVELS[other] >= LEVELS[awaited]]
        if not as_grave or now - max(as_grave) >= _SAID_AGAIN_S:
            self._said_at[awaited] = now
            structlog.get_logger().log(LEVELS[awaited], "broker.awaited", waits_for=awaited.value)


def capture(level: int) -> None:
    """Send the records of all loggers, also those with handlers of their own, through ``LibraryHandler``."""
    logging.raiseExceptions = False  # a failing handler would print the record, values and all
    logging.captureWarnings(True)
    root = logging.getLogger()
    root.handlers = [LibraryHandler()]
    root.setLevel(level)
    for name in list(root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    for name in _SILENT:
        logging.getLogger(name).disabled = True


def report_crashes() -> None:
    """Log uncaught errors instead of printing them with their values."""
    sys.excepthook = _crashed
    threading.excepthook = lambda args: _crashed(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _crashed(args.exc_type, args.exc_value, args.exc_traceback)


def _crashed(kind: type[BaseException], error: BaseException | None, _: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt | SystemExit):
        structlog.get_logger().critical("service.crashed", error=error or kind())


def _constant_template(record: logging.LogRecord) -> str | None:
    frame = _frame_of(record)
    if frame is None or not isinstance(record.msg, str):
        return None
    return record.msg if record.msg in frame.f_code.co_consts else None


def _frame_of(record: logging.LogRecord) -> FrameType | None:
    get_frame: Callable[[int], FrameType] = sys._getframe
    frame: FrameType | None = get_frame(1)
    while frame is not None:
        if frame.f_code.co_filename == record.pathname and frame.f_lineno == record.lineno:
            return frame
        frame = frame.f_back
    return None
