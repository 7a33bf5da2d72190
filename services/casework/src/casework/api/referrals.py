"""Referrals: somebody is asked, and who was asked what."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from casework.api.answers import CaseAnswer
from casework.api.case_change import Change, Changing
from casework.api.readers import Reader
from casework.api.referral_bodies import ReferBody, ReferralAnswer
from casework.api.referral_readers import (
    ShownReferral,
    referral_of,
    shown_referrals,
    wanted_referrals,
)
from casework.api.rights import READERS, Deed
from casework.application.refer_case import refer_case
from casework.domain.referral import Referral
from casework.domain.referral_states import ReferralStatus
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import allow
from shared.runtime.http.etags import set_etag
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal

Answering = Annotated[Principal, allow(*READERS)]
"""Whoever can be asked, and whoever acts: the table of rights says on which referrals."""


def referrals_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """POST of new referrals, and GET."""
    router = APIRouter(tags=["referrals"])

    @router.post("/cases/{case_id}/refer")
    async def refer(change: Change, body: ReferBody) -> CaseAnswer:
        """Ask somebody to take part: a CLB, a NAFT through the CLB, another municipality, a counsellor or youth coach.

        Refused with 409 while no consent holds for what is shared. `Location` is the referral.
        """
        async with change.of(units, Deed.REFER) as (uow, case):
            referral_id = await refer_case(uow, case, body.asked, by=change.by, clock=clock)
            change.response.headers["Location"] = f"/referrals/{referral_id}"
            return await change.answer(uow, case)

    @router.get("/cases/{case_id}/referrals")
    async def list_referrals_of_case(principal: Changing, case_id: UUID, page: Paged) -> Listing[ReferralAnswer]:
        """The referrals of a case, the oldest first."""
        after = page.after(UUID)
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            reader.require(Deed.REFER, await uow.cases.get(case_id))
            referrals = await uow.referrals.of_case(case_id)
            behind = [item for item in referrals if after is None or item.referral_id > after[0]]
            on_page, following = page.cut(behind, lambda item: (item.referral_id,))
            shown = await shown_referrals(reader, uow, on_page)
        return listing([referral_answer(item) for item in shown], following)

    @router.get("/referrals")
    async def list_referrals(
        principal: Answering,
        page: Paged,
        mine: bool = False,
        status: Annotated[list[ReferralStatus] | None, Query()] = None,
    ) -> Listing[ReferralAnswer]:
        """Referrals, what was asked last in front: of every case for whoever acts on all, else those asked of the
        caller. `mine`: those of cases that were given to the caller.
        """
        after = page.after(UUID)
        wanted = wanted_referrals(principal, mine=mine, statuses=status)
        if wanted is None:
            return listing([], None)
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            referrals = await uow.referrals.page(wanted, after=after[0] if after else None, limit=page.limit + 1)
            on_page, following = page.cut(referrals, lambda item: (item.referral_id,))
            shown = await shown_referrals(reader, uow, on_page)
        return listing([referral_answer(item) for item in shown], following)

    @router.get("/referrals/{referral_id}")
    async def get_referral(principal: Answering, referral_id: UUID, response: Response) -> ReferralAnswer:
        """One referral."""
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            return await answered_referral(uow, reader, await referral_of(reader, uow, referral_id), response=response)

    return router


async def answered_referral(
    uow: CaseworkUnitOfWork, reader: Reader, referral: Referral, *, response: Response
) -> ReferralAnswer:
    set_etag(response, referral.version)
    [shown] = await shown_referrals(reader, uow, [referral])
    return referral_answer(shown)


def referral_answer(shown: ShownReferral) -> ReferralAnswer:
    """A referral as far as its reader may see it."""
    referral = shown.referral
    return ReferralAnswer(
        referral_id=referral.referral_id,
        to=referral.asked.to,
        contact=referral.asked.contact,
        name=referral.asked.name,
        reason_code=referral.asked.reason,
        status=referral.status,
        asked_at=referral.asked_at,
        asked_by=referral.asked_by,
        changed_at=referral.changed_at,
        decline_reason=referral.decline_reason,
        actions=shown.endpoints,
        case_id=shown.case.case_id if shown.case else None,
        reference=shown.reference if shown.told else None,
        case_type=shown.case_type if shown.told else None,
        school=shown.school,
        school_name=shown.school_name,
        given_name=shown.name.given_name,
        family_name=shown.name.family_name,
        led_to=referral.led_to,
        version=referral.version,
    )
