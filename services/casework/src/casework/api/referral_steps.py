"""What becomes of referrals: they are answered, withdrawn or done."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from casework.api.case_change import Changing
from casework.api.readers import Reader, actor
from casework.api.referral_bodies import DeclineBody, ReferralAnswer, ReferralAnswerBody
from casework.api.referral_readers import locked_referral
from casework.api.referrals import Answering, answered_referral
from casework.application.answer_referral import answer_referral
from casework.domain.referral import DeclineReason
from casework.domain.referral_states import STEP_OF, ReferralStep
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock
from shared.runtime.http.etags import IfMatch, if_match
from shared.runtime.http.principal import Principal

_Expected = Annotated[IfMatch, if_match(required=False)]


def referral_steps_router(units: CaseworkUnits, *, clock: Clock, lengths: TermLengths) -> APIRouter:
    """POST of what is done with referrals."""
    router = APIRouter(tags=["referrals"])
    steps = _Steps(units, clock, lengths)

    @router.post("/referrals/{referral_id}/answer")
    async def answer(
        principal: Answering, expected: _Expected, referral_id: UUID, response: Response, body: ReferralAnswerBody
    ) -> ReferralAnswer:
        """Answer for a CLB, by one of four words. No text is asked for or kept."""
        return await steps.take(principal, expected, referral_id, response=response, step=STEP_OF[body.answer])

    @router.post("/referrals/{referral_id}/accept")
    async def accept(
        principal: Answering, expected: _Expected, referral_id: UUID, response: Response
    ) -> ReferralAnswer:
        """Accept what was asked. A youth coach gets the case, or one of the coach's own about the same pupil."""
        return await steps.take(principal, expected, referral_id, response=response, step=ReferralStep.ACCEPT)

    @router.post("/referrals/{referral_id}/decline")
    async def decline(
        principal: Answering, expected: _Expected, referral_id: UUID, response: Response, body: DeclineBody
    ) -> ReferralAnswer:
        """Decline what was asked, and say why by a code."""
        return await steps.take(
            principal,
            expected,
            referral_id,
            response=response,
            step=ReferralStep.DECLINE,
            reason=body.reason_code,
        )

    @router.post("/referrals/{referral_id}/withdraw")
    async def withdraw(
        principal: Changing, expected: _Expected, referral_id: UUID, response: Response
    ) -> ReferralAnswer:
        """No longer ask. For whoever acts on the case."""
        return await steps.take(principal, expected, referral_id, response=response, step=ReferralStep.WITHDRAW)

    @router.post("/referrals/{referral_id}/complete")
    async def complete(
        principal: Answering, expected: _Expected, referral_id: UUID, response: Response
    ) -> ReferralAnswer:
        """What was accepted is done."""
        return await steps.take(principal, expected, referral_id, response=response, step=ReferralStep.COMPLETE)

    return router


class _Steps:
    """What all steps have in common."""

    def __init__(self, units: CaseworkUnits, clock: Clock, lengths: TermLengths) -> None:
        self._units = units
        self._clock = clock
        self._lengths = lengths

    async def take(
        self,
        principal: Principal,
        expected: IfMatch,
        referral_id: UUID,
        *,
        response: Response,
        step: ReferralStep,
        reason: DeclineReason | None = None,
    ) -> ReferralAnswer:
        """Do this with a referral; the referral as it is then, with its version as ``ETag``."""
        async with self._units() as uow:
            reader = await Reader.of(principal, uow, self._clock.today())
            case, referral = await locked_referral(reader, uow, referral_id, step=step)
            expected(referral.version)
            await answer_referral(
                uow,
                case,
                referral,
                step=step,
                reason=reason,
                by=actor(principal),
                clock=self._clock,
                lengths=self._lengths,
            )
            return await answered_referral(uow, reader, referral, response=response)
