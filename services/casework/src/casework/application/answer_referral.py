"""Something becomes of a referral: it is answered, withdrawn or done."""

from casework.application.give_to_coach import give_to_coach
from casework.domain.case import Case
from casework.domain.referral import DeclineReason, Referral
from casework.domain.referral_states import Receiver, ReferralStep
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def answer_referral(
    uow: CaseworkUnitOfWork,
    case: Case,
    referral: Referral,
    *,
    step: ReferralStep,
    reason: DeclineReason | None = None,
    by: str,
    clock: Clock,
    lengths: TermLengths,
) -> None:
    """Do this with a referral of the locked case. A youth coach who accepts gets a case.

    Raises IllegalTransition, InvalidField for a reason that does not fit, and Conflict where the coach can't get one.
    """
    cause = Cause(clock.now(), by)
    referral.take(case, step, cause, reason=reason)
    if step is ReferralStep.ACCEPT and referral.asked.to is Receiver.YOUTH_COACH:
        referral.led_to = await give_to_coach(uow, case, referral, cause=cause, clock=clock, lengths=lengths)
    await uow.save_referral(referral)
