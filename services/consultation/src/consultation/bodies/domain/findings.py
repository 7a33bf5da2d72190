"""What a consultation body still lacks: who was left out, what ended, and what was left undone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from consultation.bodies.domain.body import BodyKind, PolicyBody
from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.partners import left_out, parties
from consultation.bodies.domain.rhythm import too_few
from consultation.bodies.domain.states import SessionStatus
from consultation.domain.contact import Contact
from consultation.domain.local_time import local_day
from consultation.domain.organisation import Organisation


class FindingCode(StrEnum):
    """What is to be looked at."""

    PARTNER_NOT_MEMBER = "partner-not-member"
    """A local school or CLB has no seat in external consultation."""
    PARTNER_NOT_INVITED = "partner-not-invited"
    """A local school or CLB is not invited to the last or a coming session of external consultation."""
    TOO_FEW_SESSIONS = "too-few-sessions"
    """In the last school year there were fewer sessions than agreed on."""
    SESSIONS_TO_PLAN = "sessions-to-plan"
    """In the running school year fewer sessions are held or planned than agreed on."""
    MANDATE_ENDED = "mandate-ended"
    """The mandate of somebody who is a member today is over."""
    CONTACT_ENDED = "contact-ended"
    """Somebody is a member today, and no valid contact of the directory any more."""
    NOT_NOTED = "not-noted"
    """A session is past, and nobody noted that it was held."""
    NO_MINUTES = "no-minutes"
    """There are no minutes of a session, and a later session was held."""
    MINUTES_NOT_APPROVED = "minutes-not-approved"
    """The minutes of a session were not approved, and a later session was held."""
    ACTION_OVERDUE = "action-overdue"
    """What somebody would do is not done in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to look at; what does not belong to its code is None. `day` is since when, or by when.

    `sessions` is how many sessions there are where there are too few.
    """

    code: FindingCode
    organisation_id: str | None = None
    contact_id: str | None = None
    member_id: UUID | None = None
    session_id: UUID | None = None
    action_id: UUID | None = None
    day: date | None = None
    school_year: str | None = None
    sessions: int | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """The organisations, and the contacts that matter to a body, by contact id."""

    organisations: Sequence[Organisation]
    contacts: Mapping[str, Contact]

    def contacts_of(self, contact_ids: Collection[str]) -> list[Contact]:
        """Those of these contacts that there are."""
        return [self.contacts[contact_id] for contact_id in sorted(contact_ids) if contact_id in self.contacts]


def findings_of(
    body: PolicyBody, sessions: Sequence[BodySession], directory: Directory, *, today: date
) -> list[Finding]:
    """All that is to be looked at today, in the order of the codes; nothing of a body that is not there today.

    `sessions` are all of the body, soonest first.
    """
    if not body.is_there_on(today):
        return []
    findings = [
        *_not_members(body, directory, today),
        *_not_invited(body, sessions, directory, today=today),
        *_too_few(body, sessions, today),
        *_ended(body, directory, today),
        *_undone(sessions, today),
    ]
    codes = list(FindingCode)
    return sorted(findings, key=lambda finding: codes.index(finding.code))


def _not_members(body: PolicyBody, directory: Directory, today: date) -> Iterator[Finding]:
    if body.details.kind is not BodyKind.EXTERNAL:
        return
    contact_ids, organisation_ids = parties(body.members_on(today))
    contacts = directory.contacts_of(contact_ids)
    for partner in left_out(directory.organisations, organisation_ids=organisation_ids, contacts=contacts):
        yield Finding(code=FindingCode.PARTNER_NOT_MEMBER, organisation_id=partner.organisation_id)


def _not_invited(
    body: PolicyBody, sessions: Sequence[BodySession], directory: Directory, *, today: date
) -> Iterator[Finding]:
    if body.details.kind is not BodyKind.EXTERNAL:
        return
    held = [session for session in sessions if session.status is SessionStatus.HELD]
    coming = [session for session in sessions if session.status is SessionStatus.PLANNED]
    for session in (*held[-1:], *(session for session in coming if local_day(session.starts_at) >= today)):
        contacts = directory.contacts_of(session.invited.contacts)
        organisations = session.invited.organisations
        for partner in left_out(directory.organisations, organisation_ids=organisations, contacts=contacts):
            yield Finding(
                code=FindingCode.PARTNER_NOT_INVITED,
                organisation_id=partner.organisation_id,
                session_id=session.session_id,
                day=local_day(session.starts_at),
            )


def _too_few(body: PolicyBody, sessions: Sequence[BodySession], today: date) -> Iterator[Finding]:
    for row in too_few(body, sessions, today):
        code = FindingCode.TOO_FEW_SESSIONS if row.is_over else FindingCode.SESSIONS_TO_PLAN
        yield Finding(code=code, school_year=str(row.school_year), sessions=row.sessions)


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


def _undone(sessions: Sequence[BodySession], today: date) -> Iterator[Finding]:
    held = [session for session in sessions if session.status is SessionStatus.HELD]
    for session in sessions:
        day = local_day(session.starts_at)
        if session.status is SessionStatus.PLANNED and day < today:
            yield Finding(code=FindingCode.NOT_NOTED, session_id=session.session_id, day=day)
    for session in held[:-1]:
        if session.approved_in is None:
            code = FindingCode.MINUTES_NOT_APPROVED if session.minutes.strip() else FindingCode.NO_MINUTES
            yield Finding(code=code, session_id=session.session_id, day=local_day(session.starts_at))
    for session in held:
        for action in session.actions:
            if action.is_overdue(today):
                yield Finding(
                    code=FindingCode.ACTION_OVERDUE,
                    session_id=session.session_id,
                    action_id=action.action_id,
                    contact_id=action.owner,
                    day=action.due_on,
                )
