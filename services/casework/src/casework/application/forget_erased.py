"""The ids of persons who were erased are kept for a term."""

from datetime import timedelta

from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock


async def forget_erased(units: CaseworkUnits, *, clock: Clock, kept_for: timedelta) -> None:
    """Forget the ids whose term is over: no event of before the erasure can come in any more."""
    async with units() as uow:
        await uow.persons.forget_erased(clock.now() - kept_for)
