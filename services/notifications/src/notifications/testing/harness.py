"""Carries out decisions on notices in memory, as the service does in its database."""

from datetime import timedelta

from notifications.application.subject import AnySubject
from notifications.domain.agreements import Agreement
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Reason, Status
from notifications.subjects.case.domain.facts import CaseFact
from notifications.subjects.case.domain.story import CaseStory
from notifications.subjects.case.subject import CASE as CASES
from notifications.subjects.meeting.domain.story import AnswerNews, MeetingStory, MeetingVersion, NoSlot
from notifications.subjects.meeting.subject import MEETING as MEETINGS
from notifications.testing.cases import case
from notifications.testing.factories import NOW, REAL_NOW, notice
from notifications.testing.meetings import meeting

OfMeeting = MeetingVersion | AnswerNews | NoSlot
Fact = CaseFact | OfMeeting


class Harness:
    """A case or a meeting with its notices; facts arrive and mails go in any order."""

    def __init__(self, *agreed: Agreement) -> None:
        self.agreed = frozenset(agreed)
        self.facts: list[Fact] = []
        self.notices: list[Notice] = []
        self.mails: list[Notice] = []

    @property
    def subject(self) -> AnySubject:
        """The subject of the facts that arrived."""
        return MEETINGS if any(isinstance(fact, OfMeeting) for fact in self.facts) else CASES

    @property
    def story(self) -> CaseStory | MeetingStory:
        """All that arrived so far."""
        versions = [fact for fact in self.facts if isinstance(fact, MeetingVersion)]
        news = tuple(fact for fact in self.facts if isinstance(fact, AnswerNews))
        no_slots = tuple(fact for fact in self.facts if isinstance(fact, NoSlot))
        of_a_case = [fact for fact in self.facts if not isinstance(fact, OfMeeting)]
        return case(*of_a_case) if of_a_case else meeting(*versions, answers=news, no_slots=no_slots)

    @property
    def case(self) -> CaseStory:
        """The story, of a case."""
        assert isinstance(self.story, CaseStory)
        return self.story

    @property
    def meeting(self) -> MeetingStory:
        """The story, of a meeting."""
        assert isinstance(self.story, MeetingStory)
        return self.story

    def arrive(self, fact: Fact) -> None:
        """A fact arrives, perhaps again."""
        if fact not in self.facts:
            self.facts.append(fact)
        self.settle()

    def settle(self) -> None:
        """Do what follows."""
        if self.subject.is_behind(self.story, self.notices):
            return
        decision = self.subject.decide(self.story, self.notices, self.agreed)
        for stale in decision.cancel:
            stale.cancel(Reason.NO_LONGER_HOLDS)
        self.notices.extend(notice(wanted) for wanted in decision.make)

    def start(self, pending: Notice, contact_id: str | None = None) -> None:
        """A worker takes a notice."""
        contact_id = contact_id or pending.contact_id or f"{pending.role}-1"
        pending.hand_over(contact_id, pending.role, real_now=REAL_NOW, lease=timedelta(seconds=15))

    def finish(self, sending: Notice, *, result: str) -> None:
        """The worker's attempt ends: accepted, refused, deferred, unanswered (taken or not), or the worker is lost."""
        if result in ("accepted", "taken-without-answer"):
            self.mails.append(sending)
        if result == "accepted":
            sending.accept(NOW)
        elif result == "refused":
            sending.bounce("smtp-550", NOW)
        else:
            in_doubt = result in ("taken-without-answer", "not-taken-without-answer")
            sending.defer(Reason.NO_ANSWER, REAL_NOW, in_doubt=in_doubt)
        self.settle()

    def send_all(self) -> None:
        """Everything that is due goes, until nothing is left."""
        while pending := [notice for notice in self.notices if notice.pending]:
            self.start(pending[0])
            self.finish(pending[0], result="accepted")

    def of_status(self, status: Status) -> list[Notice]:
        """The notices in this state."""
        return [notice for notice in self.notices if notice.status is status]
