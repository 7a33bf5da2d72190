"""What an invited person can answer."""

from enum import StrEnum


class Answer(StrEnum):
    """The answer of somebody who is invited. Tentative counts as no answer."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    COUNTERED = "countered"
    """Another time is proposed."""
    DELEGATED = "delegated"
    """Somebody else comes."""
