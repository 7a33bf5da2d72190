"""What a notice of the agenda can say: a text reaches exactly these fields."""

from dataclasses import dataclass
from datetime import date

from notifications.subjects.policy_agenda.domain.story import CountedCode


@dataclass(frozen=True, slots=True)
class PolicyAgendaView:
    """The agenda for its coordinator: ``items`` by code, and how many there are and are late in all."""

    counted_on: date
    number: int
    late: int
    items: tuple[CountedCode, ...]
    link: str
