"""Assessment and closure: what the type of a case asks before work begins, and before the case ends."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from casework.domain.case_type import MERGED
from casework.domain.case_watching import CaseWatching
from casework.domain.closure import Closure
from casework.domain.events import CaseClosed
from casework.domain.states import Action
from casework.domain.timeline import Cause, EntryKind
from casework.domain.vocabulary import CLOSED, ReasonCode, RequiredField
from shared.domain.errors import Conflict, InvalidField


@dataclass(slots=True)
class CaseClosing(CaseWatching):
    """A case that is assessed and closed as its type says."""

    def assess(self, checks: Mapping[str, bool], causes: Sequence[str] | None, cause: Cause) -> None:
        """Look into the case before work begins. Answers join those there are; ``causes`` None leaves them.

        Raises InvalidField for what the type does not have, and for what it requires and is not answered.
        """
        unknown = checks.keys() - set(self.case_type.checks)
        if unknown:
            raise InvalidField("checks", f"has an answer to what is not asked: {_any_of(self.case_type.checks)}")
        self._check_causes(causes)
        answered = {**(self.checks or {}), **checks}
        self._require("checks", answered, among=self.case_type.assessment_requires)
        if RequiredField.CAUSES in self.case_type.assessment_requires and not (causes or self.causes):
            raise InvalidField("causes", f"is required: {_any_of(self.case_type.causes)}")
        self._move(Action.ASSESS)
        self.checks = answered
        self.causes = self.causes if causes is None else _in_order(causes)
        self._entry(
            EntryKind.ASSESSED,
            cause,
            yes=[check for check, answer in checks.items() if answer] or None,
            no=[check for check, answer in checks.items() if not answer] or None,
            causes=causes or None,
        )

    def close(
        self,
        outcome: str,
        reason: str | None,
        cause: Cause,
        *,
        causes: Sequence[str] | None = None,
        open_tasks: Sequence[UUID] = (),
    ) -> None:
        """End the case with an outcome, or ask for that where a coordinator has to approve.

        Raises InvalidField for an outcome of another type of case, for ``merged``, which only ``merge_into`` gives, and
        for a field that the type requires. Raises Conflict while there are open tasks.
        """
        if outcome == MERGED:
            raise InvalidField("outcome", "is given when two persons turn out to be one, not by hand")
        if outcome not in self.case_type.outcomes:
            expected = ", ".join(self.case_type.outcomes)
            raise InvalidField("outcome", f"is no outcome of type {self.case_type}: expected one of {expected}")
        self._check_causes(causes)
        self._check_required(reason, causes)
        self._check(Action.CLOSE)
        _refuse(open_tasks)
        closure = Closure(cause.at, cause.by, outcome, reason, None if causes is None else _in_order(causes))
        if not self.case_type.approval:
            self._close(closure, cause)
            return
        self.closure = closure
        self._entry(EntryKind.CLOSURE_ASKED, cause, outcome=outcome, causes=closure.causes or None, reason=reason)

    def approve(self, approved: bool, reason: str, cause: Cause, *, open_tasks: Sequence[UUID] = ()) -> None:
        """Answer the closure that was asked: the case ends, or goes on as it is.

        Raises Conflict for whoever asked, and while there are open tasks.
        """
        self._check(Action.APPROVE)
        closure = self.closure
        assert closure, "only a closure that was asked can be approved"
        if closure.asked_by == cause.by:
            raise Conflict("somebody else than who asked has to approve")
        if not approved:
            self.closure = None
            self._entry(EntryKind.CLOSURE_REFUSED, cause, reason=reason)
            return
        _refuse(open_tasks)
        self._entry(EntryKind.CLOSURE_APPROVED, cause, reason=reason)
        self.closure = None
        self._close(closure, cause)

    def _close(self, closure: Closure, cause: Cause) -> None:
        self._move(Action.CLOSE)
        self._end(cause)
        self.outcome = closure.outcome
        self.causes = self.causes if closure.causes is None else closure.causes
        causes = closure.causes or None
        self._entry(EntryKind.CASE_CLOSED, cause, outcome=closure.outcome, causes=causes, reason=closure.reason)
        outcome = CLOSED if self.case_type.discreet else closure.outcome
        self._event(CaseClosed, reason=ReasonCode.CLOSED_BY_CASEWORKER, outcome=outcome, merged_into=None)

    def _check_causes(self, causes: Iterable[str] | None) -> None:
        if set(causes or ()) - set(self.case_type.causes):
            expected = _any_of(self.case_type.causes)
            raise InvalidField("causes", f"has what is no cause of type {self.case_type}: {expected}")

    def _check_required(self, reason: str | None, causes: Sequence[str] | None) -> None:
        required = self.case_type.closure_requires
        if reason is not None and not self.case_type.closes_with_text:
            raise InvalidField("reason", f"is not taken: a case of type {self.case_type} ends by words of lists alone")
        if RequiredField.REASON in required and reason is None:
            raise InvalidField("reason", "is required")
        if RequiredField.CAUSES in required and not causes:
            raise InvalidField("causes", f"is required: {_any_of(self.case_type.causes)}")
        self._require("outcome", self.checks or {}, among=required)

    def _require(self, field: str, checks: Mapping[str, bool], *, among: Iterable[RequiredField]) -> None:
        """Raise InvalidField for ``field`` when the checklist is among what is required and not answered."""
        lacking = [check for check in self.case_type.checks if check not in checks]
        if lacking and RequiredField.CHECKS in among:
            raise InvalidField(field, f"needs every question answered, and lacks: {', '.join(lacking)}")


def _in_order(causes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(causes))


def _any_of(words: Sequence[str]) -> str:
    return f"expected any of {', '.join(words)}" if words else "there are none"


def _refuse(open_tasks: Sequence[UUID]) -> None:
    if open_tasks:
        count = len(open_tasks)
        raise Conflict(f"the case has {count} open task{'' if count == 1 else 's'}", count=count, tasks=open_tasks)
