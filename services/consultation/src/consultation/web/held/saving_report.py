"""Keeps what was typed about a meeting, all of it or nothing."""

from collections.abc import Callable
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.agree_action import agree_action
from consultation.meetings.application.complete_meeting import complete_meeting
from consultation.meetings.application.correct_outcome import correct_outcome
from consultation.meetings.application.note_outcome import note_outcome
from consultation.meetings.application.write_case_minutes import write_case_minutes
from consultation.meetings.domain.held import Held
from consultation.meetings.domain.states import Status
from consultation.unit_of_work import ConsultationUnitOfWork
from consultation.web.held.report_forms import ReportForm, Saving, mark_of
from consultation.web.versions import still
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.http import Problem
from shared.runtime.ids import new_id


async def save_report(
    uow: ConsultationUnitOfWork,
    meeting_id: UUID,
    typed: ReportForm,
    *,
    rules: MeetingRules,
    clock: Clock,
    by: str,
    with_actions: bool,
) -> None:
    """Keep the minutes of the cases and what comes of the meeting; actions unless the same form was sent before.

    Raises whatever the use cases raise, InvalidField for a text that was taken away, and Problem (412) for what
    somebody else changed meanwhile.
    """
    if typed.has_emptied:
        raise InvalidField("texts", "can't be empty once there is a text")
    meeting = await uow.meetings.get(meeting_id)
    for case_id, text in typed.texts.items():
        allow = _revision(typed.revisions.get(case_id, 0))
        await write_case_minutes(uow, meeting_id, case_id, text=text, by=by, clock=clock, allow=allow)
    _same(meeting.held, typed.seen)
    if meeting.status is Status.HELD:
        await correct_outcome(uow, meeting_id, typed.held(), by=by, rules=rules, clock=clock)
    else:
        await note_outcome(uow, meeting_id, typed.held(), rules=rules, clock=clock, allow=lambda _: None)
    if with_actions:
        for body in typed.actions:
            action = body.action(new_id(), by, clock.now())
            await agree_action(uow, meeting_id, action, clock=clock)
    if typed.saving is Saving.HELD:
        await complete_meeting(uow, meeting_id, by=by, rules=rules, clock=clock)


def _revision(seen: int) -> Callable[[int | None], None]:
    """That the newest revision is the one the person saw; 0 where there was none."""
    expect = still(seen)
    return lambda newest: expect(newest or 0)


def _same(held: Held, seen: str) -> None:
    if mark_of(held) != seen:
        raise Problem("precondition-failed")
