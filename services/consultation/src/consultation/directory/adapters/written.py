"""The directory as text: what the readers of files read again, and nothing is lost on the way."""

from collections.abc import Iterable

from consultation.directory.adapters import contacts_file, organisations_file
from consultation.directory.adapters.csv_rows import written_table
from consultation.directory.adapters.organisations_file import written_sites
from consultation.domain.contact import Contact
from consultation.domain.organisation import Organisation
from consultation.domain.weekly_hours import written


def written_contacts(contacts: Iterable[Contact]) -> str:
    """Contacts as csv, in their order; exceptions, limits and busy times are not in it."""
    return written_table(contacts_file.COLUMNS, map(_contact, contacts))


def written_organisations(organisations: Iterable[Organisation]) -> str:
    """Organisations as csv, in their order."""
    return written_table(organisations_file.COLUMNS, map(_organisation, organisations))


def _contact(contact: Contact) -> dict[str, str]:
    details = contact.details
    return {
        "contact_id": contact.contact_id,
        "name": details.name,
        "role": details.role.value,
        "organisation": details.organisation or "",
        "schools": " ".join(details.schools),
        "email": details.email or "",
        "language": details.language,
        "deputy_of": details.deputy_of or "",
        "valid_from": details.valid_from.isoformat() if details.valid_from else "",
        "valid_until": details.valid_until.isoformat() if details.valid_until else "",
        "weekly": written(contact.availability.weekly),
        "phone": details.phone or "",
        "organisation_id": details.organisation_id or "",
    }


def _organisation(organisation: Organisation) -> dict[str, str]:
    details = organisation.details
    return {
        "organisation_id": organisation.organisation_id,
        "kind": details.kind.value,
        "name": details.name,
        "school": details.school or "",
        "board": details.board or "",
        "levels": " ".join(details.levels),
        "sites": written_sites(details.sites),
        "serves": " ".join(details.serves),
        "email": details.email or "",
        "phone": details.phone or "",
        "local": "yes" if details.local else "no",
        "street": details.street or "",
        "postcode": details.postcode or "",
        "municipality": details.municipality or "",
    }
