"""The words of this subject."""

from enum import StrEnum
from uuid import UUID

from notifications.domain.about import About

KIND = "policy-agenda"


class PolicyAgendaTemplate(StrEnum):
    """What a notice about the agenda of the education policy says."""

    COUNTED = "policy-agenda"


def about_agenda(agenda_id: UUID) -> About:
    """About the agenda as it was counted once."""
    return About(KIND, agenda_id)
