"""Consents end: a person takes one back, or its last day has passed."""

from uuid import UUID

from casework.application.locked_case import locked_with_part
from casework.domain.case import Case
from casework.domain.consent import Consent, Ending
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.runtime.clock import Clock

_AT_ONCE = 100


async def end_consent(uow: CaseworkUnitOfWork, case: Case, consent: Consent, *, by: str, clock: Clock) -> None:
    """Nothing is shared by it any more, of the locked case. Raises Conflict for a consent that has ended."""
    consent.end(case, Ending.WITHDRAWN, Cause(clock.now(), by))
    await uow.save_consent(consent)


async def watch_consents(units: CaseworkUnits, *, clock: Clock) -> None:
    """End each consent whose last day has passed, in a transaction of its own."""
    while True:
        async with units() as uow:
            past = await uow.consents.past(clock.today(), _AT_ONCE)
        for consent in past:
            await _end_past(units, consent.consent_id, clock)
        if len(past) < _AT_ONCE:
            return


async def _end_past(units: CaseworkUnits, consent_id: UUID, clock: Clock) -> None:
    async with units() as uow:
        case, consent = await locked_with_part(uow, lambda: uow.consents.get(consent_id))
        if consent.ended_at is None:
            consent.end(case, Ending.PAST, Cause(clock.now(), "casework"))
            await uow.save_consent(consent)
