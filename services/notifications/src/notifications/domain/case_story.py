"""What is known of a case: what is told of it and what took that back, in the order of the case's own versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from notifications.domain.about import Origin
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, order=True, slots=True)
class MissedHalfDay:
    """A half day on which the pupil was absent without a valid reason."""

    date: date
    half_day: HalfDay


@dataclass(frozen=True, slots=True)
class CaseNews:
    """Something to tell of a case, at its version ``sequence``. ``pupil`` is None once the person is erased."""

    sequence: int
    reference: str
    person_id: UUID
    school: str
    pupil: str | None
    school_year: SchoolYear
    count: int | None
    half_days: tuple[MissedHalfDay, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class CaseOpening(CaseNews):
    """A case was opened, or ``reopened``."""

    reopened: bool
    case_type: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class CaseEscalation(CaseNews):
    """A level of a newer school year, ``school_year``, was reached on an open case."""


class Ending(StrEnum):
    """How an opening of a case can come to nothing."""

    WITHDRAWN = "withdrawn"
    """It had no ground after all: whoever was told gets a correction."""
    MERGED = "merged"
    """Another case goes on with it: nobody is mailed, until that one is withdrawn."""


@dataclass(frozen=True, slots=True)
class CaseEnding:
    """A case came to nothing at version ``sequence``, at the moment ``at``; merged ``into`` another case."""

    sequence: int
    ending: Ending
    origin: Origin
    at: datetime
    into: UUID | None = None


@dataclass(frozen=True, slots=True)
class EscalationWithdrawal:
    """No level of a newer school year holds any more, at version ``sequence`` and the moment ``at``; the case stays.

    ``told_elsewhere``: it was told of the case in which this one went on.
    """

    sequence: int
    school_year: SchoolYear
    origin: Origin
    at: datetime
    told_elsewhere: bool = False

    def takes_back(self, news: CaseNews) -> bool:
        """Whether it leaves this earlier news without ground: of its school year, and not of the case as such."""
        is_of_the_year = isinstance(news, CaseEscalation) or self.told_elsewhere
        return is_of_the_year and news.school_year == self.school_year and news.sequence < self.sequence


_W = TypeVar("_W", CaseEnding, EscalationWithdrawal)

CaseFact = CaseOpening | CaseEscalation | CaseEnding | EscalationWithdrawal


@dataclass(frozen=True, slots=True)
class CaseStory:
    """All that arrived about a case, whatever order it arrived in."""

    case_id: UUID
    openings: tuple[CaseOpening, ...] = ()
    endings: tuple[CaseEnding, ...] = ()
    escalations: tuple[CaseEscalation, ...] = ()
    escalation_withdrawals: tuple[EscalationWithdrawal, ...] = ()

    @classmethod
    def of(cls, case_id: UUID, facts: Iterable[CaseFact]) -> "CaseStory":
        """The story that these facts make, together."""
        known = tuple(facts)
        return cls(
            case_id,
            tuple(fact for fact in known if isinstance(fact, CaseOpening)),
            tuple(fact for fact in known if isinstance(fact, CaseEnding)),
            tuple(fact for fact in known if isinstance(fact, CaseEscalation)),
            tuple(fact for fact in known if isinstance(fact, EscalationWithdrawal)),
        )

    @property
    def news(self) -> tuple[CaseNews, ...]:
        """All there is to tell, the oldest in front."""
        return tuple(sorted((*self.openings, *self.escalations), key=lambda news: news.sequence))

    @property
    def latest(self) -> CaseNews | None:
        """The newest of what there is to tell."""
        return self.news[-1] if self.news else None

    def news_at(self, sequence: int) -> CaseNews | None:
        """What there is to tell of this version."""
        return next((news for news in self.news if news.sequence == sequence), None)

    def taken_back_by(self, sequence: int) -> CaseEnding | EscalationWithdrawal | None:
        """What leaves the news of this version without ground: a withdrawal of the case before that of a level."""
        return self.withdrawal_after(sequence) or self.level_withdrawal_after(sequence)

    def level_withdrawal_after(self, sequence: int) -> EscalationWithdrawal | None:
        """Of the news of this version: the first withdrawal of its school year after it.

        An opening has one only where the case went on in a case of an earlier school year.
        """
        news = self.news_at(sequence)
        if news is None:
            return None
        return min(
            (withdrawal for withdrawal in self.escalation_withdrawals if withdrawal.takes_back(news)),
            key=lambda withdrawal: withdrawal.sequence,
            default=None,
        )

    def withdrawal_after(self, sequence: int) -> CaseEnding | None:
        """The first withdrawal of the case after this version.

        A case is withdrawn when no level of any school year holds, so that nothing told before has a ground left.
        """
        return min(
            (e for e in self.endings if e.ending is Ending.WITHDRAWN and e.sequence > sequence),
            key=lambda ending: ending.sequence,
            default=None,
        )

    @property
    def went_on_in(self) -> frozenset[UUID]:
        """The cases that this one was merged into."""
        return frozenset(ending.into for ending in self.endings if ending.into)

    def going_on_in(self, other: "CaseStory") -> "CaseStory":
        """This story with what ``other`` tells of it: withdrawing that case withdraws what was merged into it.

        That ends when this case is opened again, because the persons parted.
        """
        withdrawn = [ending for ending in other.endings if ending.ending is Ending.WITHDRAWN]
        fallen = [replace(withdrawal, told_elsewhere=True) for withdrawal in other.escalation_withdrawals]
        return replace(
            self,
            endings=(*self.endings, *self._handed_on(other, withdrawn)),
            escalation_withdrawals=(*self.escalation_withdrawals, *self._handed_on(other, fallen)),
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
        return ended or self.level_withdrawal_after(sequence) is not None
