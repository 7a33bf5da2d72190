"""Somebody judges whether two offers overlap."""

from uuid import UUID

from consultation.offers.domain.overlap import Judgement, Verdict, may_overlap
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def judge_overlap(
    uow: ConsultationUnitOfWork, offer_ids: tuple[UUID, UUID], verdict: Verdict, *, why: str, by: str, clock: Clock
) -> Judgement:
    """Remember what `by` says of two offers, and why.

    Raises NotFound, InvalidField, and Conflict where theme, target group and time of the two don't meet.
    """
    first, second = [await uow.offers.get(offer_id) for offer_id in sorted(offer_ids)]
    if not may_overlap(first.details, second.details):
        raise Conflict("theme, target group or time of the two offers don't meet")
    judgement = Judgement(
        first=first.offer_id,
        second=second.offer_id,
        verdict=verdict,
        why=why,
        judged_at=clock.now(),
        judged_by=by,
        first_counted=first.counted,
        second_counted=second.counted,
    )
    await uow.overlaps.judge(judgement)
    get_logger().info("offer.overlap_judged", aggregate_id=first.offer_id, outcome=str(verdict))
    return judgement
