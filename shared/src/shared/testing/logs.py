"""The logs of a test: set up as in a service, strict, and read back as JSON."""

import contextlib
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import structlog

from shared.runtime.logging import configure


class Logs:
    """What was written since the logs were captured."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        """The lines as they were written."""
        return self._stream.getvalue()

    def lines(self, event: str | None = None) -> list[dict[str, Any]]:
        """The lines as objects, all of them or those of one event."""
        parsed = [json.loads(line) for line in self.text.splitlines()]
        return [line for line in parsed if event in (None, line["event"])]

    def line(self, event: str) -> dict[str, Any]:
        """The only line of ``event``."""
        (line,) = self.lines(event)
        return line


@contextlib.contextmanager
def captured_logs(service: str = "tests", *, strict: bool = True, level: str = "DEBUG") -> Iterator[Logs]:
    """The logs of a service inside the block; afterwards logging is as it was."""
    stream = io.StringIO()
    with _logging_as_it_was():
        configure(service, log_format="json", strict=strict, level=level, output=stream)
        yield Logs(stream)


@contextlib.contextmanager
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, raising = list(root.handlers), root.level, logging.raiseExceptions
    own = {name: (list(logger.handlers), logger.propagate, logger.disabled) for name, logger in _loggers()}
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning
    ours = structlog.get_config()
    try:
        yield
    finally:
        logging.captureWarnings(False)
        sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning = hooks
        root.handlers, logging.raiseExceptions = handlers, raising
        root.setLevel(level)
        for name, logger in _loggers():
            logger.handlers, logger.propagate, logger.disabled = own.get(name, ([], True, False))
        structlog.configure(**ours)


def _loggers() -> list[tuple[str, logging.Logger]]:
    loggers = logging.root.manager.loggerDict.items()
    return [(name, logger) for name, logger in loggers if isinstance(logger, logging.Logger)]
