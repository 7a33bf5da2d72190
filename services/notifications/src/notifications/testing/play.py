"""Carries out decisions on notices in memory, as the service does in its database."""

from datetime import timedelta

from notifications.domain.case_story import CaseFact
from notifications.domain.meeting_story import MeetingVersion
from notifications.domain.notice import Notice
from notifications.domain.stories import Story, decide
from notifications.domain.vocabulary import Reason, Status
from notifications.testing.factories import CASE, MEETING, NOW, REAL_NOW, case, meeting, notice

Fact = CaseFact | MeetingVersion


class Play:
    """A case or a meeting with its notices; facts arrive and mails go in any order."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.notices: list[Notice] = []
        self.mails: list[Notice] = []

    @property
    def story(self) -> Story:
        """All that arrived so far."""
        versions = [fact for fact in self.facts if isinstance(fact, MeetingVersion)]
        return meeting(*versions) if versions else case(*(f for f in self.facts if not isinstance(f, MeetingVersion)))

    def arrive(self, fact: Fact) -> None:
        """A fact arrives, perhaps again."""
        if fact not in self.facts:
            self.facts.append(fact)
        self.settle()

    def settle(self) -> None:
        """Do what follows."""
        decision = decide(self.story, self.notices)
        for stale in decision.cancel:
            stale.cancel(Reason.NO_LONGER_HOLDS)
        self.notices.extend(notice(wanted) for wanted in decision.make)

    def start(self, pending: Notice, contact_id: str | None = None) -> None:
        """A worker takes a notice."""
        contact_id = contact_id or pending.contact_id or f"{pending.role}-1"
        pending.hand_over(contact_id, pending.role, REAL_NOW, timedelta(seconds=15))

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
        while pending := [n for n in self.notices if n.pending]:
            self.start(pending[0])
            self.finish(pending[0], result="accepted")

    def of_status(self, status: Status) -> list[Notice]:
        """The notices in this state."""
        return [n for n in self.notices if n.status is status]


__all__ = ["CASE", "MEETING", "Play"]
