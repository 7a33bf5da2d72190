"""The unit of work as routes need it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from casework.unit_of_work import CaseworkUnitOfWork

Unit = CaseworkUnitOfWork
Units = Callable[[], AbstractAsyncContextManager[Unit]]
