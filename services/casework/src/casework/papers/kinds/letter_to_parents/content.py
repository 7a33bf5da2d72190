"""What the letter to parents says."""

from casework.domain.paper import Content
from casework.papers.source import Source


def letter_to_parents(source: Source) -> Content:
    """The child's days, what happens now, and the address and remark that were typed."""
    typed, days = source.typed, source.days()
    return {
        "address": list(typed.address),
        "pupil": source.pupil(),
        "school_year": source.facts["level_school_year"] or str(source.case.school_year),
        "count": len(source.half_days),
        "days": days,
        "next_step": typed.next_step,
        "next_step_text": source.dutch.word("next_step", typed.next_step) if typed.next_step else None,
        "on_text": source.dutch.word("next_step_day", typed.next_step) if typed.next_step and typed.on else None,
        "on": typed.on.isoformat() if typed.on else None,
        "remark": typed.remark,
    }
