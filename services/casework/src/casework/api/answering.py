"""The domain as answers."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from casework.api.answers import (
    AttentionAnswer,
    CaseAnswer,
    CaseNoticeAnswer,
    ContactAttemptsAnswer,
    GroundAnswer,
    MeetingAnswer,
    TermAnswer,
)
from casework.api.readers import Shown
from casework.domain.case import Case
from casework.domain.ground import Ground
from casework.domain.meeting import Meeting
from casework.domain.notice import Notice
from casework.domain.running_term import RunningTerm, TermStage

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
    return CaseAnswer(**case_values(case, shown))


def case_values(case: Case, shown: Shown) -> dict[str, Any]:
    """The fields of an answer about a case."""
    own = ("case_id", "reference", "status", "person_id", "school", "pupil", "assignee", "opened_at")
    terms = (
        "respond_by",
        "hold_until",
        "hand_over_by",
        "outcome",
        "ended_at",
        "merged_into",
        "version",
        "closure_proposed_since",
    )
    of_type = {**_OF_SOME_TYPES, **case.shown()}
    return {field: getattr(case, field) for field in (*own, *terms)} | {
        **of_type,
        "case_type": case.case_type.name,
        "given_name": shown.name.given_name,
        "school_name": shown.school_name,
        "family_name": shown.name.family_name,
        "class": shown.class_name,
        "school_year": str(case.school_year),
        "grounds": [_ground_answer(ground) for ground in case.known_grounds],
        "meetings": [_meeting_answer(meeting) for meeting in case.meetings if meeting.was_told],
        "half_days": of_type["half_days"] if shown.half_days else None,
        "checks": case.checks if shown.file else None,
        "causes": case.causes if shown.file else (),
        "closure": asdict(case.closure) if case.closure and shown.file else None,
        "terms": [_term_answer(term) for term in case.running_terms] if shown.file else [],
        "watch": asdict(case.watch) if case.watch else None,
        "contact_attempts": [ContactAttemptsAnswer(**asdict(item)) for item in shown.attempts],
        "actions": shown.actions,
        "notices": None if shown.notices is None else [_notice_answer(notice) for notice in shown.notices],
    }


def _term_answer(term: RunningTerm) -> TermAnswer:
    escalated = term.stage is TermStage.ESCALATED
    return TermAnswer(term=term.name, due_on=term.due_on, overdue=term.is_overdue, escalated=escalated)


def _ground_answer(ground: Ground) -> GroundAnswer:
    return GroundAnswer(
        kind=ground.kind, id=ground.ground_id, since=ground.since, stands=ground.stands, contact=ground.spoken_to
    )


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
