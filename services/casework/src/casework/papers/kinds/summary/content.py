"""What the summary for a partner says."""

from casework.domain.notice import ShownNotice
from casework.domain.paper import Content
from casework.domain.timeline import EntryKind
from casework.papers.source import Source

_STEPS = (
    EntryKind.CASE_OPENED,
    EntryKind.CASE_REOPENED,
    EntryKind.CASE_ESCALATED,
    EntryKind.WITHDRAWAL_PROPOSED,
    EntryKind.WITHDRAWAL_DROPPED,
    EntryKind.STARTED,
    EntryKind.MONITORED,
    EntryKind.HELD,
    EntryKind.RESUMED,
    EntryKind.MEETING_REQUESTED,
    EntryKind.MEETING_SCHEDULED,
    EntryKind.AGENDA_JOINED,
    EntryKind.MEETING_RESCHEDULED,
    EntryKind.MEETING_CANCELLED,
    EntryKind.MEETING_HELD,
    EntryKind.CASE_CLOSED,
)


def summary(source: Source) -> Content:
    """The case as the partner would see it when signed in, without what people wrote."""
    case, facts, shown = source.case, source.facts, source.shown
    return {
        "audience": source.audience,
        "audience_text": source.dutch.word("role", str(source.audience)),
        "pupil": source.pupil(),
        "case_type_text": source.dutch.word("case_type", case.case_type.name),
        "school_year": str(case.school_year),
        "status": case.status,
        "status_text": source.dutch.word("status", case.status),
        "outcome_text": source.dutch.word("outcome", case.outcome) if case.outcome else None,
        "opened_on": case.opened_at.date().isoformat(),
        "assignee": source.assignee,
        "level": facts.get("level"),
        "count": facts.get("count"),
        "days": source.days() if shown.half_days else None,
        "meetings": source.meetings(),
        "notices": None if shown.notices is None else [_notice(source, notice) for notice in shown.notices],
        "steps": source.steps(_STEPS),
    }


def _notice(source: Source, notice: ShownNotice) -> Content:
    return {
        "text": source.dutch.word("notice", notice.template),
        "to": source.dutch.word("role", notice.recipient_role),
        "status_text": source.dutch.word("notice_status", notice.answer or notice.status),
    }
