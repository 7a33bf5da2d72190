"""A consent is recorded, before anything is shared by it."""

from uuid import UUID

from casework.domain.case import Case
from casework.domain.consent import Consent, Given
from casework.domain.merging import require_not_merged
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def record_consent(uow: CaseworkUnitOfWork, case: Case, granted: Given, *, by: str, clock: Clock) -> UUID:
    """The id of the consent on the locked case.

    Raises InvalidField for what contradicts itself or the law, and Conflict for a case that was merged.
    """
    require_not_merged(case)
    person = await uow.persons.get(case.person_id)
    birth_date = person.birth_date if person else None
    consent = Consent.record(new_id(), case, granted, cause=Cause(clock.now(), by), birth_date=birth_date)
    await uow.save_consent(consent)
    return consent.consent_id
