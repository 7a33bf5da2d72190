"""A meeting as its pages show it: what the API answers, with names and references as far as the caller may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from consultation.api.rights import audience_of, runs_cases
from consultation.domain.audience import Audience
from consultation.domain.contact import Contact
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo, meeting_answer
from consultation.meetings.api.meeting_answers import MeetingAnswer
from consultation.meetings.api.rights import is_at_the_table, minuted_cases, visible_meeting
from consultation.meetings.domain.agreed_action import AgreedAction
from consultation.meetings.domain.guests import Guest
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status, Step, allowed
from consultation.unit_of_work import ConsultationUnitOfWork
from consultation.web.series.agendas import ShownAgenda, shown_agenda
from shared.domain.answers import Answer
from shared.domain.decisions import Decision
from shared.domain.school_names import with_names
from shared.runtime.clock import Clock
from shared.runtime.http import Principal

_MOVES = frozenset({Step.RESCHEDULE.value, Step.CANCEL.value, Step.COMPLETE.value})


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting with the names of its participants and the references of its cases that are known.

    `school_name` is what the school is called, None where the directory does not say it; `place` has that name too.
    `moves` are what this caller can do with it now; `runs_cases` is whether the caller moves meetings at all. `own` is
    the caller's contact where it takes part; `can_answer`: invitations can still be answered. `cases` are the ids and
    references of its cases that the caller may see. `actions` is what was agreed for them, for who `reads_actions`;
    `can_agree`: the caller can write another action down now. `agenda` is that of a session, `decisions` is what this
    kind of meeting can decide. `other_school_names` are those of its other schools. `guests` are those that the caller
    may know of; `can_note_guests`: the caller can say who comes. `reminded` says who was reminded when.
    """

    answer: MeetingAnswer
    title: str
    names: Mapping[str, str]
    references: Sequence[str]
    school_name: str | None = None
    place: str | None = None
    own: str | None = None
    can_answer: bool = False
    moves: frozenset[str] = frozenset()
    runs_cases: bool = False
    cases: Sequence[tuple[UUID, str]] = ()
    actions: Sequence[AgreedAction] = ()
    reads_actions: bool = False
    can_agree: bool = False
    agenda: ShownAgenda | None = None
    decisions: Sequence[Decision] = ()
    other_school_names: Mapping[str, str] = field(default_factory=dict)
    guests: Sequence[Guest] = ()
    can_note_guests: bool = False
    reminded: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def awaits_own_answer(self) -> bool:
        """Whether the caller is invited and has not said yet whether they come."""
        return self.can_answer and any(
            person.contact_id == self.own and (person.reply is None or person.reply.answer is Answer.TENTATIVE)
            for person in self.answer.participants
        )

    @property
    def coming(self) -> int:
        """How many participants said that they come."""
        return sum(
            person.reply is not None and person.reply.answer is Answer.ACCEPTED for person in self.answer.participants
        )


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
        reads = is_at_the_table(meeting, self.principal)
        # Who sits at a table knows who else does, of whatever school.
        names = _names(contact for contact in contacts if reads or audience.sees_contact(contact))
        (shown,) = await self.meetings(uow, [meeting], audience)
        read = minuted_cases(meeting, self.principal, audience) if reads else ()
        return replace(
            shown,
            names=names,
            moves=self._moves(meeting),
            runs_cases=runs_cases(self.principal),
            actions=await uow.actions.of_meeting(meeting_id, read) if reads else (),
            reads_actions=reads,
            can_agree=runs_cases(self.principal) and can_be_agreed_at(meeting, self.clock.now()),
            agenda=await shown_agenda(uow, meeting, audience) if meeting.session else None,
            guests=await self._guests(uow, meeting, read) if reads else (),
            can_note_guests=runs_cases(self.principal) and meeting.status is not Status.CANCELLED,
            reminded=await uow.silences.reminded(meeting_id),
        )

    async def _guests(self, uow: ConsultationUnitOfWork, meeting: Meeting, case_ids: Sequence[UUID]) -> list[Guest]:
        guests = await uow.guests.of_meeting(meeting.meeting_id)
        return [guest for guest in guests.guests if guest.comes_for(case_ids)]

    async def meetings(
        self, uow: ConsultationUnitOfWork, meetings: Sequence[Meeting], audience: Audience
    ) -> list[ShownMeeting]:
        """Meetings that the caller may see, without names."""
        cases = await uow.cases.known({case_id for meeting in meetings for case_id in meeting.case_ids})
        replies = await uow.replies.of(meeting.meeting_id for meeting in meetings)
        schools = await uow.organisations.school_names({school for meeting in meetings for school in meeting.schools})
        return [
            ShownMeeting(
                meeting_answer(
                    meeting,
                    self.link_to,
                    self.principal,
                    audience=audience,
                    replies=replies.get(meeting.meeting_id, {}),
                ),
                self.rules.kind(meeting.meeting_type).title,
                {},
                [cases[case_id].reference for case_id in meeting.case_ids_for(audience) if case_id in cases],
                school_name=schools.get(meeting.school),
                other_school_names=schools,
                place=with_names(meeting.location, schools) if meeting.location else None,
                cases=[
                    (case_id, cases[case_id].reference if case_id in cases else "")
                    for case_id in meeting.case_ids_for(audience)
                ],
                decisions=self.rules.kind(meeting.meeting_type).decisions,
                own=self.principal.contact if meeting.has_participant(self.principal.contact) else None,
                can_answer=can_be_answered(meeting, self.clock.now()),
            )
            for meeting in meetings
        ]

    def _moves(self, meeting: Meeting) -> frozenset[str]:
        if not runs_cases(self.principal):
            return frozenset()
        moves = _MOVES.intersection(allowed(meeting.status))
        return moves if _has_ended(meeting, self.clock.now()) else moves - {Step.COMPLETE.value}


def can_be_answered(meeting: Meeting, now: datetime) -> bool:
    """Whether the meeting is to be held and has not begun."""
    return meeting.slot is not None and meeting.is_awaited and now < meeting.slot.time.start


def can_be_agreed_at(meeting: Meeting, now: datetime) -> bool:
    """Whether the meeting has cases and has begun, so that something can be agreed there."""
    minuted = Step.MINUTES.value in allowed(meeting.status)
    return minuted and bool(meeting.case_ids) and meeting.slot is not None and meeting.slot.time.start <= now


def _people(meeting: Meeting) -> list[str]:
    return [participant.contact_id for participant in meeting.slot.participants] if meeting.slot else []


def _names(contacts: Iterable[Contact]) -> dict[str, str]:
    return {contact.contact_id: contact.details.name for contact in contacts}


def _has_ended(meeting: Meeting, now: datetime) -> bool:
    return meeting.slot is not None and meeting.slot.time.end <= now
