"""The words of this subject."""

from enum import StrEnum
from uuid import UUID

from notifications.domain.about import About

KIND = "case"


class CaseTemplate(StrEnum):
    """What a notice about a case says."""

    OPENED = "case-opened"
    REOPENED = "case-reopened"
    ESCALATED = "case-escalated"
    """A higher level, or a level of a newer school year, was reached on an open case."""
    TRANSFERRED = "case-transferred"
    """A case goes on at another school."""
    UNANSWERED = "case-unanswered"
    """Who was told of a case did not answer, nor a deputy."""
    UNREACHED = "case-unreached"
    """Who was to be told of a case was not reached, nor a deputy."""
    CLOSED = "case-closed"
    """A case ended with a result: what was told of it before was right."""
    WITHDRAWN = "case-withdrawn"
    LEVEL_WITHDRAWN = "level-withdrawn"
    ASSIGNED = "case-assigned"
    """A case was given to the receiver."""
    DUE = "case-due"
    """The last day of a term is near."""
    OVERDUE = "case-overdue"
    """The last day of a term has passed."""
    ANSWERED = "case-answered"
    """Who was told of a case answered what becomes of it."""
    UNDELIVERED = "case-undelivered"
    """What somebody was to be told of a case did not arrive."""
    LONG_OVERDUE = "case-long-overdue"
    """The last day of a term has passed for long."""
    STATUS = "case-status"
    """What became of a case of one of the school's pupils."""


class CaseWord(StrEnum):
    """What a school is told of a case, and no more."""

    OPENED = "opened"
    REOPENED = "reopened"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


NEWS = frozenset(
    {
        CaseTemplate.OPENED,
        CaseTemplate.REOPENED,
        CaseTemplate.ESCALATED,
        CaseTemplate.TRANSFERRED,
        CaseTemplate.UNANSWERED,
        CaseTemplate.UNREACHED,
    }
)
"""Notices that tell something of a case; what `case-withdrawn` and, of a level, `level-withdrawn` correct."""


OF_RECEIVERS = frozenset({CaseTemplate.ANSWERED, CaseTemplate.UNDELIVERED})
"""What became of notices, for whoever has the case."""

WORK = OF_RECEIVERS | {CaseTemplate.ASSIGNED, CaseTemplate.DUE, CaseTemplate.OVERDUE, CaseTemplate.LONG_OVERDUE}
"""Notices of what is to be done: nothing takes them back."""


def about_case(case_id: UUID) -> About:
    """About this case."""
    return About(KIND, case_id)
