"""Referrals and consents are kept for a term once their case has ended."""

from datetime import timedelta

from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_referrals(units: CaseworkUnits, *, clock: Clock, kept_days: int | None) -> None:
    """Remove those of cases that ended longer ago; nothing where no term was agreed."""
    if kept_days is None:
        return
    before = clock.now() - timedelta(days=kept_days)
    async with units() as uow:
        purged = await uow.referrals.purge(before) + await uow.consents.purge(before)
    if purged:
        get_logger().info("referral.rows_purged", purged=purged)
