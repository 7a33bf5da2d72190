"""Somebody else is asked to do something for the pupil of a case."""

from uuid import UUID

from casework.domain.case import Case
from casework.domain.consent import PURPOSE_OF, require_consent
from casework.domain.referral import ROLE_OF, Asked, Referral
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def refer_case(uow: CaseworkUnitOfWork, case: Case, asked: Asked, *, by: str, clock: Clock) -> UUID:
    """The id of the referral of the locked case.

    Raises InvalidField for a contact that can't be asked. Raises Conflict as ``Referral.ask`` does, and while no
    consent holds for what is shared.
    """
    others = await uow.referrals.of_case(case.case_id)
    referral = Referral.ask(new_id(), case, asked, others=others, cause=Cause(clock.now(), by))
    await _require_contact(uow, asked, clock)
    require_consent(await uow.consents.of_case(case.case_id), PURPOSE_OF[asked.to], clock.today())
    await uow.save_referral(referral)
    return referral.referral_id


async def _require_contact(uow: CaseworkUnitOfWork, asked: Asked, clock: Clock) -> None:
    if asked.contact is None:
        return
    role = ROLE_OF[asked.to]
    contact = await uow.directory.find(asked.contact, clock.today())
    if contact is None or contact.role is not role or not contact.valid:
        raise InvalidField("contact", f"is no contact of role {role} that is valid today")
