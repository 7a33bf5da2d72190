"""The words of this subject."""

from enum import StrEnum
from uuid import UUID

from notifications.domain.about import About

KIND = "early-signal"


class EarlySignalTemplate(StrEnum):
    """What a notice about an early signal says."""

    RAISED = "early-signal"


def about_early_signal(signal_id: UUID) -> About:
    """About this early signal."""
    return About(KIND, signal_id)
