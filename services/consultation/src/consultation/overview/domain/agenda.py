"""What the coordinator has to see to (*beleidsagenda*): each a code, with what it is about and by when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.findings import Finding
from consultation.bodies.domain.states import SessionStatus
from consultation.domain.local_time import local_day
from consultation.domain.policy_terms import AgendaTerms
from consultation.policy.domain.action import PolicyAction
from consultation.policy.domain.question import CoordinatorQuestion
from consultation.policy.domain.states import ActionStatus, QuestionStatus


class AgendaCode(StrEnum):
    """What is to be done; the codes of what a body still lacks are among them."""

    QUESTION_UNANSWERED = "question-unanswered"
    """A partner asked something, and nobody answered yet."""
    SESSIONS_TO_PLAN = "sessions-to-plan"
    """In the running school year fewer sessions are held or planned than agreed on."""
    TOO_FEW_SESSIONS = "too-few-sessions"
    """In the last school year there were fewer sessions than agreed on."""
    PARTNER_NOT_MEMBER = "partner-not-member"
    """A local school or CLB has no seat in external consultation."""
    PARTNER_NOT_INVITED = "partner-not-invited"
    """A local school or CLB is not invited to the last or a coming session of external consultation."""
    NOT_NOTED = "not-noted"
    """A session is past, and nobody noted that it was held."""
    NO_MINUTES = "no-minutes"
    """There are no minutes of a session, and a later session was held."""
    MINUTES_NOT_APPROVED = "minutes-not-approved"
    """The minutes of a session were not approved, and a later session was held."""
    MINUTES_TO_APPROVE = "minutes-to-approve"
    """The minutes of the last session are there, and a coming session can approve them."""
    ACTION_OVERDUE = "action-overdue"
    """What somebody would do after a session is not done in time."""
    EVALUATION_DUE = "evaluation-due"
    """An action was not evaluated with the partners for as long as agreed on."""
    ACTION_WITHOUT_OWNER = "action-without-owner"
    """Nobody sees to an action."""
    ACTION_WITHOUT_INDICATOR = "action-without-indicator"
    """No number says whether an action works."""
    MANDATE_ENDED = "mandate-ended"
    """The mandate of somebody who is a member today is over."""
    MANDATE_ENDING = "mandate-ending"
    """The mandate of somebody who is a member today ends soon."""
    CONTACT_ENDED = "contact-ended"
    """Somebody is a member today, and no valid contact of the directory any more."""


_LATE = frozenset(
    {
        AgendaCode.NOT_NOTED,
        AgendaCode.NO_MINUTES,
        AgendaCode.MINUTES_NOT_APPROVED,
        AgendaCode.ACTION_OVERDUE,
        AgendaCode.MANDATE_ENDED,
        AgendaCode.CONTACT_ENDED,
        AgendaCode.TOO_FEW_SESSIONS,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """Something to see to; what does not belong to its code is None. `day` is since when, or by when.

    `is_late`: it should have been done before today. `name` is what the body, the action or its objective is called.
    """

    code: AgendaCode
    name: str
    is_late: bool = False
    day: date | None = None
    body_id: UUID | None = None
    session_id: UUID | None = None
    member_id: UUID | None = None
    objective_id: UUID | None = None
    action_id: UUID | None = None
    question_id: UUID | None = None
    contact_id: str | None = None
    organisation_id: str | None = None
    school_year: str | None = None
    sessions: int | None = None


def of_body(
    body: PolicyBody, sessions: Sequence[BodySession], findings: Iterable[Finding], *, terms: AgendaTerms, today: date
) -> list[AgendaItem]:
    """All that is to be seen to about a body; `findings` is what it still lacks. Nothing of a body that has ended."""
    if not body.is_there_on(today):
        return []
    return [
        *(_of_finding(body, finding) for finding in findings),
        *_ending_mandates(body, terms, today),
        *_minutes_to_approve(body, sessions, today),
    ]


def of_question(question: CoordinatorQuestion, today: date) -> AgendaItem | None:
    """A question that nobody answered yet; None for another. What is asked is read with the question alone."""
    if question.status is not QuestionStatus.OPEN:
        return None
    return AgendaItem(
        code=AgendaCode.QUESTION_UNANSWERED,
        name=question.details.theme or "",
        is_late=question.is_late(today),
        day=question.due_on,
        question_id=question.question_id,
    )


def of_action(action: PolicyAction, *, terms: AgendaTerms, today: date) -> list[AgendaItem]:
    """All that is to be seen to about an action; nothing about an action that is not done."""
    is_open = action.status in (ActionStatus.PLANNED, ActionStatus.RUNNING)
    lacks = [
        (AgendaCode.ACTION_WITHOUT_OWNER, is_open and action.details.owner is None),
        (AgendaCode.ACTION_WITHOUT_INDICATOR, is_open and not action.indicators),
    ]
    items = [_about(code, action) for code, is_lacking in lacks if is_lacking]
    due_on = _evaluate_on(action, terms)
    if due_on is not None and due_on <= today:
        items.append(_about(AgendaCode.EVALUATION_DUE, action, day=due_on, is_late=due_on < today))
    return items


def _about(code: AgendaCode, action: PolicyAction, *, day: date | None = None, is_late: bool = False) -> AgendaItem:
    return AgendaItem(code=code, name=action.details.title, is_late=is_late, day=day, action_id=action.action_id)


def _evaluate_on(action: PolicyAction, terms: AgendaTerms) -> date | None:
    """When an action that runs is to be evaluated again, and once an action that is done and never was; else None."""
    last = max((evaluation.held_on for evaluation in action.evaluations), default=None)
    if action.status is ActionStatus.RUNNING:
        return (last or action.details.since) + terms.evaluate_after
    if action.status is ActionStatus.DONE and last is None:
        return action.details.until or local_day(action.changed_at)
    return None


def in_order(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """What is late first, then by day, what has no day last; within that by code and name."""
    codes = list(AgendaCode)
    return sorted(items, key=lambda item: (not item.is_late, item.day or date.max, codes.index(item.code), item.name))


def _of_finding(body: PolicyBody, finding: Finding) -> AgendaItem:
    code = AgendaCode(finding.code.value)
    return AgendaItem(
        code=code,
        name=body.details.name,
        is_late=code in _LATE,
        day=finding.day,
        body_id=body.body_id,
        session_id=finding.session_id,
        member_id=finding.member_id,
        contact_id=finding.contact_id,
        organisation_id=finding.organisation_id,
        school_year=finding.school_year,
        sessions=finding.sessions,
    )


def _ending_mandates(body: PolicyBody, terms: AgendaTerms, today: date) -> Iterator[AgendaItem]:
    for member in body.members_on(today):
        if member.mandate_until is not None and today <= member.mandate_until <= today + terms.mandate_ahead:
            yield AgendaItem(
                code=AgendaCode.MANDATE_ENDING,
                name=body.details.name,
                day=member.mandate_until,
                body_id=body.body_id,
                member_id=member.member_id,
                contact_id=member.contact_id,
                organisation_id=member.organisation_id,
            )


def _minutes_to_approve(body: PolicyBody, sessions: Sequence[BodySession], today: date) -> Iterator[AgendaItem]:
    """Of the last session that was held; what an earlier session lacks is a finding."""
    held = [session for session in sessions if session.status is SessionStatus.HELD]
    coming = [
        local_day(session.starts_at)
        for session in sessions
        if session.status is SessionStatus.PLANNED and local_day(session.starts_at) >= today
    ]
    if held and coming and held[-1].approved_in is None and held[-1].minutes.strip():
        yield AgendaItem(
            code=AgendaCode.MINUTES_TO_APPROVE,
            name=body.details.name,
            day=min(coming),
            body_id=body.body_id,
            session_id=held[-1].session_id,
        )
