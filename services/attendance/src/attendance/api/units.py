"""The transactions in which requests are answered."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from attendance.application.ports import AttendanceUnit
from shared.runtime.directory import Directory


class RequestUnit(AttendanceUnit, Protocol):
    """One transaction on the register and the copy of the directory."""

    directory: Directory


Units = Callable[[], AbstractAsyncContextManager[RequestUnit]]
"""Begins a transaction; it commits on a clean exit."""
