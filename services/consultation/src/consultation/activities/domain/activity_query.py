"""Which activities somebody asks for."""

from dataclasses import dataclass
from uuid import UUID

from consultation.activities.domain.states import ActivityStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityQuery:
    """Activities of all these; None is any.

    `organisations` are those the asker sits for: their own activities, and `with_others` also those of others that are
    no longer planned. `registered` are organisations that registered for it. Who was planned first comes first.
    """

    kind: str | None = None
    status: ActivityStatus | None = None
    action_id: UUID | None = None
    provider: str | None = None
    theme: str | None = None
    organisations: tuple[str, ...] | None = None
    with_others: bool = True
    registered: tuple[str, ...] | None = None
    newest_first: bool = False
