"""The local education partners: who is at least invited to external consultation."""

from collections.abc import Collection, Iterable

from consultation.bodies.domain.member import Member
from consultation.domain.contact import Contact
from consultation.domain.organisation import Organisation, OrganisationKind
from consultation.domain.seat import represents

_PARTNERS = (OrganisationKind.SCHOOL, OrganisationKind.CLB)


def local_partners(organisations: Iterable[Organisation]) -> list[Organisation]:
    """The local schools and CLBs (VVSG, *Overleg en coördinatie*: at least all of them are invited)."""
    return [
        organisation for organisation in organisations if organisation.kind in _PARTNERS and organisation.details.local
    ]


def left_out(
    organisations: Iterable[Organisation],
    *,
    organisation_ids: Collection[str],
    contacts: Collection[Contact],
) -> list[Organisation]:
    """The local schools and CLBs that are not among these organisations, and that none of these contacts comes from."""
    return [
        partner
        for partner in local_partners(organisations)
        if partner.organisation_id not in organisation_ids
        and not any(represents(contact, partner) for contact in contacts)
    ]


def parties(members: Iterable[Member]) -> tuple[frozenset[str], frozenset[str]]:
    """The contacts and the organisations among these members."""
    listed = list(members)
    return (
        frozenset(member.contact_id for member in listed if member.contact_id is not None),
        frozenset(member.organisation_id for member in listed if member.organisation_id is not None),
    )
