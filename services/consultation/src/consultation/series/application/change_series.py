"""People agreed on something else for a standing meeting."""

from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.versions import Expectation
from consultation.series.application.set_up_series import require_agreeable
from consultation.series.domain.series import ChangedSeries, Series
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def change_series(
    uow: ConsultationUnitOfWork,
    series_id: UUID,
    changes: ChangedSeries,
    *,
    rules: MeetingRules,
    clock: Clock,
    expected: Expectation,
) -> Series:
    """Change what is agreed on; sessions that are fixed stay as they are.

    Raises InvalidField as setting up does, NotFound, and whatever `expected` raises.
    """
    series = await uow.series.get(series_id)
    expected(series.version)
    changed = series.changed(clock.now(), **changes)
    if changed != series:
        await require_agreeable(uow, changed.details, rules)
        await uow.series.save(changed)
    return changed
