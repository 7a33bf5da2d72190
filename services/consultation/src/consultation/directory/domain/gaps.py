"""What the directory lacks: schools and CLBs without a contact who can be told, and contacts who leave soon."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from consultation.domain.contact import Contact
from consultation.domain.organisation import Organisation, OrganisationKind
from shared.domain.deputies import line_of
from shared.domain.roles import Role


class GapKind(StrEnum):
    """What is missing."""

    NO_COUNSELLOR = "no-counsellor"
    """A school has no valid counsellor, nor a deputy of a counsellor."""
    NO_CLB = "no-clb"
    """A school has no valid CLB contact, nor a deputy of a CLB contact."""
    NO_EMAIL = "no-email"
    """A school has such contacts, but no mail reaches any of them."""
    NO_CONTACT = "no-contact"
    """No valid contact works for a CLB."""
    ADDRESS_BOUNCED = "address-bounced"
    """No mail reaches the address of a contact who is valid today, a mail server said."""
    CONTACT_ENDS = "contact-ends"
    """A contact is valid today and ends soon."""
    NO_ORGANISATION = "no-organisation"
    """A contact is there for a school that the directory has no organisation of, so no name."""


_OF_ROLE = {Role.COUNSELLOR: GapKind.NO_COUNSELLOR, Role.CLB: GapKind.NO_CLB}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A gap; what does not belong to its kind is None. `until` is the last day of a contact that ends."""

    kind: GapKind
    organisation_id: str | None = None
    school: str | None = None
    role: Role | None = None
    contact_id: str | None = None
    until: date | None = None

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Where the gap stands among all gaps: by kind, then by what it is a gap of."""
        of = (self.school or self.organisation_id or "", self.role.value if self.role else "", self.contact_id or "")
        return (str(list(GapKind).index(self.kind)), *of)


def gaps_of(
    organisations: Sequence[Organisation],
    contacts: Sequence[Contact],
    *,
    today: date,
    soon: timedelta,
    refused: Collection[str] = (),
) -> list[Gap]:
    """All gaps there are today, in order. Contacts end soon whose last day is at most `soon` ahead.

    `refused` are the contacts whose address no mail reaches. Only what is `local` has gaps: with others the
    municipality does not work.
    """
    valid = [contact for contact in contacts if contact.valid_on(today)]
    gaps = [*_of_schools(organisations, valid), *_of_clbs(organisations, valid), *_without_name(organisations, valid)]
    gaps += [
        Gap(kind=GapKind.CONTACT_ENDS, contact_id=contact.contact_id, role=contact.role, until=until)
        for contact in valid
        if (until := contact.details.valid_until) is not None and until <= today + soon
    ]
    gaps += [
        Gap(kind=GapKind.ADDRESS_BOUNCED, contact_id=contact.contact_id, role=contact.role)
        for contact in valid
        if contact.contact_id in refused
    ]
    return sorted(gaps, key=lambda gap: gap.place)


def _of_schools(organisations: Iterable[Organisation], valid: Sequence[Contact]) -> Iterator[Gap]:
    directory = {contact.contact_id: contact for contact in valid}
    for organisation in organisations:
        school = organisation.school
        if school is None or not organisation.details.local:
            continue
        for role, kind in _OF_ROLE.items():
            there = [
                contact for contact in valid if contact.role is role and line_of(contact, school, directory) is not None
            ]
            gap = Gap(kind=kind, organisation_id=organisation.organisation_id, school=school, role=role)
            if not there:
                yield gap
            elif all(contact.details.email is None for contact in there):
                yield replace(gap, kind=GapKind.NO_EMAIL)


def _of_clbs(organisations: Iterable[Organisation], valid: Iterable[Contact]) -> Iterator[Gap]:
    employers = {contact.details.organisation_id for contact in valid if contact.role is Role.CLB}
    for organisation in organisations:
        is_asked = organisation.kind is OrganisationKind.CLB and organisation.details.local
        if is_asked and organisation.organisation_id not in employers:
            yield Gap(kind=GapKind.NO_CONTACT, organisation_id=organisation.organisation_id)


def _without_name(organisations: Iterable[Organisation], valid: Iterable[Contact]) -> Iterator[Gap]:
    named = {organisation.school for organisation in organisations}
    schools = {school for contact in valid for school in contact.details.schools}
    yield from (Gap(kind=GapKind.NO_ORGANISATION, school=school) for school in sorted(schools - named))
