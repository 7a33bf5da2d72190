"""What the form for an answer says."""

from casework.domain.paper import Content
from casework.papers.source import Source


def answer_form(source: Source) -> Content:
    """The child, and the answers with the proof that goes with each."""
    return {
        "pupil": source.pupil(),
        "school_year": str(source.case.school_year),
        "answers": source.answers(),
    }
