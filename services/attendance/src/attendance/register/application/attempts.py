"""The transactions of an import: kept, or of a dry run looked at and rolled back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from attendance.unit_of_work import AttendanceUnitOfWork, Units


class _DryRunOverError(Exception):
    """Rolls back a transaction that was only to be looked at."""


@asynccontextmanager
async def attempt(units: Units, *, dry_run: bool) -> AsyncIterator[AttendanceUnitOfWork]:
    """A transaction that leaves nothing behind when it is a dry run."""
    with suppress(_DryRunOverError):
        async with units() as uow:
            yield uow
            if dry_run:
                raise _DryRunOverError
