"""Consents on a case: recorded before anything is shared."""

from uuid import UUID

from fastapi import APIRouter

from casework.api.answers import CaseAnswer
from casework.api.case_change import Change, Changing
from casework.api.readers import Reader, actor
from casework.api.referral_bodies import ConsentAnswer, ConsentBody, consent_answer
from casework.api.rights import Deed
from casework.application.end_consents import end_consent
from casework.application.locked_case import locked_with_part
from casework.application.record_consent import record_consent
from casework.domain.case import Case
from casework.domain.consent import Consent
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Listing, Paged, listing


def consents_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """GET and POST of consents."""
    router = APIRouter(tags=["referrals"])

    @router.post("/cases/{case_id}/consents")
    async def add_consent(change: Change, body: ConsentBody) -> CaseAnswer:
        """Record a consent, or why it is not needed, before anything is shared with others."""
        async with change.of(units, Deed.REFER) as (uow, case):
            await record_consent(uow, case, body.given, by=change.by, clock=clock)
            return await change.answer(uow, case)

    @router.get("/cases/{case_id}/consents")
    async def list_consents(principal: Changing, case_id: UUID, page: Paged) -> Listing[ConsentAnswer]:
        """The consents, the oldest first; also those that ended."""
        after = page.after(UUID)
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            reader.require(Deed.REFER, await uow.cases.get(case_id))
            consents = await uow.consents.of_case(case_id)
        behind = [item for item in consents if after is None or item.consent_id > after[0]]
        on_page, following = page.cut(behind, lambda item: (item.consent_id,))
        return listing([consent_answer(item, clock.today()) for item in on_page], following)

    @router.post("/consents/{consent_id}/end")
    async def end(principal: Changing, consent_id: UUID) -> ConsentAnswer:
        """A consent was taken back: nothing is shared by it any more."""
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case, consent = await locked_consent(reader, uow, consent_id)
            await end_consent(uow, case, consent, by=actor(principal), clock=clock)
        return consent_answer(consent, clock.today())

    return router


async def locked_consent(reader: Reader, uow: CaseworkUnitOfWork, consent_id: UUID) -> tuple[Case, Consent]:
    """The locked case with its consent. Raises NotFound for a consent on a case that the caller does not act on."""
    case, consent = await locked_with_part(uow, lambda: uow.consents.get(consent_id))
    if not reader.may(Deed.REFER, case):
        raise NotFound("consent", consent_id)
    return case, consent
