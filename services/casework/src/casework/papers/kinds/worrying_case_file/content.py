"""What the contribution to a worrying case file says: counts, dates, and the steps of the municipality alone."""

from collections import Counter
from itertools import chain

from casework.domain.paper import Content
from casework.domain.referral import REFERRAL_ASKED
from casework.domain.timeline import EntryKind
from casework.domain.vocabulary import ContactParty, MeetingStatus
from casework.papers.source import Source

_OWN_STEPS = (
    EntryKind.CASE_OPENED,
    EntryKind.CASE_REOPENED,
    EntryKind.CASE_ESCALATED,
    EntryKind.ASSESSED,
    EntryKind.STARTED,
    EntryKind.MONITORED,
    REFERRAL_ASKED,
    EntryKind.HELD,
    EntryKind.RESUMED,
    EntryKind.MEETING_REQUESTED,
    EntryKind.MEETING_SCHEDULED,
    EntryKind.AGENDA_JOINED,
    EntryKind.MEETING_RESCHEDULED,
    EntryKind.MEETING_CANCELLED,
    EntryKind.MEETING_HELD,
    EntryKind.NOTICE_SENT,
    EntryKind.CASE_CLOSED,
)


def worrying_case_file(source: Source) -> Content:
    """A situation sketch of counts and dates, and a chronology of what the municipality did."""
    steps = sorted(chain(source.steps(_OWN_STEPS), source.contact_steps()), key=lambda step: str(step["on"]))
    return {
        "pupil": source.pupil(),
        "sketch": _sketch(source),
        "days": source.days(),
        "steps": [{"on": step["on"], "text": step["text"]} for step in steps],
    }


def _sketch(source: Source) -> Content:
    case, days = source.case, source.half_days
    months = Counter(day["date"].isoformat()[:7] for day in days)
    held = [meeting for meeting in case.meetings if meeting.status is MeetingStatus.HELD]
    with_parents = [contact for contact in source.contacts if contact.party is ContactParty.PARENTS]
    reached = [contact for contact in with_parents if contact.reached]
    return {
        "school_year": source.facts["level_school_year"] or str(case.school_year),
        "opened_on": case.opened_at.date().isoformat(),
        "status_text": source.dutch.word("status", case.status),
        "outcome_text": source.dutch.word("outcome", case.outcome) if case.outcome else None,
        "half_days": len(days),
        "first_on": days[0]["date"].isoformat() if days else None,
        "last_on": days[-1]["date"].isoformat() if days else None,
        "months": [{"month": month, "half_days": count} for month, count in sorted(months.items())],
        "contacts_with_parents": len(reached),
        "attempts_at_parents": len(with_parents) - len(reached),
        "meetings_held": len(held),
    }
