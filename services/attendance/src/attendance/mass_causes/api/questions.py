"""`GET /questions`, `GET /questions/{id}`, `POST /questions/{id}/answer`: absences of a whole class or school."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from attendance.mass_causes.api.question_bodies import AnswerBody, QuestionAnswer
from attendance.mass_causes.application.answer_question import AnswerQuestion, list_questions, show_question
from attendance.mass_causes.domain.mass_cause import GivenAnswer, QuestionFilter, QuestionStatus
from attendance.register.api.rights import Answerer, QuestionReader, sight_of
from attendance.unit_of_work import Units
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, if_match, listing, set_etag


def questions_router(units: Units, *, clock: Clock, answer_question: AnswerQuestion) -> APIRouter:
    """The endpoints about mass causes in `units`."""
    router = APIRouter(tags=["questions"])
    today = clock.today

    @router.get("/questions")
    async def get_questions(
        principal: QuestionReader,
        page: Paged,
        school: Annotated[str | None, Query(pattern="^[0-9]{6}$", examples=["123456"])] = None,
        status: QuestionStatus | None = None,
    ) -> Listing[QuestionAnswer]:
        """Questions about the caller's schools, oldest first.

        A class or school that was wholly problematic absent on a half day is one question. No rule counts these half
        days until somebody answers the question.
        """
        after = page.after(UUID)
        async with units() as uow:
            sight = await sight_of(principal, uow.directory, today())
            wanted = QuestionFilter(school, status, sight.schools)
            questions = await list_questions(uow, wanted, after=after[0] if after else None, limit=page.limit + 1)
        shown, next_cursor = page.cut(questions, lambda question: (question.question_id,))
        return listing([QuestionAnswer.of(question) for question in shown], next_cursor)

    @router.get("/questions/{question_id}")
    async def get_question(question_id: UUID, principal: QuestionReader, response: Response) -> QuestionAnswer:
        """One question with all its answers."""
        async with units() as uow:
            sight = await sight_of(principal, uow.directory, today())
            question = await show_question(uow, question_id)
        if not sight.sees(question.slot.school):
            raise NotFound("question", question_id)
        set_etag(response, question.version)
        return QuestionAnswer.of(question)

    @router.post("/questions/{question_id}/answer")
    async def post_answer(
        question_id: UUID,
        body: AnswerBody,
        principal: Answerer,
        response: Response,
        expected: Annotated[IfMatch, if_match(required=False)],
    ) -> QuestionAnswer:
        """Answer a question, or answer it anew: `counts` releases the half days, `does-not-count` keeps them out.

        Whoever's count that changes is counted again. A question that lapsed takes no answer (409).
        """
        reply = GivenAnswer(body.answer, body.reason, principal.contact or principal.subject, clock.now())
        async with units() as uow:
            sight = await sight_of(principal, uow.directory, today())
            if not sight.sees((await show_question(uow, question_id)).slot.school):
                raise NotFound("question", question_id)
            question = await answer_question(uow, question_id, reply, check=lambda present: expected(present.version))
        set_etag(response, question.version)
        return QuestionAnswer.of(question)

    return router
