"""One transaction over everything attendance keeps."""

from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.case_days.storage.cases import CasesDays
from attendance.early_signals.storage.early_signals import EarlySignals
from attendance.events import MILESTONES, DomainEvent
from attendance.feeds.storage.feeds import Feeds
from attendance.figures.storage.figures import Figures
from attendance.figures.storage.participation import ParticipationFigures
from attendance.mass_causes.storage.classes import Classes
from attendance.mass_causes.storage.questions import Questions
from attendance.pupils.storage.exports import Exports
from attendance.pupils.storage.history import History
from attendance.pupils.storage.missing_marks import MissingMarks
from attendance.pupils.storage.named_pupils import NamedPupils
from attendance.pupils.storage.pupil_years import PupilYears
from attendance.pupils.storage.unsettled_marks import UnsettledMarks
from attendance.register.storage.calendars import Calendars
from attendance.register.storage.confirmations import Confirmations
from attendance.register.storage.marks import Marks
from attendance.register.storage.persons import Persons
from attendance.register.storage.pupils import Pupils
from attendance.register.storage.register_lock import RegisterLock
from attendance.register.storage.registrations import Registrations
from attendance.residents.storage.enrolment_gaps import EnrolmentGaps
from attendance.residents.storage.residents import Residents
from attendance.rules.storage.counts import Counts
from attendance.rules.storage.known_half_days import HalfDays
from attendance.rules.storage.person_days import DaysOfPersons
from attendance.rules.storage.rules import Rules
from attendance.rules.storage.signals import Signals
from attendance.rules.storage.tables import shadow_signal
from attendance.watches.storage.watches import Watches
from shared.copies.contacts import Directory
from shared.copies.figures import PublishedFigures
from shared.copies.school_names import SchoolNames
from shared.messaging.unit_of_work import UnitOfWork, UnitOfWorkFactory


class AttendanceUnitOfWork(UnitOfWork[DomainEvent]):
    """The repositories of all features in one transaction.

    A feature uses its own, and those of the features it stands on (`tests/unit/attendance/test_features.py`).
    """

    milestones = MILESTONES

    def opened(self, connection: AsyncConnection) -> None:
        self.lock = RegisterLock(connection)
        self.pupils = Pupils(connection)
        self.pupil_years = PupilYears(connection)
        self.marks = Marks(connection, self.pupils)
        self.unsettled_marks = UnsettledMarks(connection)
        self.missing_marks = MissingMarks(connection)
        self.named_pupils = NamedPupils(connection)
        self.confirmations = Confirmations(connection)
        self.registrations = Registrations(connection)
        self.persons = Persons(connection)
        self.counts = Counts(connection)
        self.half_days = HalfDays(connection)
        self.signals = Signals(connection)
        self.shadow_signals = Signals(connection, shadow_signal)
        self.days_of_persons = DaysOfPersons(connection)
        self.calendars = Calendars(connection)
        self.history = History(connection)
        self.exports = Exports(connection)
        self.rules = Rules(connection)
        self.figures = Figures(connection)
        self.participation = ParticipationFigures(connection)
        self.published = PublishedFigures(connection)
        self.residents = Residents(connection)
        self.enrolment_gaps = EnrolmentGaps(connection)
        self.classes = Classes(connection)
        self.questions = Questions(connection)
        self.feeds = Feeds(connection)
        self.early_signals = EarlySignals(connection)
        self.watches = Watches(connection)
        self.cases_days = CasesDays(connection)
        self.directory = Directory(connection)
        self.school_names = SchoolNames(connection)


Units = UnitOfWorkFactory[AttendanceUnitOfWork]
"""Begins a transaction, which commits on a clean exit; `reading` begins one that only reads."""
