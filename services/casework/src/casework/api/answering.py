"""The domain as answers."""

from collections.abc import Mapping
from typing import Any

from casework.api.answers import CaseAnswer
from casework.api.readers import Shown
from casework.domain.case import Case
from casework.domain.case_file import ContactAttempts
from casework.domain.closure import Closure
from casework.domain.ground import Ground
from casework.domain.meeting import Meeting
from casework.domain.notice import ShownNotice
from casework.domain.running_term import RunningTerm, TermStage
from casework.domain.watch import Watch

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
    """The fields of an answer about a case, as plain values in the order of ``CaseAnswer``."""
    of_type = {**_OF_SOME_TYPES, **case.shown()}
    with_file, notices = shown.file, shown.notices
    return {
        "case_id": case.case_id,
        "reference": case.reference,
        "case_type": case.case_type.name,
        "status": case.status,
        "level": of_type["level"],
        "count": of_type["count"],
        "rule": of_type["rule"],
        "level_school_year": of_type["level_school_year"],
        "person_id": case.person_id,
        "given_name": shown.name.given_name,
        "family_name": shown.name.family_name,
        "school": case.school,
        "school_name": shown.school_name,
        "pupil": case.pupil,
        "class": shown.class_name,
        "school_year": str(case.school_year),
        "assignee": case.assignee,
        "opened_at": case.opened_at,
        "respond_by": case.respond_by,
        "hold_until": case.hold_until,
        "hand_over_by": case.hand_over_by,
        "outcome": case.outcome,
        "ended_at": case.ended_at,
        "merged_into": case.merged_into,
        "grounds": [_ground(ground) for ground in case.known_grounds],
        "signals": of_type["signals"],
        "enrolment_gaps": of_type["enrolment_gaps"],
        "meetings": [_meeting(meeting) for meeting in case.meetings if meeting.was_told],
        "half_days": of_type["half_days"] if shown.half_days else None,
        "notices": None if notices is None else [_notice(notice) for notice in notices],
        "checks": case.checks if with_file else None,
        "causes": case.causes if with_file else (),
        "closure": _closure(case.closure) if case.closure and with_file else None,
        "terms": [_term(term) for term in case.running_terms] if with_file else [],
        "watch": _watch(case.watch) if case.watch else None,
        "closure_proposed_since": case.closure_proposed_since,
        "contact_attempts": [_attempts(item) for item in shown.attempts],
        "actions": shown.actions,
        "version": case.version,
    }


def _closure(closure: Closure) -> dict[str, Any]:
    return {
        "asked_at": closure.asked_at,
        "asked_by": closure.asked_by,
        "outcome": closure.outcome,
        "causes": closure.causes,
        "reason": closure.reason,
    }


def _term(term: RunningTerm) -> dict[str, Any]:
    escalated = term.stage is TermStage.ESCALATED
    return {"term": term.name, "due_on": term.due_on, "overdue": term.is_overdue, "escalated": escalated}


def _watch(watch: Watch) -> dict[str, Any]:
    criteria = [{"kind": item.kind, "school_weeks": item.school_weeks, "rate": item.rate} for item in watch.criteria]
    return {"asked_on": watch.asked_on, "criteria": criteria}


def _ground(ground: Ground) -> dict[str, Any]:
    return {
        "kind": ground.kind,
        "id": ground.ground_id,
        "since": ground.since,
        "stands": ground.stands,
        "contact": ground.spoken_to,
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    attention = meeting.attention
    return {
        "meeting_id": meeting.meeting_id,
        "status": meeting.status,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
        "attention": {"since": attention.since, "reasons": attention.reasons} if attention else None,
    }


def _notice(notice: ShownNotice) -> dict[str, Any]:
    return {
        "template": notice.template,
        "recipient_role": notice.recipient_role,
        "status": notice.status,
        "answer": notice.answer,
    }


def _attempts(attempts: ContactAttempts) -> dict[str, Any]:
    return {
        "party": attempts.party,
        "attempts": attempts.attempts,
        "reached": attempts.reached,
        "last": attempts.last,
    }
