"""The domain as answers."""

from dataclasses import asdict
from datetime import date
from typing import Any

from casework.api.readers import Shown
from casework.api.schemas import (
    AttentionBody,
    CaseBody,
    CaseloadBody,
    EntryBody,
    GapBody,
    HalfDayBody,
    MeetingBody,
    NoticeBody,
    SignalBody,
    WorkItemBody,
    WorkReasonBody,
)
from casework.application.ports import Caseload, WorkItem
from casework.domain.case import Case
from casework.domain.enrolment_gap import EnrolmentGap
from casework.domain.meeting import Meeting
from casework.domain.not_enrolled_case import NotEnrolledCase
from casework.domain.notice import Notice
from casework.domain.signal import Signal
from casework.domain.timeline import Entry
from casework.domain.truancy_case import TruancyCase
from casework.words.nl import Dutch


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
    own = ("case_id", "reference", "case_type", "status", "person_id", "school", "pupil", "assignee", "opened_at")
    terms = ("respond_by", "hold_until", "outcome", "ended_at", "merged_into", "version")
    return {field: getattr(case, field) for field in (*own, *terms)} | {
        **_grounds(case),
        "given_name": shown.name.given_name,
        "family_name": shown.name.family_name,
        "class": shown.class_name,
        "school_year": str(case.school_year),
        "half_days": _half_days(case) if shown.half_days else None,
        "notices": None if shown.notices is None else [_notice_body(notice) for notice in shown.notices],
    }


def _half_days(case: Case) -> list[HalfDayBody]:
    counted = case.grounds.half_days if isinstance(case, TruancyCase) else ()
    return [HalfDayBody(date=day.date, half_day=day.half_day, school=day.school) for day in counted]


def _grounds(case: Case) -> dict[str, Any]:
    """What each type of case rests on; the other type's is empty."""
    truancy = case if isinstance(case, TruancyCase) else None
    level_year = truancy.grounds.school_year if truancy else None
    gaps = case.known_gaps if isinstance(case, NotEnrolledCase) else ()
    return {
        "level": truancy.grounds.level if truancy else None,
        "count": truancy.grounds.count if truancy else None,
        "rule": truancy.grounds.rule if truancy else None,
        "level_school_year": str(level_year) if level_year else None,
        "signals": [_signal_body(signal) for signal in truancy.grounds.signals] if truancy else [],
        "meetings": [_meeting_body(meeting) for meeting in truancy.meetings if meeting.was_told] if truancy else [],
        "enrolment_gaps": [_gap_body(gap) for gap in gaps],
    }


def _gap_body(gap: EnrolmentGap) -> GapBody:
    return GapBody(
        signal_id=gap.signal_id,
        school_year=str(gap.school_year),
        reference_date=gap.reference_date,
        status="missing" if gap.stands else "found",
    )


def _signal_body(signal: Signal) -> SignalBody:
    return SignalBody(
        signal_id=signal.signal_id,
        level=signal.level,
        count=signal.count,
        school_year=str(signal.school_year),
        rule=signal.rule,
        rule_version=signal.rule_version,
        reached_on=signal.reached_on,
        status="standing" if signal.stands else "withdrawn",
    )


def _work_reasons(case: Case) -> list[WorkReasonBody]:
    """One for each reason of each meeting of the case that asks for somebody."""
    meetings = case.meetings if isinstance(case, TruancyCase) else ()
    return [
        WorkReasonBody(kind="meeting", reason=reason, meeting_id=meeting.meeting_id, due=meeting.starts_at.date())
        for meeting in meetings
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
