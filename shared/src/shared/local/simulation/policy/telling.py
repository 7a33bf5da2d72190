"""Says what was played, in a line."""

from collections.abc import Mapping

_WORDS = {
    "bodies": "consultation bodies",
    "objectives": "objectives",
    "actions": "actions",
    "activities": "activities",
    "offers": "offers to schools",
    "surveys": "surveys of schools",
    "judgements": "judged overlaps of offers",
    "questions": "questions to the coordinator",
}


def told(made: Mapping[str, int] | None) -> str:
    """What was made, such as "6 consultation bodies"; else why nothing was."""
    if made is None:
        return "education policy: none, for the directory is not the invented one"
    parts = [f"{number} {_WORDS[name]}" for name, number in made.items() if number]
    return f"education policy: {', '.join(parts)}" if parts else "education policy: it is all there already"
