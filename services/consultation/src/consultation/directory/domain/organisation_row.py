"""An organisation as a file gives it."""

from dataclasses import dataclass

from consultation.domain.organisation import OrganisationDetails


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation as the file gives it; `digest` is that of the row."""

    organisation_id: str
    details: OrganisationDetails
    digest: bytes
