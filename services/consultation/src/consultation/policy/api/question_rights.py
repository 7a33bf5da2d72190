"""Who sees which question to the coordinator, and for which organisation somebody asks."""

from datetime import date
from uuid import UUID

from consultation.api.rights import own_seat
from consultation.policy.domain.queries import QuestionQuery
from consultation.policy.domain.question import CoordinatorQuestion
from consultation.policy.domain.states import QuestionStatus
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField, NotFound
from shared.domain.roles import Role
from shared.runtime.http import Principal


async def questions_of(
    principal: Principal, uow: ConsultationUnitOfWork, status: QuestionStatus | None, *, today: date
) -> QuestionQuery:
    """The questions that the caller sees: a coordinator all, others their own and their organisations'."""
    if principal.is_any(Role.COORDINATOR):
        return QuestionQuery(status=status)
    seat = await own_seat(principal, uow, today)
    return QuestionQuery(status=status, asked_by=who(principal), organisations=seat.organisations)


async def visible_question(
    principal: Principal, uow: ConsultationUnitOfWork, question_id: UUID, *, today: date
) -> CoordinatorQuestion:
    """The question. Raises NotFound if there is none, or it is not for the caller to see."""
    question = await uow.coordinator_questions.find(question_id)
    asked = await questions_of(principal, uow, None, today=today)
    if question is None or not asked.fits(question):
        raise NotFound("question", question_id)
    return question


async def asking_organisation(
    principal: Principal, uow: ConsultationUnitOfWork, organisation_id: str | None, *, today: date
) -> str | None:
    """The organisation that the caller asks for: the one named, or the only own one; None for who has none or several.

    Raises InvalidField for an organisation that is not the caller's.
    """
    own = (await own_seat(principal, uow, today)).organisations
    if organisation_id is None:
        return own[0] if len(own) == 1 else None
    if organisation_id not in own:
        raise InvalidField("organisation_id", "is not an own organisation")
    return organisation_id


def who(principal: Principal) -> str:
    """Who the caller is: a contact, or the `sub` of the token."""
    return principal.contact or principal.subject
