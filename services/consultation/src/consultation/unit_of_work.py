"""One transaction over everything consultation keeps."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from consultation.activities.domain.activity import Activity, ActivityHeld
from consultation.activities.storage.activities import Activities
from consultation.activities.storage.activity_counts import ActivityCounts
from consultation.activities.storage.registrations import Registrations
from consultation.bodies.domain.body import BodyChanged, PolicyBody
from consultation.bodies.domain.body_session import BodySession, DecisionTaken, SessionTold
from consultation.bodies.storage.bodies import PolicyBodies
from consultation.bodies.storage.body_sessions import BodySessions
from consultation.directory.storage.busy_times import BusyTimes
from consultation.directory.storage.contacts import Contacts
from consultation.directory.storage.organisations import Organisations
from consultation.directory.storage.refused_addresses import RefusedAddresses
from consultation.directory.storage.rooms import Rooms
from consultation.domain.contact import Contact, ContactChanged
from consultation.domain.organisation import Organisation, OrganisationChanged
from consultation.meetings.domain import events
from consultation.meetings.domain.events import MeetingEvent
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.storage.agendas import Agendas, of_meeting, of_place
from consultation.meetings.storage.agreed_actions import AgreedActions
from consultation.meetings.storage.calendar_addresses import CalendarAddresses
from consultation.meetings.storage.case_minutes import CaseMinutesBook
from consultation.meetings.storage.cases import Cases
from consultation.meetings.storage.guests import GuestLists
from consultation.meetings.storage.meetings import Meetings
from consultation.meetings.storage.minutes import MinutesBook
from consultation.meetings.storage.outcomes import Outcomes
from consultation.meetings.storage.planners import Memory, Planners
from consultation.meetings.storage.replies import Replies
from consultation.meetings.storage.sessions import Sessions
from consultation.meetings.storage.silences import Silences
from consultation.meetings.storage.watch import Watch
from consultation.offers.domain.offer import Offer, OfferChanged, OfferTakenOver
from consultation.offers.storage.offer_requests import OfferRequests
from consultation.offers.storage.offers import Offers
from consultation.offers.storage.overlaps import Overlaps
from consultation.offers.storage.surveys import Surveys
from consultation.overview.domain.agenda_counts import OverviewEvent
from consultation.overview.storage.figures import Figures
from consultation.overview.storage.own_figures import OwnFigures
from consultation.overview.storage.told_agendas import ToldAgendas
from consultation.policy.domain.action import ActionChanged, PolicyAction
from consultation.policy.storage.coordinator_questions import CoordinatorQuestions
from consultation.policy.storage.objectives import Objectives
from consultation.policy.storage.policy_actions import PolicyActions
from consultation.series.storage.all_series import AllSeries
from shared.copies.calendars import Calendars
from shared.copies.figures import PublishedFigures
from shared.messaging.keys import Key
from shared.messaging.milestones import Fields, milestone, milestones
from shared.messaging.outbox import Outgoing
from shared.messaging.unit_of_work import UnitOfWork, UnitOfWorkFactory
from shared.runtime.batching import BatchingConnection
from shared.runtime.clock import Clock
from shared.web.sent_forms import SentForms

PolicyEvent = BodyChanged | DecisionTaken | SessionTold | ActivityHeld | ActionChanged | OfferChanged | OverviewEvent
"""What happens beside the chain, in the education policy."""

Event = MeetingEvent | ContactChanged | OrganisationChanged | PolicyEvent
"""Everything that happens in consultation and others have to know."""

ENDING = "ending"
"""The kind of key of a case that comes to its end: what its meetings book is about to become free."""

Aggregate = TypeVar("Aggregate", Meeting, Contact, Organisation, PolicyBody, BodySession, Activity, Offer, PolicyAction)


def _of_meeting(event: MeetingEvent) -> Fields:
    meeting = event.meeting
    case_id = meeting.case_ids[0] if meeting.case_ids else None
    return {"aggregate_id": meeting.meeting_id, "case_id": case_id, "school": meeting.school}


def _of_reply(event: events.ReplyReceived) -> Fields:
    return {**_of_meeting(event), "outcome": str(event.reply.answer)}


def _of_action(event: events.ActionAgreed) -> Fields:
    return {**_of_meeting(event), "case_id": event.action.case_id}


def _of_contact(event: ContactChanged) -> Fields:
    return {"aggregate_id": event.contact.contact_id}


def _of_offer(event: OfferChanged) -> Fields:
    return {"aggregate_id": event.offer.offer_id, "outcome": str(event.offer.status)}


def _of_organisation(event: OrganisationChanged) -> Fields:
    return {"aggregate_id": event.organisation.organisation_id}


def _of_activity(event: ActivityHeld) -> Fields:
    return {"aggregate_id": event.activity.activity_id}


class ConsultationUnitOfWork(UnitOfWork[Event]):
    """The repositories of one transaction. Milestones are logged once it is committed."""

    milestones = milestones(
        milestone(events.MeetingScheduled, "meeting.scheduled", _of_meeting),
        milestone(events.MeetingRescheduled, "meeting.rescheduled", _of_meeting),
        milestone(events.MeetingCancelled, "meeting.cancelled", _of_meeting),
        milestone(events.MeetingHeld, "meeting.held", _of_meeting),
        milestone(events.MeetingDecisionsCorrected, "meeting.decisions_corrected", _of_meeting),
        milestone(events.MeetingUnschedulable, "meeting.unschedulable", _of_meeting),
        milestone(events.MeetingUnderReview, "meeting.review_begun", _of_meeting),
        milestone(events.MeetingRestored, "meeting.restored", _of_meeting),
        milestone(events.MeetingAttentionChanged, "meeting.attention_changed", _of_meeting),
        milestone(events.MeetingAgendaChanged, "meeting.agenda_changed", _of_meeting),
        milestone(events.MeetingAgendaReady, "meeting.agenda_ready", _of_meeting),
        milestone(events.MeetingDropped, "meeting.dropped", _of_meeting),
        milestone(events.ReplyReceived, "meeting.reply_received", _of_reply),
        milestone(events.ReplyAwaited, "meeting.reply_awaited", _of_meeting),
        milestone(events.ActionAgreed, "meeting.action_agreed", _of_action),
        milestone(ContactChanged, "contact.changed", _of_contact),
        milestone(OfferChanged, "offer.changed", _of_offer),
        milestone(OrganisationChanged, "organisation.changed", _of_organisation),
        milestone(ActivityHeld, "activity.held", _of_activity),
    )

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        source: str,
        clock: Clock,
        to_outgoing: Callable[[Event], Outgoing],
        committed: Callable[[], None],
        memory: Memory | None = None,
    ) -> None:
        """`memory` is what the process remembers from one transaction to the next."""
        super().__init__(engine, source=source, clock=clock, to_outgoing=to_outgoing, committed=committed)
        self._memory = memory or Memory()

    def opened(self, connection: BatchingConnection) -> None:
        agendas = Agendas(connection, self._memory.agendas)
        self.contacts = Contacts(connection)
        self.organisations = Organisations(connection)
        self.refused_addresses = RefusedAddresses(connection)
        self.rooms = Rooms(connection)
        self.busy_times = BusyTimes(connection)
        self.cases = Cases(connection)
        self.meetings = Meetings(connection, agendas)
        self.calendars = Calendars(connection)
        self.replies = Replies(connection)
        self.silences = Silences(connection)
        self.calendar_addresses = CalendarAddresses(connection)
        self.actions = AgreedActions(connection)
        self.sent_forms = SentForms(connection)
        self.minutes = MinutesBook(connection)
        self.case_minutes = CaseMinutesBook(connection)
        self.outcomes = Outcomes(connection)
        self.guests = GuestLists(connection)
        self.planners = Planners(
            connection,
            self._memory,
            agendas=agendas,
            calendars=self.calendars,
            all_contacts=self.contacts.all,
            all_rooms=self.rooms.all,
        )
        self.bodies = PolicyBodies(connection)
        self.body_sessions = BodySessions(connection)
        self.figures = Figures(connection)
        self.own_figures = OwnFigures(connection)
        self.told_agendas = ToldAgendas(connection)
        self.published = PublishedFigures(connection)
        self.activities = Activities(connection)
        self.registrations = Registrations(connection)
        self.activity_counts = ActivityCounts(self.activities, self.registrations)
        self.offers = Offers(connection)
        self.overlaps = Overlaps(connection, self.offers)
        self.surveys = Surveys(connection)
        self.offer_requests = OfferRequests(connection)
        self.objectives = Objectives(connection)
        self.policy_actions = PolicyActions(connection)
        self.coordinator_questions = CoordinatorQuestions(connection)
        self.series = AllSeries(connection)
        self.sessions = Sessions(connection)
        self.watch = Watch(connection, self.meetings, self._memory.seen)
        self.after_commit(agendas.keep)

    async def load(self, keys: Sequence[Key]) -> None:
        """Lock and read what the events at hand need: cases, then their meetings, then agendas to plan with."""
        ids = {kind: [key.id for key in of_kind] for kind, of_kind in groupby(keys, lambda key: key.kind)}
        meeting_ids = [UUID(meeting_id) for meeting_id in ids.get("meeting", ())]
        if case_ids := [UUID(case_id) for case_id in ids.get("case", ())]:
            await self.cases.load(case_ids)
            schools, memory = ids.get("school", ()), self._memory
            sessions_at = schools if memory.has_sessions else ()
            meetings = await self.meetings.load(case_ids, meeting_ids, sessions_at=sessions_at)
            ending = {UUID(case_id) for case_id in ids.get(ENDING, ())}
            booked = {
                name for meeting in meetings if ending.intersection(meeting.case_ids) for name in of_meeting(meeting)
            }
            places = {of_place(place) for place in ids.get("place", ())}
            await self.planners.load(schools, places, booked=booked, today=self.clock.today())
            await self.meetings.load_sessions(schools, are_there=memory.has_sessions)
        elif meeting_ids:
            await self.meetings.load([], meeting_ids)

    async def save(self, aggregate: Aggregate) -> Aggregate:
        """Store an aggregate and send the events it collected; the aggregate as it is stored.

        Raises SlotTaken, and stores nothing, if the place, the room or a participant of a meeting is taken at its time.
        """
        stored = replace(aggregate, events=())
        if isinstance(stored, Meeting):
            await self.meetings.save(stored)
        elif isinstance(stored, Organisation):
            await self.organisations.save(stored)
        elif isinstance(stored, PolicyBody):
            await self.bodies.save(stored)
        elif isinstance(stored, BodySession):
            await self.body_sessions.save(stored)
        elif isinstance(stored, Offer):
            await self.offers.save(stored)
        elif isinstance(stored, Activity):
            await self.activities.save(stored)
        elif isinstance(stored, PolicyAction):
            await self.policy_actions.save(stored)
        else:
            await self.contacts.save(stored)
        self.add(*aggregate.events)
        return stored

    async def save_offers(self, offers: Sequence[Offer]) -> None:
        """Store these offers of a file in one statement, and send the events they collected."""
        await self.offers.save(*(replace(offer, events=()) for offer in offers))
        for offer in offers:
            self.add(*(OfferTakenOver(event.offer) for event in offer.events))


Units = UnitOfWorkFactory[ConsultationUnitOfWork]
