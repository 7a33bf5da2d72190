"""Someone writes the minutes of one case at a meeting."""

from collections.abc import Callable
from uuid import UUID

from consultation.meetings.application.erased_cases import check_not_erased
from consultation.meetings.domain.at_the_table import check_minuted
from consultation.meetings.domain.case_minutes import CaseMinutes, Revision
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def write_case_minutes(
    uow: ConsultationUnitOfWork,
    meeting_id: UUID,
    case_id: UUID,
    *,
    text: str,
    by: str,
    clock: Clock,
    allow: Callable[[int | None], None],
) -> CaseMinutes:
    """Keep another revision of the minutes of a case. The text that is there already is not kept again.

    `allow` gets the newest revision, None if there is none, and raises if the asker may not replace it. The meeting
    itself does not change. Raises Conflict once the person is erased, IllegalTransition for a meeting without a time or
    that was cancelled, InvalidField, NotFound.
    """
    meeting = await uow.meetings.get(meeting_id)
    check_minuted(meeting, case_id)
    await check_not_erased(uow, case_id)
    before = await uow.case_minutes.newest(meeting_id, case_id)
    allow(before.revision.revision if before else None)
    if before and before.text == text:
        return before
    revision = Revision(revision=before.revision.revision + 1 if before else 1, written_by=by, written_at=clock.now())
    minutes = CaseMinutes(case_id=case_id, text=text, revision=revision)
    await uow.case_minutes.add(meeting_id, minutes)
    return minutes
