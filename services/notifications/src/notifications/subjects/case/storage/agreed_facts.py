"""Facts that are kept where something was agreed, as rows and back."""

from collections.abc import Mapping
from typing import Any

from notifications.storage.origins import origin_of
from notifications.subjects.case.domain.facts import CaseAssignment, CaseTerm, CoachConsent, MeetingHeld
from shared.domain.roles import Role

AgreedFact = MeetingHeld | CoachConsent | CaseAssignment | CaseTerm
KINDS = frozenset({"meeting-held", "consent-given", "consent-ended", "assigned", "due", "overdue"})


def agreed_row(fact: AgreedFact) -> Mapping[str, object]:
    """The columns of the fact's own."""
    match fact:
        case MeetingHeld():
            return {"kind": "meeting-held"}
        case CoachConsent():
            return {"kind": "consent-given" if fact.holds else "consent-ended"}
        case CaseAssignment():
            return {"kind": "assigned", "assignee": fact.assignee}
        case CaseTerm():
            term = {"term": fact.term, "due_on": fact.due_on, "escalated_to": fact.escalated_to}
            return {"kind": "overdue" if fact.is_over else "due", **term}


def agreed_fact(row: Any) -> AgreedFact:
    """The fact in a row of one of these kinds."""
    match row.kind:
        case "meeting-held":
            return MeetingHeld(-1 - row.sequence, origin_of(row))
        case "consent-given" | "consent-ended":
            return CoachConsent(row.sequence, origin_of(row), row.kind == "consent-given")
        case "assigned":
            return CaseAssignment(row.sequence, row.assignee, origin_of(row))
    escalated_to = Role(row.escalated_to) if row.escalated_to else None
    return CaseTerm(row.sequence, row.term, row.due_on, row.kind == "overdue", origin_of(row), escalated_to)
