"""The domain as answers."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from casework.api.answers import (
    AttentionAnswer,
    CaseAnswer,
    CaseloadAnswer,
    CaseNoticeAnswer,
    EntryAnswer,
    GroundAnswer,
    MeetingAnswer,
    WorkItemAnswer,
    WorkReasonAnswer,
)
from casework.api.readers import Shown
from casework.domain.case import Case
from casework.domain.ground import Ground
from casework.domain.lists import Caseload, WorkItem
from casework.domain.meeting import Meeting
from casework.domain.notice import Notice
from casework.domain.timeline import Entry
from casework.words.nl import Dutch

_OF_SOME_TYPES: Mapping[str, Any] = {
    "level": None,
    "count": None,
    "rule": None,
    "level_school_year": None,
    "half_days": [],
    "signals": [],
    "enrolment_gaps": [],
}
"""What a case shows whose type has nothing of this."""


def case_answer(case: Case, shown: Shown) -> CaseAnswer:
    """A case with as much of its pupil as is handed over."""
    return CaseAnswer(**_case_values(case, shown))


def work_item_answer(item: WorkItem, shown: Shown, *, today: date) -> WorkItemAnswer:
    """A case to work on."""
    overdue = item.due is not None and item.due < today
    reasons = _work_reasons(item.case)
    return WorkItemAnswer(**_case_values(item.case, shown), due=item.due, overdue=overdue, reasons=reasons)


def caseload_answer(caseload: Caseload, *, heavy_from: int) -> CaseloadAnswer:
    """A caseload; nobody's is never heavy."""
    return CaseloadAnswer(
        assignee=caseload.assignee,
        total=caseload.total,
        by_status=dict(caseload.by_status),
        heavy=caseload.assignee is not None and caseload.total >= heavy_from,
    )


def entry_answer(entry: Entry, *, dutch: Dutch) -> EntryAnswer:
    """An entry of the timeline, in a sentence."""
    text = dutch.sentence(entry)
    return EntryAnswer(at=entry.at, kind=entry.kind, by=entry.by, text=text, event_id=entry.event_id)


def _case_values(case: Case, shown: Shown) -> dict[str, Any]:
    own = ("case_id", "reference", "status", "person_id", "school", "pupil", "assignee", "opened_at")
    terms = ("respond_by", "hold_until", "outcome", "ended_at", "merged_into", "version")
    of_type = {**_OF_SOME_TYPES, **case.shown()}
    return {field: getattr(case, field) for field in (*own, *terms)} | {
        **of_type,
        "case_type": case.case_type.name,
        "given_name": shown.name.given_name,
        "family_name": shown.name.family_name,
        "class": shown.class_name,
        "school_year": str(case.school_year),
        "grounds": [_ground_answer(ground) for ground in case.known_grounds],
        "meetings": [_meeting_answer(meeting) for meeting in case.meetings if meeting.was_told],
        "half_days": of_type["half_days"] if shown.half_days else None,
        "notices": None if shown.notices is None else [_notice_answer(notice) for notice in shown.notices],
    }


def _ground_answer(ground: Ground) -> GroundAnswer:
    return GroundAnswer(kind=ground.kind, id=ground.ground_id, since=ground.since, stands=ground.stands)


def _work_reasons(case: Case) -> list[WorkReasonAnswer]:
    """The reasons of the meetings of the case that ask for somebody."""
    return [
        WorkReasonAnswer(kind="meeting", reason=reason, meeting_id=meeting.meeting_id, due=meeting.starts_at.date())
        for meeting in case.meetings
        if meeting.attention and meeting.starts_at
        for reason in meeting.attention.reasons
    ]


def _meeting_answer(meeting: Meeting) -> MeetingAnswer:
    return MeetingAnswer(
        meeting_id=meeting.meeting_id,
        status=meeting.status,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        attention=AttentionAnswer(**asdict(meeting.attention)) if meeting.attention else None,
    )


def _notice_answer(notice: Notice) -> CaseNoticeAnswer:
    return CaseNoticeAnswer(
        template=notice.template,
        recipient_role=notice.recipient_role,
        status=notice.status,
        answer=notice.answer,
    )
