"""How somebody wants a case to end: what is asked of a coordinator before it is so, where its type asks for that."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Closure:
    """A closure that was asked and not answered yet; ``reason`` is None for a type of case that asks for no reason."""

    asked_at: datetime
    asked_by: str
    outcome: str
    reason: str | None
    causes: tuple[str, ...] | None
