"""A contact's own meetings as a calendar to subscribe to, for whoever has its private address."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from consultation.domain.audience import Audience
from consultation.domain.contact import Contact
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo
from consultation.meetings.api.calendar_entry import calendar_entry
from consultation.meetings.domain.calendar_address import PATH, CalendarAddress, CalendarTokens
from consultation.meetings.domain.meeting import Meeting
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.domain.errors import NotFound
from shared.domain.signed_tokens import InvalidLinkError
from shared.invitations.entry import Entry
from shared.invitations.writing import published
from shared.runtime.clock import Clock

NAME = "Flankerend overleg"
_PAST = timedelta(days=30)
_MOST = 500

Others = Callable[[ConsultationUnitOfWork, str, datetime], Awaitable[list[Entry]]]
"""The entries of a contact that end after a moment."""


@dataclass(frozen=True, slots=True)
class OwnCalendars:
    """The calendars of contacts. `address` is where people reach this service, without a slash at the end.

    `others` are entries of what is no meeting, and people are invited to all the same.
    """

    units: Units
    tokens: CalendarTokens | None
    rules: MeetingRules
    clock: Clock
    link_to: LinkTo
    organiser: str
    address: str
    others: Others

    def link(self, of: CalendarAddress) -> str | None:
        """The private address as a calendar program takes it; None where there is none."""
        token = self.tokens.token(of) if self.tokens else None
        return f"{self.address}{PATH}/{token}.ics" if token else None

    async def text(self, token: str) -> str:
        """The calendar. Raises NotFound for an address that is none, is revoked, or whose contact has ended."""
        async with self.units() as uow:
            contact = await self._contact(uow, token)
            return await self._published(uow, contact)

    async def _contact(self, uow: ConsultationUnitOfWork, token: str) -> Contact:
        try:
            if self.tokens is None:
                raise InvalidLinkError
            contact_id, generation = self.tokens.address_of(token, datetime.now(UTC))
        except InvalidLinkError:
            raise NotFound("calendar") from None
        contact = await uow.contacts.find(contact_id)
        address = await uow.calendar_addresses.of(contact_id)
        if contact is None or not contact.valid_on(self.clock.today()) or not address.is_of(generation):
            raise NotFound("calendar")
        return contact

    async def _published(self, uow: ConsultationUnitOfWork, contact: Contact) -> str:
        since = self.clock.now() - _PAST
        meetings = await uow.meetings.on_the_agenda_of(contact.contact_id, since, limit=_MOST)
        audience = Audience(frozenset(contact.details.schools) or None, contact.contact_id)
        entries = await self._entries(uow, meetings, audience)
        entries += await self.others(uow, contact.contact_id, since)
        return published(entries, product="consultation", name=NAME)

    async def _entries(
        self, uow: ConsultationUnitOfWork, meetings: Sequence[Meeting], audience: Audience
    ) -> list[Entry]:
        cases = await uow.cases.known({case_id for meeting in meetings for case_id in meeting.case_ids})
        entries = []
        for meeting in meetings:
            if meeting.slot is None:
                continue
            about = [cases[case_id] for case_id in meeting.case_ids_for(audience) if case_id in cases]
            summary = " ".join((self.rules.kind(meeting.meeting_type).title, *(case.reference for case in about)))
            entry = calendar_entry(
                meeting, meeting.slot, summary=summary, link=self.link_to(meeting), organiser=self.organiser
            )
            # Sessions of one UID without their series are merged into one event by some programs (node-ical).
            entries.append(replace(entry, uid=f"{meeting.meeting_id}@flankerend", recurrence_id=None))
        return entries


def tag_of(text: str) -> str:
    """The ETag of a calendar: the same for the same content."""
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
