"""What is said of a meeting that was held: who was there, and what was decided about each case."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from shared.domain.decisions import Decision
from shared.domain.errors import InvalidField


@dataclass(frozen=True, slots=True)
class CaseDecision:
    """What was decided about a case."""

    case_id: UUID
    decision: Decision


@dataclass(frozen=True, slots=True)
class Held:
    """`present` are the contacts who were there, None if nobody noted it; `decisions` has each case at most once."""

    present: tuple[str, ...] | None = None
    decisions: tuple[CaseDecision, ...] = ()

    def check(self, *, contact_ids: Collection[str], case_ids: Collection[UUID]) -> None:
        """Raises InvalidField for who does not take part, and for a case that is not the meeting's, or is twice."""
        if self.present is not None and not set(self.present) <= set(contact_ids):
            raise InvalidField("present", "names somebody who does not take part in this meeting")
        decided = [decision.case_id for decision in self.decisions]
        if not set(decided) <= set(case_ids):
            raise InvalidField("decisions", "names a case that is not one of this meeting")
        if len(set(decided)) < len(decided):
            raise InvalidField("decisions", "names a case twice")

    def check_kinds(self, allowed: Collection[Decision]) -> None:
        """Raises InvalidField for a decision that this kind of meeting does not have."""
        if any(decision.decision not in allowed for decision in self.decisions):
            raise InvalidField("decisions", f"are of {', '.join(allowed) or 'no kind'} at a meeting of this kind")

    def on_top_of(self, noted: "Held") -> "Held":
        """What is said now with, where it says nothing, what was noted before."""
        said = {own.case_id for own in self.decisions}
        others = (own for own in noted.decisions if own.case_id not in said)
        present = noted.present if self.present is None else self.present
        return Held(present, (*self.decisions, *others))

    def kept_of(self, *, contact_ids: Collection[str], case_ids: Collection[UUID]) -> "Held":
        """What is said of these people and cases: who or what was noted may have left the meeting since."""
        present = self.present and (tuple(who for who in self.present if who in contact_ids) or None)
        return Held(present, tuple(own for own in self.decisions if own.case_id in case_ids))

    def decision(self, case_id: UUID) -> Decision | None:
        """What was decided about a case; None if nothing was."""
        return next((own.decision for own in self.decisions if own.case_id == case_id), None)

    def says_as(self, before: "Held") -> bool:
        """Whether the same is said, in whatever order."""
        same_people = self.present == before.present or (
            self.present is not None and before.present is not None and set(self.present) == set(before.present)
        )
        return same_people and not self.changed_since(before)

    def changed_since(self, before: "Held") -> tuple[UUID, ...]:
        """The cases about which something else is decided than before, or nothing any more."""
        decided = dict.fromkeys(own.case_id for own in (*self.decisions, *before.decisions))
        return tuple(case_id for case_id in decided if self.decision(case_id) is not before.decision(case_id))

    def without(self, case_id: UUID) -> "Held":
        """What is said without what was decided about a case."""
        return Held(self.present, tuple(own for own in self.decisions if own.case_id != case_id))

    def merged(self, case_id: UUID, remaining: UUID) -> "Held":
        """What was decided about a merged case was decided about the case that remains, unless that has its own."""
        if any(decision.case_id == remaining for decision in self.decisions):
            return self
        moved = (replace(own, case_id=remaining) if own.case_id == case_id else own for own in self.decisions)
        return Held(self.present, tuple(moved))


NOTHING_SAID = Held()
