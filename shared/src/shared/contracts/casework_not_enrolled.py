"""More of stream `casework.cases.v1`: cases of children that are not known to be enrolled, who are at no school.

They have openings and ends of their own; that such a case is assigned or withdrawn is told as of every other.
"""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from shared.contracts.casework_cases import TOPIC, CaseEvent
from shared.contracts.fields import SchoolYearLabel, Slug, Text
from shared.contracts.moments import IsoDate, Time


class NotEnrolledOutcome(StrEnum):
    """How the case of a child that is not enrolled ended: the answers on the form of the control."""

    ENROLLED = "enrolled"
    HAS_DIPLOMA = "has-diploma"
    HOME_EDUCATION = "home-education"
    EXEMPTED = "exempted"
    OTHERWISE_IN_ORDER = "otherwise-in-order"
    NOT_IN_ORDER = "not-in-order"
    MERGED = "merged"


class _NotEnrolledCaseInProgress(CaseEvent):
    case_type: Slug
    """Kind of case: `not-enrolled`."""
    person_id: UUID
    """The child."""
    school_year: SchoolYearLabel
    """School year of the control."""
    signal_id: UUID | None
    """The signal that led to it; null when it was done by hand."""
    reference_date: IsoDate | None
    """On this day no enrolment was known; null when it was done by hand."""
    opened_at: Time
    """When the case was opened, or opened again."""
    respond_by: IsoDate | None
    """Day by which the caseworker has to respond; null when no term was agreed."""


class NotEnrolledCaseOpened(_NotEnrolledCaseInProgress):
    """A case was opened for a child of compulsory age that is not known to be enrolled: by a signal, or by hand."""

    event_type: ClassVar[str] = "be.flankerend.casework.not-enrolled-case-opened.v1"
    topic: ClassVar[str] = TOPIC


class NotEnrolledCaseReopened(_NotEnrolledCaseInProgress):
    """Such a case goes on after its end: by a signal of the same school year, or by hand."""

    event_type: ClassVar[str] = "be.flankerend.casework.not-enrolled-case-reopened.v1"
    topic: ClassVar[str] = TOPIC


class NotEnrolledCaseClosed(CaseEvent):
    """Such a case came to its end."""

    event_type: ClassVar[str] = "be.flankerend.casework.not-enrolled-case-closed.v1"
    topic: ClassVar[str] = TOPIC

    reason: Text | None
    """Why; null when none was given."""
    outcome: NotEnrolledOutcome
    """How it ended."""
    merged_into: UUID | None
    """With outcome `merged`: the case that goes on."""
