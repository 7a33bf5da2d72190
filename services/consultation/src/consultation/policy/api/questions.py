"""`/questions-to-coordinator`: the one point of contact, with a term and an answer."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from consultation.api.rights import Coordinator, Member
from consultation.domain.themes import Themes
from consultation.policy.api.question_answers import CoordinatorQuestionAnswer
from consultation.policy.api.question_bodies import CoordinatorAnswerBody, CoordinatorQuestionBody
from consultation.policy.api.question_rights import asking_organisation, questions_of, visible_question, who
from consultation.policy.application.answer_question import answer_question
from consultation.policy.application.ask_coordinator import ask_coordinator
from consultation.policy.application.close_question import close_question
from consultation.policy.domain.question import CoordinatorQuestion
from consultation.policy.domain.states import QuestionStatus
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, if_match, listing, set_etag

ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]
_Status = Annotated[QuestionStatus | None, Query(description="Only those in this state.")]


def coordinator_questions_router(units: Units, *, themes: Themes, term: timedelta, clock: Clock) -> APIRouter:
    """The endpoints of questions to the coordinator."""
    router = APIRouter(tags=["policy"])

    def answered(question: CoordinatorQuestion, response: Response) -> CoordinatorQuestionAnswer:
        set_etag(response, question.version)
        return CoordinatorQuestionAnswer.of(question, clock.today())

    @router.get("/questions-to-coordinator")
    async def get_coordinator_questions(
        page: Paged, principal: Member, status: _Status = None
    ) -> Listing[CoordinatorQuestionAnswer]:
        """Questions, newest first: a coordinator gets all, others their own and those of their organisation."""
        today = clock.today()
        async with units() as uow:
            asked = await questions_of(principal, uow, status, today=today)
            after = page.after(UUID)
            rows = await uow.coordinator_questions.page(asked, after=after[0] if after else None, limit=page.limit + 1)
        questions, following = page.cut(rows, lambda question: (question.question_id,))
        return listing([CoordinatorQuestionAnswer.of(question, today) for question in questions], following)

    @router.post("/questions-to-coordinator", status_code=201)
    async def post_coordinator_question(
        body: CoordinatorQuestionBody, response: Response, principal: Member
    ) -> CoordinatorQuestionAnswer:
        """Ask the one point of contact something."""
        async with units() as uow:
            organisation = await asking_organisation(principal, uow, body.organisation_id, today=clock.today())
            question = await ask_coordinator(
                uow,
                body.details(),
                asked_by=who(principal),
                organisation_id=organisation,
                term=term,
                themes=themes,
                clock=clock,
            )
        response.headers["Location"] = f"/questions-to-coordinator/{question.question_id}"
        return answered(question, response)

    @router.get("/questions-to-coordinator/{question_id}")
    async def get_coordinator_question(
        question_id: UUID, response: Response, principal: Member
    ) -> CoordinatorQuestionAnswer:
        """One question."""
        async with units() as uow:
            return answered(await visible_question(principal, uow, question_id, today=clock.today()), response)

    @router.post("/questions-to-coordinator/{question_id}/answer")
    async def post_coordinator_answer(
        question_id: UUID, body: CoordinatorAnswerBody, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> CoordinatorQuestionAnswer:
        """Answer a question; again to put the answer right."""
        async with units() as uow:
            question = await answer_question(uow, question_id, body.answer, clock=clock, expected=expected)
        return answered(question, response)

    @router.post("/questions-to-coordinator/{question_id}/close")
    async def post_coordinator_question_closed(
        question_id: UUID, response: Response, principal: Member, expected: ExpectedIfSent
    ) -> CoordinatorQuestionAnswer:
        """Close a question: who may see it closes it."""
        async with units() as uow:
            await visible_question(principal, uow, question_id, today=clock.today())
            question = await close_question(uow, question_id, clock=clock, expected=expected)
        return answered(question, response)

    return router
