"""One transaction over everything casework keeps."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from casework.domain import events
from casework.domain.case import Case
from casework.domain.case_type import CaseTypes
from casework.domain.consent import Consent
from casework.domain.meeting import Meeting
from casework.domain.person import Pupil
from casework.domain.referral import Referral
from casework.domain.terms import TermLengths, Terms
from casework.storage.absences import KeptAbsences
from casework.storage.assignment import Assignment
from casework.storage.case_files import CaseFiles
from casework.storage.case_lists import CaseLists
from casework.storage.caseloads import Caseloads
from casework.storage.cases import Cases
from casework.storage.consents import Consents
from casework.storage.deadlines import Deadlines
from casework.storage.duplicates import Duplicates
from casework.storage.early_signals import EarlySignals
from casework.storage.figures import Figures
from casework.storage.grounds import Grounds
from casework.storage.guests import Guests
from casework.storage.letters import Letters
from casework.storage.links import Links
from casework.storage.meetings import Meetings
from casework.storage.notes import Notes
from casework.storage.own_tasks import OwnTasks
from casework.storage.persons import Persons
from casework.storage.plans import Plans
from casework.storage.referrals import Referrals
from casework.storage.registers import Registers
from casework.storage.school_matters import SchoolMatters
from casework.storage.showables import Showables
from casework.storage.shown_cases import ReadsShownCases
from casework.storage.staffing import Staffing
from casework.storage.stuck_cases import StuckCases
from casework.storage.teams import Teams
from casework.storage.timeline import Timeline
from casework.storage.trajectories import Trajectories
from casework.storage.what_moves import WhatMoves
from casework.storage.whole_cases import WholeCases
from casework.storage.workers import Workers
from casework.storage.worklists import Worklists
from casework.storage.writes import Writes
from shared.copies.calendars import Calendars
from shared.copies.contacts import Directory
from shared.copies.figures import PublishedFigures
from shared.copies.school_names import SchoolNames
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.published_figures import FiguresPublished
from shared.messaging.aggregates import take_events
from shared.messaging.keys import Key
from shared.messaging.locks import lock
from shared.messaging.milestones import Fields, milestone, milestones
from shared.messaging.outbox import Outgoing
from shared.messaging.unit_of_work import UnitOfWork, UnitOfWorkFactory
from shared.runtime.batching import BatchingConnection
from shared.runtime.clock import Clock
from shared.web.sent_forms import SentForms


def _case(event: events.CaseEvent) -> Fields:
    return {"aggregate_id": event.case_id, "reference": event.reference, "case_type": event.case_type}


def _raised(event: events.CaseBegan | events.CaseEscalated) -> Fields:
    return {**_case(event), "reached_level": event.level} if event.level is not None else _case(event)


def _fallen(event: events.LevelFallen) -> Fields:
    return {**_case(event), "reached_level": event.level}


def _closed(event: events.CaseClosed) -> Fields:
    return {**_case(event), "outcome": event.outcome}


def _answered(event: events.ReferralAnswered) -> Fields:
    return {**_case(event), "outcome": event.answer}


_MILESTONES = milestones(
    milestone(events.CaseOpened, "case.opened", _raised),
    milestone(events.CaseReopened, "case.reopened", _raised),
    milestone(events.CaseEscalated, "case.escalated", _raised),
    milestone(events.EscalationWithdrawn, "case.escalation_withdrawn", _case),
    milestone(events.LevelFallen, "case.level_fallen", _fallen),
    milestone(events.CaseTransferred, "case.transferred", _case),
    milestone(events.CaseAssigned, "case.assigned", _case),
    milestone(events.MeetingRequested, "case.meeting_requested", _case),
    milestone(events.WithdrawalProposed, "case.withdrawal_proposed", _case),
    milestone(events.WithdrawalDropped, "case.withdrawal_dropped", _case),
    milestone(events.CaseWithdrawn, "case.withdrawn", _case),
    milestone(events.CaseClosed, "case.closed", _closed),
    milestone(events.CaseDue, "case.due", _case),
    milestone(events.CaseOverdue, "case.overdue", _case),
    milestone(events.WatchAsked, "case.watch_asked", _case),
    milestone(events.WatchEnded, "case.watch_ended", _case),
    milestone(events.ReferralAsked, "case.referral_asked", _case),
    milestone(events.ReferralAnswered, "case.referral_answered", _answered),
    milestone(events.ConsentRecorded, "case.consent_recorded", _case),
    milestone(events.ConsentEnded, "case.consent_ended", _case),
)


class CaseworkUnitOfWork(UnitOfWork[events.CaseEvent | FiguresPublished]):
    """The repositories of one transaction. Milestones are logged once it is committed."""

    milestones = _MILESTONES

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        source: str,
        clock: Clock,
        to_outgoing: Callable[[events.CaseEvent | FiguresPublished], Outgoing],
        committed: Callable[[], None],
        case_types: CaseTypes,
        lengths: TermLengths,
    ) -> None:
        super().__init__(engine, source=source, clock=clock, to_outgoing=to_outgoing, committed=committed)
        self.case_types = case_types
        self._lengths = lengths
        self._locked: set[str] = set()

    def opened(self, connection: BatchingConnection) -> None:
        self._locked.clear()
        writes = Writes(connection)
        self.registers = Registers(connection)
        self.persons = Persons(connection, self.registers)
        self.grounds = Grounds(
            connection, self.case_types, writes=writes, persons=self.persons, registers=self.registers
        )
        whole = WholeCases(connection, self.case_types, self.grounds)
        self.cases = Cases(connection, writes, whole=whole, grounds=self.grounds, registers=self.registers)
        shown = ReadsShownCases(connection, self.case_types, self.grounds)
        self.case_lists = CaseLists(connection, whole, shown)
        self.showables = Showables(connection)
        self.caseloads = Caseloads(connection, self.case_types, whole)
        self.worklists = Worklists(connection, shown)
        self.school_matters = SchoolMatters(connection)
        self.stuck_cases = StuckCases(connection, whole)
        self.calendars = Calendars(connection)
        self.meetings = Meetings(connection, writes)
        self.timeline = Timeline(connection, writes)
        self.files = CaseFiles(connection)
        self.own_tasks = OwnTasks(connection)
        self.notes = Notes(connection)
        self.plans = Plans(connection)
        self.trajectories = Trajectories(connection)
        self.letters = Letters(connection)
        self.links = Links(connection)
        self.guests = Guests(connection)
        self.referrals = Referrals(connection, whole)
        self.consents = Consents(connection)
        self.early_signals = EarlySignals(connection, self.case_types, self.grounds)
        self.duplicates = Duplicates(connection, whole)
        self.what_moves = WhatMoves(connection)
        self.deadlines = Deadlines(connection)
        self.directory = Directory(connection)
        self.school_names = SchoolNames(connection)
        self.workers = Workers(connection, self.directory)
        self.teams = Teams(connection)
        self.assignment = Assignment(connection)
        self.absences = KeptAbsences(connection)
        self.staffing = Staffing(
            connection, self.case_types, teams=self.teams, absences=self.absences, workers=self.workers
        )
        self.figures = Figures(connection)
        self.published = PublishedFigures(connection)
        self.sent_forms = SentForms(connection)

    async def load(self, keys: Sequence[Key]) -> None:
        """Lock the persons among these keys, then read what is kept of each key: one statement for each kind."""
        ids: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            ids[key.kind].append(key.id)
        await self._lock(ids["person"])
        persons = await self.persons.load([UUID(person_id) for person_id in ids["person"]])
        await self.cases.load(
            [UUID(person_id) for person_id in ids["cases-of"]], [UUID(ground_id) for ground_id in ids["ground"]]
        )
        await self.calendars.load(ids["school"])
        if ids["pupil"] and len(ids["person"]) > 1:  # of one person it takes a statement less to look only if asked
            pupils = (Pupil(*register.split("/", 1)) for register in ids["pupil"])
            await self.registers.load(chain(pupils, *(person.pupils for person in persons)))

    async def lock_persons(self, *person_ids: UUID) -> None:
        """Nobody else changes the cases of these persons until the transaction ends."""
        await self._lock(str(person_id) for person_id in person_ids)

    async def _lock(self, names: Iterable[str]) -> None:
        wanted = set(names) - self._locked
        await lock(self.connection, wanted)
        self._locked |= wanted

    async def save(self, case: Case) -> None:
        """Store a case, its timeline entries and its events. A state that it came to begins its term.

        Raises Conflict when its person has an open case, at the latest at the end of the transaction.
        """
        if case.has_to_count(self._lengths):
            calendar_of = await self.calendars.of(case.school) if case.school else flemish_calendar
            case.count_state(Terms(self._lengths, calendar_of), self.clock.today())
        await self.cases.save(case)
        if case.entries:
            await self.timeline.append(case.merged_into or case.case_id, case.entries)
        for event in case.events:
            if isinstance(event, events.MeetingRequested):
                await self.meetings.save(Meeting.asked_for(event.meeting_id), [event.case_id])
        case.entries.clear()
        self.add(*take_events(case))

    async def save_referral(self, referral: Referral) -> None:
        """Store a referral, and what its case's timeline and events tell of it."""
        await self.referrals.save(referral)
        await self._tell_of(referral)

    async def save_consent(self, consent: Consent) -> None:
        """Store a consent, and what its case's timeline and events tell of it."""
        await self.consents.save(consent)
        await self._tell_of(consent)

    async def _tell_of(self, item: Referral | Consent) -> None:
        await self.timeline.append(item.case_id, item.entries)
        item.entries.clear()
        self.add(*take_events(item))


CaseworkUnits = UnitOfWorkFactory[CaseworkUnitOfWork]
