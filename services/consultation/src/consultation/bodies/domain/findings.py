"""What a consultation body still lacks: who was left out, and what ended."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from consultation.bodies.domain.body import BodyKind, PolicyBody
from consultation.bodies.domain.partners import left_out, parties
from consultation.domain.contact import Contact
from consultation.domain.organisation import Organisation


class FindingCode(StrEnum):
    """What is to be looked at."""

    PARTNER_NOT_MEMBER = "partner-not-member"
    """A local school or CLB has no seat in external consultation."""
    MANDATE_ENDED = "mandate-ended"
    """The mandate of somebody who is a member today is over."""
    CONTACT_ENDED = "contact-ended"
    """Somebody is a member today, and no valid contact of the directory any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to look at; what does not belong to its code is None. `day` is since when, or by when."""

    code: FindingCode
    organisation_id: str | None = None
    contact_id: str | None = None
    member_id: UUID | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """The organisations, and the contacts that matter to a body, by contact id."""

    organisations: Sequence[Organisation]
    contacts: Mapping[str, Contact]

    def contacts_of(self, contact_ids: Collection[str]) -> list[Contact]:
        """Those of these contacts that there are."""
        return [self.contacts[contact_id] for contact_id in sorted(contact_ids) if contact_id in self.contacts]


def findings_of(body: PolicyBody, directory: Directory, *, today: date) -> list[Finding]:
    """All that is to be looked at today, by code; nothing of a body that ended or has not begun."""
    if not body.is_there_on(today):
        return []
    return [*_not_members(body, directory, today), *_ended(body, directory, today)]


def _not_members(body: PolicyBody, directory: Directory, today: date) -> Iterator[Finding]:
    if body.details.kind is not BodyKind.EXTERNAL:
        return
    contact_ids, organisation_ids = parties(body.members_on(today))
    contacts = directory.contacts_of(contact_ids)
    for partner in left_out(directory.organisations, organisation_ids=organisation_ids, contacts=contacts):
        yield Finding(code=FindingCode.PARTNER_NOT_MEMBER, organisation_id=partner.organisation_id)


def _ended(body: PolicyBody, directory: Directory, today: date) -> Iterator[Finding]:
    for member in body.members_on(today):
        if member.mandate_until is not None and member.mandate_until < today:
            yield Finding(
                code=FindingCode.MANDATE_ENDED,
                member_id=member.member_id,
                contact_id=member.contact_id,
                organisation_id=member.organisation_id,
                day=member.mandate_until,
            )
        contact = directory.contacts.get(member.contact_id or "")
        if contact is not None and contact.ended_before(today):
            yield Finding(
                code=FindingCode.CONTACT_ENDED,
                member_id=member.member_id,
                contact_id=member.contact_id,
                day=contact.details.valid_until,
            )
