"""When the coordinator of the education policy hears of what: local agreements."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class AgendaTerms:
    """How long ahead a mandate that ends is told, and how long after its last evaluation an action is evaluated."""

    mandate_ahead: timedelta
    evaluate_after: timedelta
