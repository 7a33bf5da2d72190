"""The case of a child that is not known to be enrolled (*niet-ingeschreven leerplichtige*): it rests on gaps."""

from collections.abc import Set
from dataclasses import dataclass, field, replace
from typing import ClassVar, Self
from uuid import UUID

from casework.domain.case import Case
from casework.domain.enrolment_gap import EnrolmentGap
from casework.domain.events import CaseOpened, CaseReopened, GroundTold
from casework.domain.states import Action
from casework.domain.terms import Terms
from casework.domain.timeline import Cause, EntryKind
from casework.domain.vocabulary import GroundKind, ReasonCode


@dataclass(slots=True)
class NotEnrolledCase(Case):
    """One child's case. It is at no school, so it has no care meeting; its terms count in Flemish school days."""

    reason_fallen: ClassVar[ReasonCode] = ReasonCode.ENROLMENT_FOUND
    reason_back: ClassVar[ReasonCode] = ReasonCode.ENROLMENT_MISSING_AGAIN
    without: ClassVar[Set[Action]] = frozenset({Action.REQUEST_MEETING})

    gaps: dict[UUID, EnrolmentGap] = field(default_factory=dict)

    @property
    def known_gaps(self) -> tuple[EnrolmentGap, ...]:
        """The gaps that were said to be there, standing or not; the newest reference date last."""
        missing = (gap for gap in self.gaps.values() if gap.missing)
        return tuple(sorted(missing, key=lambda gap: (gap.reference_date, gap.signal_id)))

    @property
    def fallen(self) -> bool:
        """Whether an enrolment was found for every gap the case rests on."""
        alive = [gap for gap in self.known_gaps if not gap.settled]
        return bool(alive) and not any(gap.stands for gap in alive)

    def open_by(self, gap: EnrolmentGap, terms: Terms, cause: Cause) -> Self:
        """Begin because no enrolment is known."""
        self.gaps[gap.signal_id] = gap
        self._entry(EntryKind.CASE_OPENED, cause, reference_date=gap.reference_date)
        self._began(terms, cause, again=False, because=gap.signal_id)
        self._weigh(cause)
        return self

    def take(self, gap: EnrolmentGap, cause: Cause) -> None:
        """Another gap came while the case is open."""
        self.gaps[gap.signal_id] = gap
        self._entry(EntryKind.ENROLMENT_MISSING, cause, reference_date=gap.reference_date)
        self._weigh(cause)

    def lose(self, gap: EnrolmentGap, cause: Cause) -> None:
        """An enrolment was found, or the child is not of age. When no gap is left, the withdrawal is proposed."""
        self.gaps[gap.signal_id] = gap
        self._entry(EntryKind.ENROLMENT_FOUND, cause)
        self._weigh(cause)

    def reopen_by(self, gap: EnrolmentGap, terms: Terms, cause: Cause) -> None:
        """A gap brings an ended case back."""
        self.gaps[gap.signal_id] = gap
        self._reopen(terms, cause, because=gap.signal_id, reference_date=gap.reference_date)
        self._weigh(cause)

    @property
    def _rests_on(self) -> tuple[GroundTold, ...]:
        alive = [gap for gap in self.known_gaps if not gap.settled]
        return tuple(GroundTold(GroundKind.ENROLMENT_GAP, gap.signal_id, gap.reference_date) for gap in alive)

    def _settle(self) -> None:
        found = [gap for gap in self.gaps.values() if gap.missing and gap.found]
        self.gaps |= {gap.signal_id: replace(gap, settled=True) for gap in found}

    def _take_back(self) -> None:
        """Nobody was told of a gap apart from its case."""

    def _began(self, terms: Terms, cause: Cause, *, again: bool, because: UUID | None = None) -> None:
        self.respond_by = terms.not_enrolled_respond_by(cause.at.date())
        self._event(
            CaseReopened if again else CaseOpened,
            person_id=self.person_id,
            school_year=self.school_year,
            grounds=self._told_grounds(None if because else cause.at.date()),
            signal_id=because,
            opened_at=cause.at,
            respond_by=self.respond_by,
        )

    def _absorb(self, other: Self, cause: Cause) -> None:
        self.gaps |= other.gaps
        other.gaps.clear()
