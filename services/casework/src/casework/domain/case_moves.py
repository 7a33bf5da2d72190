"""What every change of a case is made of: a step of the transition table, an entry of the timeline, an event."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from casework.domain.case_state import CaseState
from casework.domain.case_type import CaseType
from casework.domain.events import CaseEvent
from casework.domain.states import Action, Status, Stay, Step, after
from casework.domain.timeline import Cause, Entry


@cache  # asked for each case of a list
def hindrances_of(case_type: CaseType, *, closure_asked: bool) -> Mapping[Action, str]:
    """What can't be done to a case of this type while a closure is asked or not, whatever its state, and why."""
    hindrances = dict.fromkeys(case_type.without, f"no case of type {case_type} has it")
    if Action.APPROVE not in hindrances:
        if closure_asked:
            hindrances[Action.CLOSE] = "its closure was asked, and waits for an answer"
        else:
            hindrances[Action.APPROVE] = "no closure was asked"
    return MappingProxyType(hindrances)


@dataclass(slots=True)
class CaseMoves(CaseState):
    """A case that can move."""

    @property
    def without(self) -> Set[Action]:
        """What can't be done to the case, whatever its state: a closure is asked, and then answered."""
        return self.hindrances.keys()

    @property
    def hindrances(self) -> Mapping[Action, str]:
        """What can't be done to the case, whatever its state, and why."""
        return hindrances_of(self.case_type, closure_asked=self.closure is not None)

    def _check(self, step: Step) -> None:
        """Raise IllegalTransition for a step that is not possible now."""
        after(self.status, step, without=self.hindrances)

    def _move(self, step: Step) -> None:
        target = after(self.status, step, without=self.hindrances)
        if target is Stay.STATE_BEFORE:
            self._go_back()
        elif target is not Stay.UNCHANGED:
            self.status = target

    def _go_back(self) -> None:
        if self.status is Status.WITHDRAWAL_PROPOSED:
            self.status, self.proposed_from = self.proposed_from or Status.ACTIVE, None
        else:
            self.status = self.held_from or Status.ACTIVE
            self._end_hold()

    def _end_hold(self) -> None:
        self.held_from = self.proposed_from = self.hold_until = None

    def _end(self, cause: Cause) -> None:
        self.ended_at = cause.at
        self.closure = None
        self._end_hold()
        self._settle()

    def _settle(self) -> None:
        """What fell is dealt with: the case no longer rests on it."""
        fallen = [ground for ground in self.grounds.values() if ground.said and ground.taken_back]
        self.grounds |= {ground.ground_id: replace(ground, settled=True) for ground in fallen}
        self._take_back()

    def _take_back(self) -> None:
        """Tell that a ground fell, if an event of its own told of it and the case is not about to be withdrawn."""

    def _entry(self, kind: str, cause: Cause, **facts: object) -> None:
        self.entries.append(Entry.of(kind, cause, **facts))

    def _event(self, kind: type[CaseEvent], **what: Any) -> None:
        event = kind(case_id=self.case_id, reference=self.reference, case_type=self.case_type.name, **what)
        self.events.append(event)
