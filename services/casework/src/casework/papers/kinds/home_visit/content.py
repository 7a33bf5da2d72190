"""What the sheet for a home visit says."""

from casework.domain.paper import Content
from casework.papers.source import Source


def home_visit(source: Source) -> Content:
    """The child, what is known, the earlier contacts, and the answers that can be ticked."""
    gaps = [ground for ground in source.case.known_grounds if ground.stands]
    return {
        "pupil": source.pupil(),
        "school_year": str(source.case.school_year),
        "reference_date": gaps[-1].since.isoformat() if gaps else None,
        "contacts": [{"on": step["on"], "text": step["text"]} for step in source.contact_steps()],
        "answers": source.answers(),
    }
