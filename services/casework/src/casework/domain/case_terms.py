"""The terms of a case: counted when it comes to a state, told when they are near, over, and over for long."""

from dataclasses import dataclass
from datetime import date

from casework.domain.case_moves import CaseMoves
from casework.domain.deadlines import DeadlineKind
from casework.domain.events import CaseDue, CaseOverdue
from casework.domain.running_term import RESPOND_BY, RunningTerm, TermStage
from casework.domain.terms import TermLengths, Terms
from casework.domain.timeline import Cause, EntryKind
from shared.domain.roles import Role

_ENTRIES = {
    TermStage.SOON: EntryKind.TERM_DUE_SOON,
    TermStage.OVERDUE: EntryKind.TERM_OVERDUE,
    TermStage.ESCALATED: EntryKind.TERM_ESCALATED,
}


@dataclass(slots=True)
class CaseTerms(CaseMoves):
    """A case with its terms. A type that is discreet tells no other service of them."""

    def has_to_count(self, lengths: TermLengths) -> bool:
        """Whether the case is in a state whose term is not counted yet; terms of states it left end here."""
        here = self.status.value
        self.terms = tuple(term for term in self.terms if term.name in {RESPOND_BY, here})
        of_type = lengths.in_state.get(self.case_type.name, {})
        return self.status in of_type and not any(term.name == here for term in self.terms)

    def count_state(self, terms: Terms, day: date) -> None:
        """Count the term of the state that the case came to on this day."""
        length = terms.lengths.in_state[self.case_type.name][self.status]
        self.terms = (*self.terms, terms.running(self.status.value, day, length))

    def _count_response(self, terms: Terms, day: date) -> None:
        """Count the term to begin with the case."""
        term = terms.response(self.case_type.name, day)
        others = tuple(other for other in self.terms if other.name != RESPOND_BY)
        self.terms = (term, *others) if term else others
        self.respond_by = term.due_on if term else None

    def _term_passed(self, kind: DeadlineKind, cause: Cause) -> None:
        """A term came further. What it reached is told, each stage once."""
        for term in self.running_terms:
            if term.kind is kind:
                for stage in term.reached(cause.at.date()):
                    self._tell(term, stage, cause)
                    others = tuple(other for other in self.terms if other.name != term.name)
                    self.terms = (term.at(stage), *others)

    def _tell(self, term: RunningTerm, stage: TermStage, cause: Cause) -> None:
        if stage is TermStage.OVERDUE and term.name == RESPOND_BY:
            self._entry(EntryKind.RESPONSE_OVERDUE, cause)
        else:
            self._entry(_ENTRIES[stage], cause, term=term.name, due_on=term.due_on)
        if self.case_type.discreet:
            return
        if stage is TermStage.SOON:
            self._event(CaseDue, term=term.name, due_on=term.due_on)
        else:
            escalated_to = Role.COORDINATOR if stage is TermStage.ESCALATED else None
            self._event(CaseOverdue, term=term.name, due_on=term.due_on, escalated_to=escalated_to)
