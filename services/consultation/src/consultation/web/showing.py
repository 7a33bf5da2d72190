"""A meeting as its pages show it: what the API answers, with names and references as far as the caller may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from consultation.api.rights import audience_of
from consultation.domain.contact import Contact
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo, meeting_answer
from consultation.meetings.api.meeting_answers import MeetingAnswer
from consultation.meetings.api.rights import visible_meeting
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Step, allowed
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Principal

_MOVES = frozenset({Step.RESCHEDULE.value, Step.CANCEL.value, Step.COMPLETE.value})
_ACTORS = (Role.CASEWORKER, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting with the names of its participants and the references of its cases that are known.

    `moves` are what this caller can do with it now; `runs_cases` is whether the caller moves meetings at all.
    """

    answer: MeetingAnswer
    title: str
    names: Mapping[str, str]
    references: Sequence[str]
    moves: frozenset[str] = frozenset()
    runs_cases: bool = False


@dataclass(frozen=True, slots=True)
class Showing:
    """How meetings are shown to somebody."""

    principal: Principal
    rules: MeetingRules
    clock: Clock
    link_to: LinkTo

    async def meeting(self, uow: ConsultationUnitOfWork, meeting_id: UUID) -> ShownMeeting:
        """One meeting. Raises NotFound for a meeting that is not the caller's to know of."""
        audience = await audience_of(self.principal, uow, self.clock.today())
        meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
        contacts = await uow.contacts.all_of(_people(meeting))
        names = _names(contact for contact in contacts if audience.sees_contact(contact))
        (shown,) = await self.meetings(uow, [meeting])
        return replace(shown, names=names, moves=self._moves(meeting), runs_cases=self.principal.is_any(*_ACTORS))

    async def meetings(self, uow: ConsultationUnitOfWork, meetings: Sequence[Meeting]) -> list[ShownMeeting]:
        """Meetings that the caller may see, without names."""
        cases = await uow.cases.known({case_id for meeting in meetings for case_id in meeting.case_ids})
        return [
            ShownMeeting(
                meeting_answer(meeting, self.link_to, self.principal),
                self.rules.kind(meeting.meeting_type).title,
                {},
                [cases[case_id].reference for case_id in meeting.case_ids if case_id in cases],
            )
            for meeting in meetings
        ]

    def _moves(self, meeting: Meeting) -> frozenset[str]:
        if not self.principal.is_any(*_ACTORS):
            return frozenset()
        moves = _MOVES.intersection(allowed(meeting.status))
        return moves if _has_ended(meeting, self.clock.now()) else moves - {Step.COMPLETE.value}


def _people(meeting: Meeting) -> list[str]:
    return [participant.contact_id for participant in meeting.slot.participants] if meeting.slot else []


def _names(contacts: Iterable[Contact]) -> dict[str, str]:
    return {contact.contact_id: contact.details.name for contact in contacts}


def _has_ended(meeting: Meeting, now: datetime) -> bool:
    return meeting.slot is not None and meeting.slot.time.end <= now
