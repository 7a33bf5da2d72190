"""What is known of a case: all that arrived about it, in the order of the case's own versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from notifications.subjects.case.domain.facts import (
    CaseAssignment,
    CaseClosing,
    CaseEnding,
    CaseEscalation,
    CaseFact,
    CaseNews,
    CaseOpening,
    CaseTerm,
    CaseTransfer,
    CoachConsent,
    Ending,
    EscalationWithdrawal,
    LevelFall,
    MeetingHeld,
)

_NEVER = datetime.max.replace(tzinfo=UTC)

_W = TypeVar("_W", CaseEnding, EscalationWithdrawal, LevelFall)


@dataclass(frozen=True, slots=True)
class CaseStory:
    """All that arrived about a case, whatever order it arrived in."""

    case_id: UUID
    openings: tuple[CaseOpening, ...] = ()
    endings: tuple[CaseEnding, ...] = ()
    escalations: tuple[CaseEscalation, ...] = ()
    escalation_withdrawals: tuple[EscalationWithdrawal, ...] = ()
    transfers: tuple[CaseTransfer, ...] = ()
    level_falls: tuple[LevelFall, ...] = ()
    closings: tuple[CaseClosing, ...] = ()
    meetings_held: tuple[MeetingHeld, ...] = ()
    consents: tuple[CoachConsent, ...] = ()
    assignments: tuple[CaseAssignment, ...] = ()
    terms: tuple[CaseTerm, ...] = ()

    @classmethod
    def of(cls, case_id: UUID, facts: Iterable[CaseFact]) -> "CaseStory":
        """The story that these facts make, together."""
        arrived = tuple(facts)
        return cls(
            case_id,
            tuple(fact for fact in arrived if isinstance(fact, CaseOpening)),
            tuple(fact for fact in arrived if isinstance(fact, CaseEnding)),
            tuple(fact for fact in arrived if isinstance(fact, CaseEscalation)),
            tuple(fact for fact in arrived if isinstance(fact, EscalationWithdrawal)),
            tuple(fact for fact in arrived if isinstance(fact, CaseTransfer)),
            tuple(fact for fact in arrived if isinstance(fact, LevelFall)),
            tuple(fact for fact in arrived if isinstance(fact, CaseClosing)),
            tuple(fact for fact in arrived if isinstance(fact, MeetingHeld)),
            tuple(fact for fact in arrived if isinstance(fact, CoachConsent)),
            tuple(fact for fact in arrived if isinstance(fact, CaseAssignment)),
            tuple(fact for fact in arrived if isinstance(fact, CaseTerm)),
        )

    @property
    def version(self) -> int:
        """The newest version of the case that anything arrived of; 0 if nothing arrived."""
        news: list[CaseFact] = [*self.openings, *self.escalations, *self.transfers]
        ends: list[CaseFact] = [*self.endings, *self.closings, *self.escalation_withdrawals, *self.level_falls]
        agreed: list[CaseFact] = [*self.consents, *self.assignments, *self.terms]
        return max((fact.sequence for fact in (*news, *ends, *agreed)), default=0)

    @property
    def opened_at_version(self) -> int:
        """The version at which the case was opened, or opened again last; 0 if that has not arrived."""
        return max((opening.sequence for opening in self.openings), default=0)

    @property
    def goes_on(self) -> bool:
        """Whether the case is open."""
        ends = [*(ending.sequence for ending in self.endings), *(closing.sequence for closing in self.closings)]
        return self.opened_at_version > max(ends, default=0)

    @property
    def assignment(self) -> CaseAssignment | None:
        """Who the case was given to last; None if to nobody, as far as is known."""
        return max(self.assignments, key=lambda assignment: assignment.sequence, default=None)

    @property
    def news(self) -> tuple[CaseNews, ...]:
        """All there is to tell, the oldest in front."""
        return tuple(sorted((*self.openings, *self.escalations, *self.transfers), key=lambda news: news.sequence))

    def news_at(self, sequence: int) -> CaseNews | None:
        """What there is to tell of this version; None if nothing is."""
        return next((news for news in self.news if news.sequence == sequence), None)

    def last_news_at(self, sequence: int) -> CaseNews | None:
        """The newest that there is to tell of this version or an earlier version; None if nothing is."""
        return next((news for news in reversed(self.news) if news.sequence <= sequence), None)

    @property
    def closing(self) -> CaseClosing | None:
        """That the case has ended with a result; None if it goes on, or was withdrawn or merged after that."""
        newest = max(self.closings, key=lambda closing: closing.sequence, default=None)
        if newest is None:
            return None
        later: list[CaseOpening | CaseEnding] = [*self.openings, *self.endings]
        return None if any(fact.sequence > newest.sequence for fact in later) else newest

    def taken_back_by(self, sequence: int) -> CaseEnding | EscalationWithdrawal | LevelFall | None:
        """What leaves the news of this version without ground: a withdrawal of the case before that of a level."""
        return self.withdrawal_after(sequence) or self.level_withdrawal_after(sequence)

    def level_withdrawal_after(self, sequence: int) -> EscalationWithdrawal | LevelFall | None:
        """The first withdrawal after this version of the level or school year it told of; None without a withdrawal.

        An opening is withdrawn so only where the case went on in a case of an earlier school year.
        """
        news = self.news_at(sequence)
        if news is None:
            return None
        falls: list[EscalationWithdrawal | LevelFall] = [*self.escalation_withdrawals, *self.level_falls]
        after = (fall for fall in falls if fall.takes_back(news))
        return min(after, key=lambda fall: fall.sequence, default=None)

    def withdrawal_after(self, sequence: int) -> CaseEnding | None:
        """The first withdrawal of the case after this version; None if there is no such withdrawal.

        A case is withdrawn when no level of any school year holds, so that nothing told before has a ground left.
        """
        return min(
            (ended for ended in self.endings if ended.ending is Ending.WITHDRAWN and ended.sequence > sequence),
            key=lambda ending: ending.sequence,
            default=None,
        )

    @property
    def went_on_in(self) -> frozenset[UUID]:
        """The cases that this case was merged into."""
        return frozenset(ending.into for ending in self.endings if ending.into)

    def going_on_in(self, other: "CaseStory") -> "CaseStory":
        """This story with what ``other`` tells of it: withdrawing the other case withdraws what was merged into it.

        That ends when this case is opened again, because the persons parted.
        """
        withdrawn = [ending for ending in other.endings if ending.ending is Ending.WITHDRAWN]
        fallen = [replace(withdrawal, told_elsewhere=True) for withdrawal in other.escalation_withdrawals]
        return replace(
            self,
            endings=(*self.endings, *self._handed_on(other, withdrawn)),
            escalation_withdrawals=(*self.escalation_withdrawals, *self._handed_on(other, fallen)),
            level_falls=(*self.level_falls, *self._handed_on(other, other.level_falls)),
        )

    def _handed_on(self, other: "CaseStory", withdrawals: Sequence[_W]) -> list[_W]:
        return [
            replace(withdrawal, sequence=merger.sequence)
            for merger in self.endings
            if merger.into == other.case_id
            for withdrawal in withdrawals
            if merger.at <= withdrawal.at < self._opened_again(merger)
        ]

    def _opened_again(self, merger: CaseEnding) -> datetime:
        later = (opening.opened_at for opening in self.openings if opening.sequence > merger.sequence)
        return min(later, default=_NEVER)

    def came_to_nothing(self, sequence: int) -> bool:
        """Whether nobody has to be told of this version any more."""
        ended = any(ending.sequence > sequence for ending in self.endings)
        elsewhere = any(transfer.sequence > sequence for transfer in self.transfers)
        return ended or elsewhere or self.level_withdrawal_after(sequence) is not None
