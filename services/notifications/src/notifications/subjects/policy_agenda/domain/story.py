"""What is known of the agenda of the education policy, as it was counted on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from notifications.domain.about import Origin


@dataclass(frozen=True, slots=True)
class CountedCode:
    """How many items of the agenda have a code, 1 and more, and how many of them are late."""

    code: str
    number: int
    late: int


@dataclass(frozen=True, slots=True)
class PolicyAgenda:
    """The agenda by code. ``coordinators`` are the contacts who are told."""

    sequence: int
    counted_on: date
    codes: tuple[CountedCode, ...]
    coordinators: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class PolicyAgendaStory:
    """The agenda that was counted; without ``agenda`` nothing of it is kept any more, or yet."""

    agenda_id: UUID
    agenda: PolicyAgenda | None = None
