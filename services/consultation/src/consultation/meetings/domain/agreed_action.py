"""What somebody who takes part in a meeting agreed there to do for a case."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedAction:
    """What a participant does for a case by a day. `done_on` is None until casework tells that its task is done."""

    action_id: UUID
    case_id: UUID
    what: str
    owner: str
    due_on: date
    agreed_by: str
    agreed_at: datetime
    done_on: date | None = None
