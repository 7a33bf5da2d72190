"""The unit of work as routes need it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from casework.application.ports import CaseworkUnit
from shared.runtime.clock import Clock
from shared.runtime.directory import Directory


class Unit(CaseworkUnit, Protocol):
    """Casework's transaction, with its clock and the copy of the directory that tells whose schools are whose."""

    @property
    def clock(self) -> Clock: ...
    @property
    def directory(self) -> Directory: ...


Units = Callable[[], AbstractAsyncContextManager[Unit]]
