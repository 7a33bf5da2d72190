"""What the report about a child that is not enrolled says."""

from casework.domain.paper import Content
from casework.papers.source import Source


def report_back(source: Source) -> Content:
    """What was found, and the contacts there were: the party and the means, not what was said."""
    case, typed = source.case, source.typed
    gaps = list(case.known_grounds)
    return {
        "their_reference": typed.their_reference,
        "pupil": source.pupil(),
        "school_year": str(case.school_year),
        "reference_date": gaps[-1].since.isoformat() if gaps else None,
        "opened_on": case.opened_at.date().isoformat(),
        "closed_on": case.ended_at.date().isoformat() if case.ended_at else None,
        "outcome": case.outcome,
        "outcome_text": source.dutch.word("outcome", str(case.outcome)),
        "contacts": [{"on": step["on"], "text": step["text"]} for step in source.contact_steps()],
        "remark": typed.remark,
    }
