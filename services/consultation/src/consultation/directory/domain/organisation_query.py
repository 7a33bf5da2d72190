"""Which organisations a list is asked for."""

from dataclasses import dataclass

from consultation.domain.organisation import OrganisationKind


@dataclass(frozen=True, slots=True)
class OrganisationQuery:
    """Organisations of this kind, and the school and CLB with this institution number; None asks for all."""

    kind: OrganisationKind | None = None
    school: str | None = None
