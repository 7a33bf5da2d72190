"""A mail to parents: what it says, and what became of it. Nobody's address is in it, and none is kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from notifications.domain.labels import MissedHalfDay, PupilLabel, SchoolLabel


@dataclass(frozen=True, slots=True)
class CaseForParents:
    """What parents are told of a case: who their child is, the school, and the half days, in order."""

    reference: str
    school: SchoolLabel
    pupil: PupilLabel
    half_days: tuple[MissedHalfDay, ...]
    school_year: str


class ParentMailStatus(StrEnum):
    """What became of a mail to parents."""

    UNDER_WAY = "under-way"
    """It is being handed over; if it stays so, the service ended meanwhile and the mail may have gone."""
    SENT = "sent"
    """The mail server took it."""
    REFUSED = "refused"
    """The mail server will not take it for this address."""
    NOT_SENT = "not-sent"
    """The mail server could not take it; it did not go."""
    IN_DOUBT = "in-doubt"
    """The mail server's answer did not come: the mail may have gone."""


@dataclass(frozen=True, slots=True)
class ParentMail:
    """A mail to parents about a case, which somebody sent; ``by`` is a contact or a ``sub``."""

    mail_id: UUID
    case_id: UUID
    by: str
    at: datetime
    status: ParentMailStatus
