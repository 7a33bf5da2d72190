"""Media types: does what a caller accepts or sends fit what a route answers or takes?"""

from collections.abc import Iterable, Sequence

from shared.runtime.http.routes import ANYTHING


def is_acceptable(accept: str | None, answers: Iterable[str]) -> bool:
    """Whether ``Accept`` (RFC 9110, 12.5.1) allows any of ``answers``; an absent or empty ``Accept`` allows all."""
    if not accept or not accept.strip():
        return True
    ranges = [_media_range(part) for part in accept.split(",") if part.strip()]
    return any(answer == ANYTHING or _quality(answer, ranges) > 0 for answer in answers)


def preferred(accept: str | None, answers: Sequence[str]) -> str:
    """The answer that ``Accept`` prefers, the first of several; ``Accept`` has to allow any of ``answers``."""
    if not accept or not accept.strip():
        return answers[0]
    ranges = [_media_range(part) for part in accept.split(",") if part.strip()]
    return max(answers, key=lambda answer: _quality(answer, ranges))


def is_taken(content_type: str | None, takes: Iterable[str]) -> bool:
    """Whether a body of ``content_type`` fits ``takes``; parameters such as ``charset`` do not matter."""
    sent = (content_type or "").partition(";")[0].strip().lower()
    return any(taken in (ANYTHING, sent) for taken in takes)


def _media_range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            quality = _number(value)
    return name, quality


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """The quality the most specific range gives: the type itself before ``type/*`` before ``*/*``."""
    for wanted in (media_type, f"{media_type.partition('/')[0]}/*", ANYTHING):
        qualities = [quality for name, quality in ranges if name == wanted]
        if qualities:
            return max(qualities)
    return 0.0
