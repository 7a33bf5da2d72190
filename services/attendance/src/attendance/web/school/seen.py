"""The school that a page's address names, for whoever asks."""

from typing import Annotated

from fastapi import Path

from attendance.register.api.rights import sight_of
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Principal

School = Annotated[str, Path(pattern="^[0-9]{6}$")]
"""The institution number of the school."""


async def name_of_seen(uow: AttendanceUnitOfWork, principal: Principal, school: str, *, clock: Clock) -> str | None:
    """The name of the school; None where the directory has none. Raises NotFound for a school of somebody else."""
    if not (await sight_of(principal, uow.directory, clock.today())).sees_whole(school):
        raise NotFound("school")
    return (await uow.school_names.of([school])).get(school)
