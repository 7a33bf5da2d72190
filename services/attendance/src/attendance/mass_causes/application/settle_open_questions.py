"""Settle open questions at the start of the service, for its settings may have changed."""

from collections.abc import Callable
from uuid import UUID

from attendance.mass_causes.application.settling import Settling, note_changes
from attendance.mass_causes.domain.mass_cause import MassCause
from attendance.register.application.consequences import Consequences, follow
from attendance.register.domain.change import Change
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.runtime.clock import Clock


async def settle_open_questions(
    uow: AttendanceUnitOfWork,
    *,
    mass_cause: MassCause | None,
    clock: Clock,
    new_id: Callable[[], UUID],
    consequences: Consequences,
) -> None:
    """Settle what waits for an answer anew: the settings may ask for another share, a larger group, or nothing."""
    await uow.lock.share()
    slots = await uow.questions.open_slots()
    if not slots:
        return
    await uow.questions.lock({slot.school for slot in slots})
    change = Change()
    await note_changes(uow, await Settling(uow, mass_cause, clock, new_id).settle(slots), {}, change=change)
    await follow(uow, change, consequences)
