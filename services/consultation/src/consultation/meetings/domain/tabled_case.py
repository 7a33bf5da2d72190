"""A case as a meeting talks about it: what was agreed before, and what is said, decided and agreed now."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from consultation.meetings.domain.agreed_action import AgreedAction
from consultation.meetings.domain.case_minutes import CaseMinutes
from consultation.meetings.domain.standing import KnownCase
from shared.domain.decisions import Decision


@dataclass(frozen=True, slots=True)
class EarlierAction:
    """What was agreed for the case at another meeting, before this one."""

    meeting_id: UUID
    action: AgreedAction


@dataclass(frozen=True, slots=True, kw_only=True)
class TabledCase:
    """A case at a meeting. `known` is None while no event has told of the case; `minutes_planned` is of a session."""

    case_id: UUID
    school: str
    known: KnownCase | None
    minutes_planned: int | None
    decision: Decision | None
    minutes: CaseMinutes | None
    actions: Sequence[AgreedAction]
    earlier: Sequence[EarlierAction]

    @property
    def reference(self) -> str | None:
        """What people call the case."""
        return self.known.reference if self.known else None
