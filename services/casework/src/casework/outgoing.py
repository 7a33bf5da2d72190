"""Domain events as contracts, for the outbox."""

from dataclasses import fields
from typing import Any

from casework.domain import events
from shared.contracts import casework_cases as contracts
from shared.contracts.contract import Contract
from shared.contracts.figures import CaseworkFiguresPublished
from shared.copies.figures import told
from shared.domain.published_figures import FiguresPublished
from shared.messaging.outbox import Outgoing, outgoing

CONTRACTS: dict[type[events.CaseEvent], type[Contract]] = {
    events.CaseOpened: contracts.CaseOpened,
    events.CaseReopened: contracts.CaseReopened,
    events.CaseEscalated: contracts.CaseEscalated,
    events.EscalationWithdrawn: contracts.EscalationWithdrawn,
    events.LevelFallen: contracts.LevelFallen,
    events.CaseTransferred: contracts.CaseTransferred,
    events.CaseAssigned: contracts.CaseAssigned,
    events.MeetingRequested: contracts.MeetingRequested,
    events.WithdrawalProposed: contracts.WithdrawalProposed,
    events.WithdrawalDropped: contracts.WithdrawalDropped,
    events.CaseWithdrawn: contracts.CaseWithdrawn,
    events.CaseClosed: contracts.CaseClosed,
    events.CasePersonErased: contracts.CasePersonErased,
    events.TaskDone: contracts.TaskDone,
    events.CaseDue: contracts.CaseDue,
    events.CaseOverdue: contracts.CaseOverdue,
    events.WatchAsked: contracts.WatchAsked,
    events.WatchEnded: contracts.WatchEnded,
    events.ReferralAsked: contracts.ReferralAsked,
    events.ReferralAnswered: contracts.ReferralAnswered,
    events.ConsentRecorded: contracts.ConsentRecorded,
    events.ConsentEnded: contracts.ConsentEnded,
}

_OF_A_SCHOOL_YEAR = (
    events.CaseBegan | events.CaseEscalated | events.EscalationWithdrawn | events.LevelFallen | events.CaseTransferred
)


def to_outgoing(event: events.CaseEvent | FiguresPublished) -> Outgoing:
    """A domain event as its contract; the case is its key. Field names are the same on both sides."""
    if isinstance(event, FiguresPublished):
        return told(event, CaseworkFiguresPublished)
    data: dict[str, Any] = {field.name: getattr(event, field.name) for field in fields(event)}
    if isinstance(event, _OF_A_SCHOOL_YEAR):
        data["school_year"] = str(event.school_year)
    return outgoing(CONTRACTS[type(event)].model_validate(data, from_attributes=True), key=str(event.case_id))
