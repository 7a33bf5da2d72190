"""`/policy/agenda`: what the coordinator has to see to."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.api.rights import Coordinator
from consultation.domain.policy_terms import AgendaTerms
from consultation.overview.application.show_agenda import show_agenda
from consultation.overview.domain.agenda import AgendaCode, AgendaItem
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock


class PolicyAgendaItemAnswer(BaseModel):
    """Something to see to. What does not belong to its code is null."""

    model_config = DESCRIBED

    code: AgendaCode
    """What is to be done."""
    name: str
    """What the body or the action is called; of a question, its theme."""
    is_late: bool
    """Whether it should have been done before today."""
    day: date | None
    """Since when, or by when; null where there is no such day."""
    link: str
    """Where it is read: the path of an endpoint."""
    body_id: UUID | None
    """The consultation body."""
    session_id: UUID | None
    """The session of that body."""
    member_id: UUID | None
    """The membership of that body."""
    action_id: UUID | None
    """The action."""
    question_id: UUID | None
    """The question to the coordinator."""
    contact_id: str | None
    """The contact it is about."""
    organisation_id: str | None
    """The organisation it is about."""
    organisation: str | None
    """The name of that organisation."""
    school_year: str | None
    """The school year with too few sessions."""
    sessions: int | None
    """How many sessions there are in that year."""

    @classmethod
    def of(cls, item: AgendaItem, names: Mapping[str, str]) -> Self:
        return cls(
            code=item.code,
            name=item.name,
            is_late=item.is_late,
            day=item.day,
            link=_link(item),
            body_id=item.body_id,
            session_id=item.session_id,
            member_id=item.member_id,
            action_id=item.action_id,
            question_id=item.question_id,
            contact_id=item.contact_id,
            organisation_id=item.organisation_id,
            organisation=names.get(item.organisation_id or ""),
            school_year=item.school_year,
            sessions=item.sessions,
        )


class PolicyAgendaAnswer(BaseModel):
    """All that the coordinator has to see to."""

    model_config = DESCRIBED

    known_at: datetime
    """When this was looked up."""
    late: int
    """How many of the items are late."""
    items: list[PolicyAgendaItemAnswer]
    """What is late first, then by day; what has no day is last."""


def agenda_router(units: Units, *, terms: AgendaTerms, clock: Clock) -> APIRouter:
    """The endpoint of the agenda."""
    router = APIRouter(tags=["policy"])

    @router.get("/policy/agenda")
    async def get_agenda(_: Coordinator) -> PolicyAgendaAnswer:
        """Sessions to plan, minutes to approve, evaluations due, questions without an answer, mandates that end.

        How long ahead a mandate is told, and how long after an action is evaluated, are local agreements.
        """
        async with units() as uow:
            items = await show_agenda(uow, terms=terms, clock=clock)
            names = {row.organisation_id: row.name for row in await uow.organisations.all()}
        return PolicyAgendaAnswer(
            known_at=clock.now(),
            late=sum(item.is_late for item in items),
            items=[PolicyAgendaItemAnswer.of(item, names) for item in items],
        )

    return router


def _link(item: AgendaItem) -> str:
    if item.session_id is not None:
        return f"/bodies/{item.body_id}/sessions/{item.session_id}"
    if item.body_id is not None:
        return f"/bodies/{item.body_id}"
    return f"/questions-to-coordinator/{item.question_id}" if item.question_id else f"/actions/{item.action_id}"
