"""The domain as answers."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from casework.api.readers import Shown
from casework.api.schemas import (
    AttentionBody,
    CaseBody,
    CaseloadBody,
    EntryBody,
    GroundBody,
    MeetingBody,
    NoticeBody,
    WorkItemBody,
    WorkReasonBody,
)
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
"""What a type of case shows that has none of these."""


def case_body(case: Case, shown: Shown) -> CaseBody:
    """A case with as much of its pupil as is handed over."""
    return CaseBody(**_case_values(case, shown))


def work_item_body(item: WorkItem, shown: Shown, today: date) -> WorkItemBody:
    """A case to work on."""
    overdue = item.due is not None and item.due < today
    reasons = _work_reasons(item.case)
    return WorkItemBody(**_case_values(item.case, shown), due=item.due, overdue=overdue, reasons=reasons)


def caseload_body(caseload: Caseload, heavy_from: int) -> CaseloadBody:
    """A caseload; nobody's is never heavy."""
    return CaseloadBody(
        assignee=caseload.assignee,
        total=caseload.total,
        by_status=dict(caseload.by_status),
        heavy=caseload.assignee is not None and caseload.total >= heavy_from,
    )


def entry_body(entry: Entry, dutch: Dutch) -> EntryBody:
    """An entry of the timeline, in a sentence."""
    text = dutch.sentence(entry)
    return EntryBody(at=entry.at, kind=entry.kind, by=entry.by, text=text, event_id=entry.event_id)


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
        "grounds": [_ground_body(ground) for ground in case.known_grounds],
        "meetings": [_meeting_body(meeting) for meeting in case.meetings if meeting.was_told],
        "half_days": of_type["half_days"] if shown.half_days else None,
        "notices": None if shown.notices is None else [_notice_body(notice) for notice in shown.notices],
    }


def _ground_body(ground: Ground) -> GroundBody:
    return GroundBody(kind=ground.kind, id=ground.ground_id, since=ground.since, stands=ground.stands)


def _work_reasons(case: Case) -> list[WorkReasonBody]:
    """One for each reason of each meeting of the case that asks for somebody."""
    return [
        WorkReasonBody(kind="meeting", reason=reason, meeting_id=meeting.meeting_id, due=meeting.starts_at.date())
        for meeting in case.meetings
        if meeting.attention and meeting.starts_at
        for reason in meeting.attention.reasons
    ]


def _meeting_body(meeting: Meeting) -> MeetingBody:
    return MeetingBody(
        meeting_id=meeting.meeting_id,
        status=meeting.status,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        attention=AttentionBody(**asdict(meeting.attention)) if meeting.attention else None,
    )


def _notice_body(notice: Notice) -> NoticeBody:
    return NoticeBody(
        template=notice.template,
        recipient_role=notice.recipient_role,
        status=notice.status,
        answer=notice.answer,
    )
