"""What the agenda of the education policy comes to, for who coordinates it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from consultation.overview.domain.agenda import AgendaCode, AgendaItem
from shared.domain.published_figures import FiguresPublished


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How many items have a code, 1 and more, and how many of them are late."""

    code: AgendaCode
    number: int
    late: int


@dataclass(frozen=True, slots=True)
class PolicyAgendaCounted:
    """The agenda was counted on a day; these contacts are told."""

    agenda_id: UUID
    counted_on: date
    counts: tuple[CodeCount, ...]
    coordinators: tuple[str, ...]


OverviewEvent = FiguresPublished | PolicyAgendaCounted
"""What the overview tells others."""


def counts_of(items: Iterable[AgendaItem]) -> tuple[CodeCount, ...]:
    """The items by code, in the order of the codes; nothing of a code without items."""
    listed = list(items)
    numbers, late = Counter(item.code for item in listed), Counter(item.code for item in listed if item.is_late)
    return tuple(CodeCount(code, numbers[code], late[code]) for code in AgendaCode if numbers[code])
