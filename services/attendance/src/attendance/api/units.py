"""The transactions in which requests are answered."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from attendance.application.ports import AttendanceUnit
from shared.runtime.directory import Directory


class RequestUnit(AttendanceUnit, Protocol):
    """One transaction on the register and the copy of the directory."""

    directory: Directory


class Units(Protocol):
    """Begins a transaction, which commits on a clean exit; `reading` one that only reads, statement by statement."""

    def __call__(self) -> AbstractAsyncContextManager[RequestUnit]: ...
    def reading(self) -> AbstractAsyncContextManager[RequestUnit]: ...
