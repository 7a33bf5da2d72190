"""A contact as a file gives it."""

from dataclasses import dataclass

from consultation.domain.contact import ContactDetails
from consultation.domain.weekly_hours import WeeklyHours


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One contact as the file gives it; `digest` is that of the row."""

    contact_id: str
    details: ContactDetails
    weekly: tuple[WeeklyHours, ...]
    digest: bytes
